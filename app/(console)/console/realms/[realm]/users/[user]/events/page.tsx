import { signOutAction } from "@/app/(console)/console/action";
import { List } from "@/components/console/list";
import { NothingHere } from "@/components/console/nothing-here";
import { UserFrame } from "@/components/console/user-frame";
import { When } from "@/components/console/when";
import { listEvents } from "@/lib/admin/events";
import { isId } from "@/lib/domain/ids";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { findUserOfPage } from "@/lib/web/console-user";
import { CONSOLE_PAGE, withQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

export default async function UserEventsPage({
  params,
  searchParams,
}: PageProps<"/console/realms/[realm]/users/[user]/events">) {
  const administrator = await requireAdministrator();
  const frame = { administrator, signOut: signOutAction };
  const found = await findUserOfPage(administrator, await params);
  if (!found) return <NothingHere {...frame} />;

  const { realm, user } = found;
  const asked = await searchParams;
  const after = isId("ev", asked.after) ? asked.after : null;
  const now = new Date();
  const page = { after, take: CONSOLE_PAGE, direction: "desc", at: now } as const;
  const listed = await listEvents(realm.id, { user_id: user.id, created_at_after: null }, page);
  const { rows, more } = listed.ok ? listed.value : { rows: [], more: false };
  const path = paths.consoleRealm(realm.id, "users", user.id, "events");
  return (
    <UserFrame {...frame} realm={realm} user={user} part="events">
      <p className="quiet">{say("console.users.events-lead", { days: realm.eventDays })}</p>
      <List
        columns={[
          { text: say("console.audit.what") },
          { text: say("console.audit.client") },
          { text: say("console.audit.from") },
          { text: say("console.audit.when") },
        ]}
        rows={rows.map((event) => ({
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
        first={after && path}
        next={more ? withQuery(path, { after: rows.at(-1)?.id }) : null}
      />
    </UserFrame>
  );
}
