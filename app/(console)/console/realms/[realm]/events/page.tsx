import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Filter } from "@/components/console/filter";
import { List, noneFit } from "@/components/console/list";
import { When } from "@/components/console/when";
import { listEvents } from "@/lib/admin/events";
import { eventTypes } from "@/lib/domain/event-types";
import { isId } from "@/lib/domain/ids";
import { say } from "@/lib/domain/messages";
import { CONSOLE_PAGE, foundFor, pageLinks, readQuery } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/events">;

export default realmPage<Props>(async function EventsPage({ realm, frame, asked }) {
  const path = paths.consoleRealm(realm.id, "events");
  const filter = readQuery(asked, ["event_type", "user_id", "org_id"]);
  const after = isId("ev", asked.after) ? asked.after : null;
  const now = new Date();
  const page = { after, take: CONSOLE_PAGE, direction: "desc" as const, at: now };
  const found = foundFor(await listEvents(realm.id, { ...filter, created_at_after: null }, page));
  return (
    <ConsoleFrame {...frame} here={path} title={say("console.events.title")}>
      <p className="quiet">{say("console.events.lead", { days: realm.eventDays })}</p>
      <Filter
        clear={path}
        fields={[
          {
            name: "event_type",
            label: say("console.audit.what"),
            value: filter.event_type ?? "",
            options: eventTypes.map((value) => ({ value, text: value })),
          },
          { name: "user_id", label: say("console.events.user"), value: filter.user_id ?? "" },
          { name: "org_id", label: say("console.events.org"), value: filter.org_id ?? "" },
        ]}
      />
      <List
        columns={[
          { text: say("console.audit.what") },
          { text: say("console.events.about") },
          { text: say("console.audit.from") },
          { text: say("console.audit.when") },
        ]}
        rows={found.rows.map((event) => ({
          id: event.id,
          cells: [
            <a key="what" href={`${path}/${event.id}`}>
              {event.eventType}
            </a>,
            <code key="about">{event.userId ?? event.orgId ?? event.loginPolicyId ?? event.appHookId}</code>,
            event.ip,
            <When key="when" at={event.eventAt} now={now} />,
          ],
        }))}
        empty={
          Object.keys(filter).length > 0 || after
            ? noneFit
            : { title: say("console.events.empty-title"), text: say("console.events.empty") }
        }
        {...pageLinks({ path, page: { after }, filter }, found)}
      />
    </ConsoleFrame>
  );
});
