import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { Facts } from "./facts";
import { FieldsForm } from "./fields-form";
import { formWords } from "./form-words";
import { When } from "./when";

type Props = {
  /** `isKept`: it was made while the realm kept keys so that they can be read again. */
  readonly keys: readonly { readonly id: string; readonly createdAt: Date; readonly isKept: boolean }[];
  readonly here: string;
  readonly now: Date;
  readonly mayChange: boolean;
  readonly actions: Readonly<Record<"addUserKeyAction" | "renewUserKeyAction" | "showUserKeyAction", FormAction>>;
};

/** The keys of an API user. */
export function UserKeys({ keys, here, now, mayChange, actions }: Props) {
  const made = {
    title: say("console.users.key-made"),
    text: say("console.made-once"),
    href: here,
    next: say("console.keys.made-next"),
  };
  const shown = {
    title: say("console.users.key-shown"),
    text: say("console.users.key-shown-text"),
    href: here,
    next: say("console.users.key-hide"),
  };
  return (
    <>
      {keys.length > 0 && mayChange && <p className="quiet">{say("console.users.keys-text")}</p>}
      {keys.length === 0 && (
        <section className="empty">
          <h2>{say("console.users.keys-empty-title")}</h2>
          <p>{say("console.users.keys-empty")}</p>
        </section>
      )}
      <FieldsForm
        action={actions.addUserKeyAction}
        closed={keys.length > 0 || !mayChange}
        fields={[]}
        words={formWords(say("console.users.key-add"))}
        made={made}
      />
      {keys.map(({ id, createdAt, isKept }) => (
        <section key={id} className="panel quiet-form">
          <Facts
            facts={[
              [say("console.realm.id"), <code key="id">{id}</code>],
              [say("console.created"), <When key="created" at={createdAt} now={now} />],
            ]}
          />
          {mayChange && isKept && (
            <FieldsForm
              action={actions.showUserKeyAction}
              fields={[{ kind: "hidden", name: "id", label: id, value: id }]}
              words={formWords(say("console.users.key-show"))}
              made={shown}
            />
          )}
          {mayChange && (
            <FieldsForm
              action={actions.renewUserKeyAction}
              fields={[{ kind: "hidden", name: "id", label: id, value: id }]}
              words={formWords(say("console.users.key-renew"))}
              made={made}
            />
          )}
        </section>
      ))}
    </>
  );
}
