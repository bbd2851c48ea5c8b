import { say } from "@/lib/domain/messages";
import { type Column, List, noneFit } from "./list";
import { When } from "./when";

export type ListedUser = {
  readonly id: string;
  readonly userType: "human" | "api";
  readonly state: "active" | "inactive";
  readonly username: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly reference: string | null;
  readonly createdAt: Date;
  readonly lastLoginAt: Date | null;
};

type Sort = "name" | "username" | "email" | "user_type" | "state" | "reference" | "created_at" | "last_login_at";

type Props = {
  readonly users: readonly ListedUser[];
  readonly now: Date;
  /** The address of the list. */
  readonly path: string;
  readonly sorted: (sort: Sort) => Column["sort"] & object;
  readonly mayDelete: boolean;
  readonly isFiltered: boolean;
  readonly first: string | null;
  readonly next: string | null;
};

/** Users, a line each; those that are ticked are deleted from the top, once that is confirmed on a page of its own. */
export function UserList({ users, now, path, sorted, mayDelete, isFiltered, first, next }: Props) {
  const way = mayDelete ? { href: `${path}/new`, text: say("console.users.add") } : undefined;
  const list = (
    <List
      columns={[
        { text: say("console.name"), sort: sorted("name") },
        { text: say("console.users.username"), sort: sorted("username") },
        { text: say("field.email"), sort: sorted("email") },
        { text: say("console.users.type"), sort: sorted("user_type") },
        { text: say("console.state"), sort: sorted("state") },
        { text: say("console.realm.reference"), sort: sorted("reference") },
        { text: say("console.users.added"), sort: sorted("created_at") },
        { text: say("console.users.last-login"), sort: sorted("last_login_at") },
      ]}
      rows={users.map((user) => ({
        id: user.id,
        pick: mayDelete ? say("console.users.select-one", { name: user.name ?? user.username }) : undefined,
        cells: [
          <a key="name" href={`${path}/${user.id}`}>
            {user.name ?? user.username}
          </a>,
          user.username,
          user.email,
          say(`console.users.type.${user.userType}`),
          say(`console.state.${user.state}`),
          user.reference,
          <When key="created" at={user.createdAt} now={now} />,
          user.lastLoginAt ? <When key="login" at={user.lastLoginAt} now={now} /> : say("console.never"),
        ],
      }))}
      empty={isFiltered ? noneFit : { title: say("console.users.empty-title"), text: say("console.users.empty"), way }}
      first={first}
      next={next}
    />
  );
  if (!mayDelete || users.length === 0) return <div className="people-list">{list}</div>;
  return (
    <form className="picks people-list" method="get" action={`${path}/delete`}>
      <button className="button" type="submit">
        {say("console.users.delete-selected")}
      </button>
      {list}
    </form>
  );
}
