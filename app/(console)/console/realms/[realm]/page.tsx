import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Facts } from "@/components/console/facts";
import { FirstSteps } from "@/components/console/first-steps";
import { Panel } from "@/components/console/panel";
import { RealmCounts } from "@/components/console/realm-counts";
import { AppTable } from "@/components/console/realm-list";
import { Saved } from "@/components/console/saved";
import { COUNTED, countInRealm, listRealmsWithApps } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { listedApp, paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]">;

export default realmPage<Props>(async function RealmPage({ realm, mayChange, frame, asked }) {
  const [found] = await listRealmsWithApps({ ids: [realm.id], take: 1 });
  if (!found) return null;

  const at = (...inIt: readonly string[]) => paths.consoleRealm(realm.id, ...inIt);
  const { apps: appCount, ...counts } = await countInRealm(realm.id);
  const apps = found.connectedApps.map((app) => listedApp(realm.id, app));
  const hasApp = appCount > 0;
  const isNew = mayChange && (!hasApp || counts.users === 0);
  return (
    <ConsoleFrame {...frame} here={at()} title={realm.name}>
      <Saved saved={asked.said === "reset"} text={say("console.settings.reset-done")} />
      {isNew && (
        <FirstSteps
          steps={[
            { name: "app", href: at("apps", "new"), done: hasApp },
            { name: "code", href: hasApp ? at("integration") : null, done: false },
            { name: "user", href: apps[0]?.signup ?? at("users", "new"), done: counts.users > 0 },
          ]}
        />
      )}
      <RealmCounts realmId={realm.id} most={COUNTED} counts={counts} />
      <Panel id="apps" title={say("console.realm.apps")}>
        {apps.length > 0 ? <AppTable apps={apps} /> : <p className="quiet">{say("console.realms.no-apps")}</p>}
      </Panel>
      <Facts
        facts={[
          [say("console.realm.id"), <code key="id">{realm.id}</code>],
          [say("console.state"), say(`console.state.${realm.state}`)],
          [say("console.realm.reference"), realm.reference],
          [say("console.realm.sessions"), say(`console.realm.sessions.${realm.sessionType}`)],
          [say("console.realm.signs"), realm.jwtAlgo.toUpperCase()],
        ]}
      />
    </ConsoleFrame>
  );
});
