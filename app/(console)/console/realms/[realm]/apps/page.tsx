import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { List } from "@/components/console/list";
import { When } from "@/components/console/when";
import { listAppRecords } from "@/lib/admin/app-records";
import { say } from "@/lib/domain/messages";
import { foundFor, pageLinks, readPage, sortBy } from "@/lib/web/list-query";
import { hostedAddresses, paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/apps">;

export default realmPage<Props>(async function AppsPage({ realm, mayChange, frame, asked }) {
  const path = paths.consoleRealm(realm.id, "apps");
  const page = readPage("login_policies", asked);
  const found = foundFor(await listAppRecords(realm.id, page));
  const sorted = { path, page, filter: {} };
  const add = mayChange ? { href: `${path}/new`, text: say("console.apps.add") } : undefined;
  return (
    <ConsoleFrame
      {...frame}
      here={path}
      title={say("console.apps.title")}
      actions={add && <a href={add.href}>{add.text}</a>}
    >
      <p className="quiet">{say("console.apps.lead")}</p>
      <List
        columns={[
          { text: say("console.name"), sort: sortBy("name", sorted) },
          { text: say("console.apps.pages-at") },
          { text: say("console.apps.handler") },
          { text: say("console.state") },
          { text: say("console.created"), sort: sortBy("id", sorted) },
        ]}
        rows={found.rows.map((app) => ({
          id: app.id,
          cells: [
            <a key="name" href={`${path}/${app.id}`}>
              {app.name}
            </a>,
            <a key="pages" href={hostedAddresses(app.subdomain).login}>
              {new URL(hostedAddresses(app.subdomain).login).host}
            </a>,
            <code key="to">{app.loginHandler}</code>,
            say(`console.state.${app.state}`),
            <When key="created" at={app.createdAt} now={new Date()} />,
          ],
        }))}
        empty={{ title: say("console.apps.empty-title"), text: say("console.apps.empty"), way: add }}
        {...pageLinks(sorted, found)}
      />
    </ConsoleFrame>
  );
});
