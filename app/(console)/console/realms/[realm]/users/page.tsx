import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { NothingHere } from "@/components/console/nothing-here";
import { Saved } from "@/components/console/saved";
import { UserFilter } from "@/components/console/user-filter";
import { UserList } from "@/components/console/user-list";
import { userFilterOf } from "@/lib/admin/user-filter";
import { listUsers } from "@/lib/admin/user-records";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { pageLinks, sortBy, withQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";
import { readUsersQuery } from "@/lib/web/user-query";

export default async function UsersPage({ params, searchParams }: PageProps<"/console/realms/[realm]/users">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const path = paths.consoleRealm(realm.id, "users");
  const asked = await searchParams;
  const { users, said, page } = readUsersQuery(asked);
  const now = new Date();
  const found = await listUsers(realm.id, { filter: userFilterOf(users), page }, now);
  const { rows, more } = found.ok ? found.value : { rows: [], more: false };
  const sorted = { path, page, filter: said };
  const order = { sort: page.sort, direction: page.direction };
  const mayChange = mayChangeRealm(administrator, realm.id);
  return (
    <ConsoleFrame
      {...frame}
      realm={realm}
      here={path}
      title={say("console.users.title")}
      actions={
        <>
          {mayChange && <a href={`${path}/new`}>{say("console.users.add")}</a>}
          {mayChange && <a href={`${path}/new_api`}>{say("console.users.add-api")}</a>}
          {mayChange && (
            <a className="plain" href={`${path}/import`}>
              {say("console.import.title")}
            </a>
          )}
          <a className="plain" href={withQuery(`${path}.csv`, { ...said, ...order })}>
            {say("console.users.export")}
          </a>
        </>
      }
    >
      <Saved saved={/^\d{1,4}$/.test(String(asked.deleted))} text={deletedText(asked)} />
      <UserFilter said={said} keep={order} clear={path} />
      <UserList
        users={rows}
        now={now}
        path={path}
        sorted={(sort) => sortBy(sort, sorted)}
        mayDelete={mayChange}
        isFiltered={Object.keys(said).length > 0 || page.after !== null}
        {...pageLinks(sorted, more ? (rows.at(-1)?.id ?? null) : null)}
      />
    </ConsoleFrame>
  );
}

function deletedText(asked: Readonly<Record<string, string | string[] | undefined>>): string {
  const [deleted, skipped] = [Number(asked.deleted), Number(asked.skipped)];
  return [
    say("console.users.deleted", { count: deleted }),
    ...(skipped > 0 ? [say("console.users.skipped", { count: skipped })] : []),
  ].join(" ");
}
