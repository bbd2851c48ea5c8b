import { realmPage } from "@/app/(console)/console/realm-page";
import { List } from "@/components/console/list";
import { UserFrame } from "@/components/console/user-frame";
import { When } from "@/components/console/when";
import { listEvents } from "@/lib/admin/events";
import { isId } from "@/lib/domain/ids";
import { say } from "@/lib/domain/messages";
import { findUser } from "@/lib/web/console-user";
import { CONSOLE_PAGE, foundFor, pageLinks } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/users/[user]/events">;

export default realmPage<Props>(async function UserEventsPage({ realm, frame, params, asked }) {
  const user = await findUser(realm.id, params.user);
  if (!user) return null;

  const after = isId("ev", asked.after) ? asked.after : null;
  const now = new Date();
  const page = { after, take: CONSOLE_PAGE, direction: "desc", at: now } as const;
  const listed = foundFor(await listEvents(realm.id, { user_id: user.id, created_at_after: null }, page));
  const path = paths.consoleRealm(realm.id, "users", user.id, "events");
  return (
    <UserFrame {...frame} user={user} part="events">
      <p className="quiet">{say("console.users.events-lead", { days: realm.eventDays })}</p>
      <List
        columns={[
          { text: say("console.audit.what") },
          { text: say("console.audit.client") },
          { text: say("console.audit.from") },
          { text: say("console.audit.when") },
        ]}
        rows={listed.rows.map((event) => ({
          id: event.id,
          cells: [
            <a key="what" href={paths.consoleRealm(realm.id, "events", event.id)}>
              {event.eventType}
            </a>,
            event.client,
            event.ip,
            <When key="when" at={event.eventAt} now={now} />,
          ],
        }))}
        empty={{ title: say("console.events.empty-title"), text: say("console.users.events-empty") }}
        {...pageLinks({ path, page: { after } }, listed)}
      />
    </UserFrame>
  );
});
