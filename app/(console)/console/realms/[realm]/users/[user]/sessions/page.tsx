import { realmPage } from "@/app/(console)/console/realm-page";
import { ButtonForm } from "@/components/console/button-form";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { List } from "@/components/console/list";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { UserFrame } from "@/components/console/user-frame";
import { When } from "@/components/console/when";
import { listSessions } from "@/lib/admin/sessions";
import { say } from "@/lib/domain/messages";
import { findUser } from "@/lib/web/console-user";
import { foundFor, pageLinks, readPage } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";
import { endUserSessionAction, endUserSessionsAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/users/[user]/sessions">;

export default realmPage<Props>(async function SessionsPage({ realm, mayChange, frame, params, asked }) {
  const user = await findUser(realm.id, params.user);
  if (!user) return null;

  const now = new Date();
  const page = readPage("sessions", asked);
  const listed = foundFor(await listSessions(realm.id, { userId: user.id, page }, now));
  const path = paths.consoleRealm(realm.id, "users", user.id, "sessions");
  const end = say("console.sessions.end");
  const ending = say("console.account.ending");
  return (
    <UserFrame {...frame} user={user} part="sessions">
      <Saved saved={asked.saved === "yes"} />
      <p className="quiet">{say("console.sessions.lead")}</p>
      <List
        columns={[
          { text: say("console.audit.client") },
          { text: say("console.audit.from") },
          { text: say("console.sessions.since") },
          { text: say("console.sessions.until") },
          ...(mayChange ? [{ text: end }] : []),
        ]}
        rows={listed.rows.map((session) => ({
          id: session.id,
          cells: [
            session.client ?? say("console.account.client-unknown"),
            session.ip,
            <When key="since" at={session.createdAt} now={now} />,
            <When key="until" at={session.expiresAt} now={now} />,
            ...(mayChange
              ? [
                  <div key="end" className="quiet-form">
                    <FieldsForm
                      action={endUserSessionAction}
                      fields={[{ kind: "hidden", name: "id", label: session.id, value: session.id }]}
                      words={formWords(end, ending)}
                    />
                  </div>,
                ]
              : []),
          ],
        }))}
        empty={{ title: say("console.sessions.empty-title"), text: say("console.sessions.empty") }}
        {...pageLinks({ path, page }, listed)}
      />
      {mayChange && listed.rows.length > 0 && (
        <Panel id="everywhere" title={say("console.sessions.end-all")}>
          <p>{say("console.sessions.end-all-text")}</p>
          <ButtonForm action={endUserSessionsAction} words={formWords(say("console.sessions.end-all"), ending)} />
        </Panel>
      )}
    </UserFrame>
  );
});
