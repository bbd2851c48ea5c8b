import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Facts } from "@/components/console/facts";
import { NothingHere } from "@/components/console/nothing-here";
import { AppTable } from "@/components/console/realm-list";
import { listRealmsWithApps } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { hostedAddresses, paths } from "@/lib/web/paths";

export default async function RealmPage({ params }: PageProps<"/console/realms/[realm]">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  const [found] = realm ? await listRealmsWithApps({ ids: [realm.id], take: 1 }) : [];
  if (!realm || !found) return <NothingHere {...frame} />;

  const apps = found.connectedApps.map((app) => ({
    id: app.id,
    name: app.name,
    handler: app.loginHandler,
    look: paths.consoleLook(realm.id, app.id),
    words: paths.consoleWords(realm.id, app.id),
    ...hostedAddresses(app.subdomain),
  }));
  return (
    <ConsoleFrame {...frame} realm={realm} here={paths.consoleRealm(realm.id)} title={realm.name}>
      <Facts
        facts={[
          [say("console.realm.id"), <code key="id">{realm.id}</code>],
          [say("console.state"), say(`console.state.${realm.state}`)],
          [say("console.realm.reference"), realm.reference],
          [
            say("console.realm.users"),
            <a key="users" href={paths.consoleRealm(realm.id, "users")}>
              {found._count.users}
            </a>,
          ],
          [say("console.realm.sessions"), say(`console.realm.sessions.${realm.sessionType}`)],
          [say("console.realm.signs"), realm.jwtAlgo.toUpperCase()],
        ]}
      />
      <section className="panel" aria-labelledby="apps">
        <h2 id="apps">{say("console.realm.apps")}</h2>
        {apps.length > 0 ? <AppTable apps={apps} /> : <p className="quiet">{say("console.realms.no-apps")}</p>}
      </section>
    </ConsoleFrame>
  );
}
