import type { ComponentProps } from "react";
import { say } from "@/lib/domain/messages";
import { customLines } from "./custom-field";
import { Facts } from "./facts";
import type { ListedUser } from "./user-list";
import { When } from "./when";

type Props = {
  readonly user: ListedUser & {
    readonly emailVerification: "none" | "requested" | "verified";
    readonly custom: unknown;
  };
  readonly now: Date;
  /** True where no form below shows the custom attributes. */
  readonly withCustom: boolean;
};

/** What there is to know of a user. */
export function UserFacts({ user, now, withCustom }: Props) {
  const { email, emailVerification, lastLoginAt } = user;
  const custom = withCustom && customLines(user.custom);
  const facts: ComponentProps<typeof Facts>["facts"] = [
    [say("console.realm.id"), <code key="id">{user.id}</code>],
    [say("console.users.type"), say(`console.users.type.${user.userType}`)],
    [say("console.state"), say(`console.state.${user.state}`)],
    [say("console.users.username"), user.username],
    [say("field.email"), email && `${email} (${say(`console.users.verification-now.${emailVerification}`)})`],
    [say("console.realm.reference"), user.reference],
    [say("console.users.custom"), custom && <pre className="letter">{custom}</pre>],
    [say("console.users.added"), <When key="created" at={user.createdAt} now={now} />],
    [
      say("console.users.last-login"),
      lastLoginAt ? <When key="login" at={lastLoginAt} now={now} /> : say("console.never"),
    ],
  ];
  return <Facts facts={facts} />;
}
