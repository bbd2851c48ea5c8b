import { signOutAction } from "@/app/(console)/console/action";
import { ButtonForm } from "@/components/console/button-form";
import { FieldsForm } from "@/components/console/fields-form";
import { List } from "@/components/console/list";
import { NothingHere } from "@/components/console/nothing-here";
import { Saved } from "@/components/console/saved";
import { UserFrame } from "@/components/console/user-frame";
import { When } from "@/components/console/when";
import { listSessions } from "@/lib/admin/sessions";
import { say } from "@/lib/domain/messages";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { findUserOfPage } from "@/lib/web/console-user";
import { pageLinks, readPage } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";
import { endUserSessionAction, endUserSessionsAction } from "./action";

export default async function SessionsPage({
  params,
  searchParams,
}: PageProps<"/console/realms/[realm]/users/[user]/sessions">) {
  const administrator = await requireAdministrator();
  const frame = { administrator, signOut: signOutAction };
  const found = await findUserOfPage(administrator, await params);
  if (!found) return <NothingHere {...frame} />;

  const { realm, user } = found;
  const asked = await searchParams;
  const now = new Date();
  const page = readPage("sessions", asked);
  const listed = await listSessions(realm.id, { userId: user.id, page }, now);
  const { rows, more } = listed.ok ? listed.value : { rows: [], more: false };
  const path = paths.consoleRealm(realm.id, "users", user.id, "sessions");
  const mayChange = mayChangeRealm(administrator, realm.id);
  const end = say("console.sessions.end");
  const words = { submitting: say("console.account.ending"), problems: say("problems.title") };
  return (
    <UserFrame {...frame} realm={realm} user={user} part="sessions">
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
        rows={rows.map((session) => ({
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
                      words={{ ...words, submit: end }}
                    />
                  </div>,
                ]
              : []),
          ],
        }))}
        empty={{ title: say("console.sessions.empty-title"), text: say("console.sessions.empty") }}
        {...pageLinks({ path, page, filter: {} }, more ? (rows.at(-1)?.id ?? null) : null)}
      />
      {mayChange && rows.length > 0 && (
        <section className="panel" aria-labelledby="everywhere">
          <h2 id="everywhere">{say("console.sessions.end-all")}</h2>
          <p>{say("console.sessions.end-all-text")}</p>
          <ButtonForm action={endUserSessionsAction} words={{ ...words, submit: say("console.sessions.end-all") }} />
        </section>
      )}
    </UserFrame>
  );
}
