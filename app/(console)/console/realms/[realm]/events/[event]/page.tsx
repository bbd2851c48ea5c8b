import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Facts } from "@/components/console/facts";
import { List } from "@/components/console/list";
import { Panel } from "@/components/console/panel";
import { When } from "@/components/console/when";
import { getEvent } from "@/lib/admin/events";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/events/[event]">;

export default realmPage<Props>(async function EventPage({ realm, frame, params }) {
  const event = await getEvent(realm.id, params.event);
  if (!event) return null;

  const now = new Date();
  const data = JSON.stringify(event.data ?? {}, null, 2);
  const all = { href: paths.consoleRealm(realm.id, "events"), text: say("console.events.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={event.eventType}>
      <Facts
        facts={[
          [say("console.realm.id"), <code key="id">{event.id}</code>],
          [say("console.audit.when"), <When key="when" at={event.eventAt} now={now} />],
          [say("console.events.user"), event.userId && <code key="user">{event.userId}</code>],
          [say("console.events.org"), event.orgId && <code key="org">{event.orgId}</code>],
          [say("console.events.membership"), event.membershipId && <code key="mb">{event.membershipId}</code>],
          [say("console.events.app"), event.loginPolicyId && <code key="app">{event.loginPolicyId}</code>],
          [say("console.events.hook"), event.appHookId && <code key="hook">{event.appHookId}</code>],
          [say("console.audit.from"), event.ip],
          [say("console.audit.client"), event.client],
          [
            say("console.events.data"),
            data !== "{}" && (
              <pre key="data" className="letter">
                {data}
              </pre>
            ),
          ],
        ]}
      />
      <Panel id="deliveries" title={say("console.events.deliveries")}>
        <List
          columns={[
            { text: say("console.events.hook") },
            { text: say("console.state") },
            { text: say("console.mail.tries") },
            { text: say("console.mail.last-error") },
            { text: say("console.events.last-try") },
          ]}
          rows={event.notifications.map((one) => ({
            id: one.id,
            cells: [
              <code key="hook">{one.appHookId ?? one.hookType}</code>,
              say(`console.events.state.${one.state}`),
              one.attempts,
              one.lastResult,
              one.lastAttemptAt && <When key="last" at={one.lastAttemptAt} now={now} />,
            ],
          }))}
          empty={{ title: say("console.events.no-deliveries"), text: say("console.events.no-deliveries-text") }}
        />
      </Panel>
    </ConsoleFrame>
  );
});
