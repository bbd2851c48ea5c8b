import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Saved } from "@/components/console/saved";
import { UserFilter } from "@/components/console/user-filter";
import { UserList } from "@/components/console/user-list";
import { userFilterOf } from "@/lib/admin/user-filter";
import { listUsers } from "@/lib/admin/user-records";
import { say } from "@/lib/domain/messages";
import { foundFor, pageLinks, sortBy, withQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";
import { readUsersQuery } from "@/lib/web/user-query";

type Props = PageProps<"/console/realms/[realm]/users">;

export default realmPage<Props>(async function UsersPage({ realm, mayChange, frame, asked }) {
  const path = paths.consoleRealm(realm.id, "users");
  const { users, said, page } = readUsersQuery(asked);
  const now = new Date();
  const found = foundFor(await listUsers(realm.id, { filter: userFilterOf(users), page }, now));
  const sorted = { path, page, filter: said };
  const order = { sort: page.sort, direction: page.direction };
  return (
    <ConsoleFrame
      {...frame}
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
        users={found.rows}
        now={now}
        path={path}
        sorted={(sort) => sortBy(sort, sorted)}
        mayDelete={mayChange}
        isFiltered={Object.keys(said).length > 0 || page.after !== null}
        {...pageLinks(sorted, found)}
      />
    </ConsoleFrame>
  );
});

function deletedText(asked: Readonly<Record<string, string | string[] | undefined>>): string {
  const [deleted, skipped] = [Number(asked.deleted), Number(asked.skipped)];
  return [
    say("console.users.deleted", { count: deleted }),
    ...(skipped > 0 ? [say("console.users.skipped", { count: skipped })] : []),
  ].join(" ");
}
