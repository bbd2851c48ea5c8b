import type { FormAction } from "@/lib/domain/form-state";
import { say } from "@/lib/domain/messages";
import { Danger } from "./danger";
import { Facts } from "./facts";
import { FieldsForm, type FormField } from "./fields-form";
import { formWords } from "./form-words";
import { Panel } from "./panel";
import { Scanned } from "./scanned";
import { When } from "./when";

type Device = {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: Date;
  /** What their app is to be told, while it is not in use; `qr` is SVG in base64. */
  readonly otp: { readonly secret: string; readonly qr: string } | null;
};

type Props = {
  readonly user: { readonly username: string; readonly state: "active" | "inactive" };
  readonly here: string;
  readonly device: Device | null;
  readonly now: Date;
  readonly mayChange: boolean;
  readonly actions: Readonly<
    Record<"addDeviceAction" | "verifyDeviceAction" | "deleteDeviceAction" | "dropDeviceAction", FormAction>
  >;
};

/** A user's second factor: the device in use, one that waits for its first code, or none. */
export function UserDevice({ user, here, device, now, mayChange, actions }: Props) {
  const isInUse = device !== null && device.otp === null;
  const isAsked = user.state === "active" && !isInUse;
  const waiting = isAsked && device?.otp ? { ...device.otp, id: device.id } : null;
  return (
    <>
      <Panel id="mfa" title={say("console.users.mfa")}>
        {isInUse && (
          <Facts
            facts={[
              [say("console.users.mfa-device"), device.name],
              [say("console.users.mfa-since"), <When key="since" at={device.createdAt} now={now} />],
            ]}
          />
        )}
        {!isInUse && user.state === "inactive" && <p>{say("console.users.inactive-text")}</p>}
        {isAsked && !waiting && <NewDevice action={mayChange ? actions.addDeviceAction : null} />}
        {waiting && <Scanned {...waiting} text={say("console.users.mfa-scan")} />}
        <FieldsForm
          action={actions.verifyDeviceAction}
          closed={!waiting}
          fields={verifyFields(waiting?.id ?? "")}
          words={formWords(say("console.users.mfa-verify"))}
          made={{
            title: say("console.users.mfa-codes"),
            text: say("console.users.mfa-codes-text"),
            href: here,
            next: say("console.users.link-next"),
          }}
        />
        {waiting && (
          <div className="quiet-form">
            <FieldsForm
              action={actions.dropDeviceAction}
              fields={[{ kind: "hidden", name: "id", label: waiting.id, value: waiting.id }]}
              words={formWords(say("console.users.mfa-cancel"))}
            />
          </div>
        )}
      </Panel>
      {isInUse && mayChange && (
        <Danger
          title={say("console.users.mfa-delete")}
          text={say("console.users.mfa-delete-text")}
          name={user.username}
          action={actions.deleteDeviceAction}
        />
      )}
    </>
  );
}

function NewDevice({ action }: { readonly action: FormAction | null }) {
  const name = { label: say("console.users.mfa-name"), value: say("console.users.mfa-usual-name"), required: true };
  return (
    <>
      <p className="quiet">{say("console.users.mfa-none")}</p>
      {action && (
        <FieldsForm
          action={action}
          fields={[{ kind: "text", name: "name", ...name }]}
          words={formWords(say("console.users.mfa-add"))}
        />
      )}
    </>
  );
}

function verifyFields(id: string): FormField[] {
  const code = { label: say("console.users.mfa-code"), autoComplete: "one-time-code", required: true };
  return [
    { kind: "hidden", name: "id", label: id, value: id },
    { kind: "text", name: "code", ...code },
  ];
}
