import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { ButtonForm } from "./button-form";
import { FieldsForm } from "./fields-form";
import { formWords } from "./form-words";
import { Panel } from "./panel";
import { passwordFields } from "./user-fields";

type Props = {
  readonly user: {
    readonly state: "active" | "inactive";
    readonly emailVerification: "none" | "requested" | "verified";
    readonly credentials: readonly { readonly credentialType: string }[];
  };
  readonly here: string;
  readonly mayChange: boolean;
  readonly actions: Readonly<
    Record<"setPasswordAction" | "makeLinkAction" | "mailLinkAction" | "mailVerificationAction", FormAction>
  >;
};

/** A user's password: set it, or have them choose one; and the proof of their address, which is mailed in the same way. */
export function UserPassword({ user, here, mayChange, actions }: Props) {
  const hasPassword = user.credentials.some((one) => one.credentialType === "password");
  if (!mayChange) return hasPassword ? null : <p>{say("console.users.no-password")}</p>;
  return (
    <>
      <Panel id="set-password" title={say("console.users.set-password")}>
        {!hasPassword && <p>{say("console.users.no-password")}</p>}
        <p className="quiet">{say("console.users.set-password-text")}</p>
        <FieldsForm
          action={actions.setPasswordAction}
          fields={passwordFields(null)}
          words={formWords(say("console.users.set-password"))}
        />
      </Panel>
      <Panel id="link" title={say("console.users.link")} look="quiet-form">
        {user.state === "inactive" ? (
          <p>{say("console.users.inactive-text")}</p>
        ) : (
          <>
            <p className="quiet">{say("console.users.link-text")}</p>
            <FieldsForm
              action={actions.makeLinkAction}
              fields={[]}
              words={formWords(say("console.users.link-make"))}
              made={{
                title: say("console.users.link-made"),
                text: say("console.users.link-made-text"),
                href: here,
                next: say("console.users.link-next"),
              }}
            />
            <ButtonForm action={actions.mailLinkAction} words={formWords(say("console.users.link-mail"))} />
          </>
        )}
      </Panel>
      {user.state === "active" && user.emailVerification !== "verified" && (
        <Panel id="verify" title={say("console.users.verify-again")}>
          <p className="quiet">{say("console.users.verify-again-text")}</p>
          <ButtonForm
            action={actions.mailVerificationAction}
            words={formWords(say("console.users.verify-again-submit"))}
          />
        </Panel>
      )}
    </>
  );
}
