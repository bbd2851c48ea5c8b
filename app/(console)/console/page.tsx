import { ConsoleFrame } from "@/components/console/console-frame";
import { RealmList } from "@/components/console/realm-list";
import { COUNTED, countUsersOf, listRealmsWithApps } from "@/lib/admin/realms";
import { isId } from "@/lib/domain/ids";
import { english, sentence } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { listedApp, paths } from "@/lib/web/paths";
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
  const page = found.slice(0, PAGE);
  const users = await countUsersOf(page.map(({ id }) => id));
  const realms = page.map((realm) => ({
    id: realm.id,
    href: paths.consoleRealm(realm.id),
    name: realm.name,
    users: users.get(realm.id) ?? 0,
    apps: realm.connectedApps.map((app) => listedApp(realm.id, app)),
  }));
  const add =
    administrator.role === "owner"
      ? { href: paths.consoleNewRealm(), text: sentence(english, "console.realms.add") }
      : null;
  const more = found.length > PAGE ? `${paths.console()}?after=${realms.at(-1)?.id ?? ""}` : null;
  return (
    <ConsoleFrame
      title={sentence(english, "console.realms.title")}
      administrator={administrator}
      signOut={signOutAction}
      here={paths.console()}
      actions={add && <a href={add.href}>{add.text}</a>}
    >
      <RealmList realms={realms} more={more} add={add} most={COUNTED} />
    </ConsoleFrame>
  );
}
