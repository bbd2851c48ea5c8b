import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { List } from "@/components/console/list";
import { When } from "@/components/console/when";
import { listHooks } from "@/lib/admin/app-hooks";
import { say } from "@/lib/domain/messages";
import { foundFor, pageLinks, readPage } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/hooks">;

export default realmPage<Props>(async function HooksPage({ realm, mayChange, frame, asked }) {
  const path = paths.consoleRealm(realm.id, "hooks");
  const page = readPage("app_hooks", asked);
  const found = foundFor(await listHooks(realm.id, page));
  const add = mayChange ? { href: `${path}/new`, text: say("console.hooks.add") } : undefined;
  const actions = add && (
    <>
      <a className="plain" href={`${path}/new_mail`}>
        {say("console.hooks.add-mail")}
      </a>
      <a href={add.href}>{add.text}</a>
    </>
  );
  return (
    <ConsoleFrame {...frame} here={path} title={say("console.hooks.title")} actions={actions}>
      <p className="quiet">{say("console.hooks.lead")}</p>
      <List
        columns={[
          { text: say("console.hooks.what") },
          { text: say("console.hooks.kind") },
          { text: say("console.events.title") },
          { text: say("console.state") },
          { text: say("console.created") },
        ]}
        rows={found.rows.map((hook) => ({
          id: hook.id,
          cells: [
            <a key="to" href={`${path}/${hook.id}`}>
              {hook.destination ?? hook.emailSubject ?? hook.id}
            </a>,
            say(`console.hooks.kind.${hook.hookType}`),
            hook.eventTypes.join(", "),
            say(`console.state.${hook.state}`),
            <When key="created" at={hook.createdAt} now={new Date()} />,
          ],
        }))}
        empty={{ title: say("console.hooks.empty-title"), text: say("console.hooks.empty"), way: add }}
        {...pageLinks({ path, page }, found)}
      />
    </ConsoleFrame>
  );
});
