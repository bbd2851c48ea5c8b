import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { findUsers } from "@/lib/admin/user-records";
import { say } from "@/lib/domain/messages";
import { readSelected } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";
import { deleteUsersAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/users/delete">;

export default realmPageToChange<Props>(async function DeleteUsersPage({ realm, frame }) {
  const users = await findUsers(realm.id, readSelected("usr"));
  const all = { href: paths.consoleRealm(realm.id, "users"), text: say("console.users.title") };
  const count = users.length;
  const title = count > 0 ? say("console.users.delete-title", { count }) : say("console.users.none-selected");
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={title}>
      {count === 0 && <p>{say("console.users.none-selected-text")}</p>}
      <ul className="people">
        {users.map(({ id, name, username, email }) => (
          <li key={id}>
            <a href={`${all.href}/${id}`}>{name ?? username}</a>{" "}
            <span className="quiet">{[username, email].filter(Boolean).join(", ")}</span>
          </li>
        ))}
      </ul>
      {count > 0 && (
        <Danger
          title={title}
          text={say("console.users.delete-text")}
          name={say("console.users.delete-name", { count })}
          action={deleteUsersAction}
        />
      )}
      <p>
        <a href={all.href}>{say("console.users.back")}</a>
      </p>
    </ConsoleFrame>
  );
});
