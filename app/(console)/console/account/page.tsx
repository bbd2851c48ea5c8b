import { signOutAction } from "@/app/(console)/console/action";
import { ButtonForm } from "@/components/console/button-form";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { List, noneFit } from "@/components/console/list";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { When } from "@/components/console/when";
import { listOwnSessions } from "@/lib/admin/account";
import { findOwnDevice } from "@/lib/admin/own-device";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { changePasswordAction, endOtherSessionsAction, endSessionAction } from "./action";

export default async function AccountPage({ searchParams }: PageProps<"/console/account">) {
  const administrator = await requireAdministrator();
  const now = new Date();
  const sessions = await listOwnSessions(administrator, now);
  const device = await findOwnDevice(administrator);
  const ending = say("console.account.ending");
  return (
    <ConsoleFrame
      administrator={administrator}
      signOut={signOutAction}
      here={paths.consoleAccount()}
      title={say("console.account.title")}
    >
      <Saved saved={(await searchParams).saved === "yes"} />
      <Facts
        facts={[
          [say("field.email"), administrator.email],
          [say("console.administrators.role"), say(`console.administrators.role.${administrator.role}`)],
        ]}
      />
      <Panel id="device" title={say("console.device.title")}>
        <p className="quiet">{say("console.device.lead")}</p>
        <Facts
          facts={[
            [say("console.state"), say(device.since ? "console.device.on" : "console.device.off")],
            [say("console.device.codes-left"), device.since && String(device.codesLeft)],
          ]}
        />
        <p>
          <a href={paths.consoleDevice()}>{say(device.since ? "console.device.manage" : "console.device.set-up")}</a>
        </p>
      </Panel>
      <Panel id="sessions" title={say("console.account.sessions")}>
        <p className="quiet">{say("console.account.sessions-lead")}</p>
        <List
          columns={[
            { text: say("console.audit.client") },
            { text: say("console.audit.from") },
            { text: say("console.account.since") },
            { text: say("console.account.seen") },
            { text: say("console.account.end") },
          ]}
          rows={sessions.map((session) => ({
            id: session.id,
            cells: [
              session.client ?? say("console.account.client-unknown"),
              session.ip,
              <When key="since" at={session.createdAt} now={now} />,
              <When key="seen" at={session.lastSeenAt} now={now} />,
              session.id === administrator.sessionId ? (
                say("console.account.this-one")
              ) : (
                <div key="end" className="quiet-form">
                  <FieldsForm
                    action={endSessionAction}
                    fields={[{ kind: "hidden", name: "session", label: session.id, value: session.id }]}
                    words={formWords(say("console.account.end"), ending)}
                  />
                </div>
              ),
            ],
          }))}
          empty={noneFit}
        />
        {sessions.length > 1 && (
          <ButtonForm action={endOtherSessionsAction} words={formWords(say("console.account.end-others"), ending)} />
        )}
      </Panel>
      <Panel id="password-title" title={say("console.account.password")}>
        <p className="quiet">{say("console.account.password-lead")}</p>
        <FieldsForm
          action={changePasswordAction}
          fields={[
            {
              kind: "password",
              name: "current_password",
              label: say("console.account.current-password"),
              autoComplete: "current-password",
            },
            {
              kind: "password",
              name: "password",
              label: say("console.account.new-password"),
              hint: say("console.setup.password-hint"),
              autoComplete: "new-password",
            },
            {
              kind: "password",
              name: "password_confirmation",
              label: say("console.account.new-password-again"),
              autoComplete: "new-password",
            },
          ]}
          words={formWords(say("console.account.password"))}
        />
      </Panel>
    </ConsoleFrame>
  );
}
