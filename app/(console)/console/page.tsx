import { ConsoleFrame } from "@/components/console/console-frame";
import { RealmList } from "@/components/console/realm-list";
import { listRealmsWithApps } from "@/lib/admin/realms";
import { isId } from "@/lib/domain/ids";
import { english, sentence } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { hostedAddresses, paths } from "@/lib/web/paths";
import { signOutAction } from "./action";

/** Realms on one page; the next ones are a link away. */
const PAGE = 50;

export default async function ConsolePage({ searchParams }: PageProps<"/console">) {
  const administrator = await requireAdministrator();
  const { realmIds } = administrator;
  const { after } = await searchParams;
  const found = await listRealmsWithApps({
    ...(realmIds ? { ids: realmIds } : {}),
    ...(isId("rl", after) ? { after } : {}),
    take: PAGE + 1,
  });
  const realms = found.slice(0, PAGE).map((realm) => ({
    id: realm.id,
    href: paths.consoleRealm(realm.id),
    name: realm.name,
    users: realm._count.users,
    apps: realm.connectedApps.map((app) => ({
      id: app.id,
      name: app.name,
      handler: app.loginHandler,
      look: paths.consoleLook(realm.id, app.id),
      words: paths.consoleWords(realm.id, app.id),
      ...hostedAddresses(app.subdomain),
    })),
  }));
  const more = found.length > PAGE ? `${paths.console()}?after=${realms.at(-1)?.id ?? ""}` : null;
  return (
    <ConsoleFrame
      title={sentence(english, "console.realms.title")}
      administrator={administrator}
      signOut={signOutAction}
      here={paths.console()}
    >
      <RealmList realms={realms} more={more} />
    </ConsoleFrame>
  );
}
