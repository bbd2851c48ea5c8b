import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { ButtonForm } from "./button-form";
import { Facts } from "./facts";
import { FieldsForm, type FormField } from "./fields-form";
import { formWords } from "./form-words";
import { Panel } from "./panel";
import { Scanned } from "./scanned";
import { When } from "./when";

type Props = {
  readonly since: Date | null;
  readonly codesLeft: number;
  readonly waiting: { readonly secret: string; readonly qr: string } | null;
  readonly account: string;
  readonly now: Date;
  readonly actions: Readonly<
    Record<
      "startOwnDeviceAction" | "enrolOwnDeviceAction" | "dropOwnDeviceAction" | "removeOwnDeviceAction",
      FormAction
    >
  >;
};

/** One's own second factor: none, one that waits for its first code, or one in use. */
export function OwnDevice({ since, codesLeft, waiting, account, now, actions }: Props) {
  return (
    <Panel id="device" title={say(deviceTitle({ since, waiting }))}>
      {!since && !waiting && (
        <>
          <p className="quiet">{say("console.device.begin-text")}</p>
          <FieldsForm
            action={actions.startOwnDeviceAction}
            fields={[password]}
            words={formWords(say("console.device.set-up"))}
          />
        </>
      )}
      {waiting && (
        <div className="until-made">
          <Scanned {...waiting} text={say("console.device.scan")} />
        </div>
      )}
      {/* It stands here in every state: without JavaScript the codes that it makes come with the page anew. */}
      <FieldsForm
        action={actions.enrolOwnDeviceAction}
        closed={!waiting}
        fields={[code]}
        words={formWords(say("console.device.verify"))}
        made={{
          title: say("console.device.made"),
          text: say("console.device.made-text"),
          href: account,
          next: say("console.device.made-next"),
        }}
      />
      {waiting && (
        <div className="until-made">
          <ButtonForm action={actions.dropOwnDeviceAction} words={formWords(say("console.device.start-over"))} />
        </div>
      )}
      {since && (
        <>
          <Facts
            facts={[
              [say("console.device.since"), <When key="since" at={since} now={now} />],
              [say("console.device.codes-left"), String(codesLeft)],
            ]}
          />
          <h2 id="remove">{say("console.device.remove")}</h2>
          <p className="quiet">{say("console.device.remove-text")}</p>
          <FieldsForm
            action={actions.removeOwnDeviceAction}
            fields={[password]}
            words={formWords(say("console.device.remove"))}
          />
        </>
      )}
    </Panel>
  );
}

function deviceTitle({ since, waiting }: Pick<Props, "since" | "waiting">) {
  if (since) return "console.device.on";
  return waiting ? "console.device.set-up" : "console.device.begin";
}

const password: FormField = {
  kind: "password",
  name: "current_password",
  label: say("console.account.current-password"),
  autoComplete: "current-password",
  required: true,
};

const code: FormField = {
  kind: "text",
  name: "code",
  label: say("console.users.mfa-code"),
  autoComplete: "one-time-code",
  required: true,
};
