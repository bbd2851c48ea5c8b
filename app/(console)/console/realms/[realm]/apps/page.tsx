import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { List } from "@/components/console/list";
import { NothingHere } from "@/components/console/nothing-here";
import { When } from "@/components/console/when";
import { listAppRecords } from "@/lib/admin/app-records";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { pageLinks, readPage, sortBy } from "@/lib/web/list-query";
import { hostedAddresses, paths } from "@/lib/web/paths";

export default async function AppsPage({ params, searchParams }: PageProps<"/console/realms/[realm]/apps">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const path = paths.consoleRealm(realm.id, "apps");
  const page = readPage("login_policies", await searchParams);
  const found = await listAppRecords(realm.id, page);
  const { rows, more } = found.ok ? found.value : { rows: [], more: false };
  const sorted = { path, page, filter: {} };
  const mayChange = mayChangeRealm(administrator, realm.id);
  const add = mayChange ? { href: `${path}/new`, text: say("console.apps.add") } : undefined;
  return (
    <ConsoleFrame
      {...frame}
      realm={realm}
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
        rows={rows.map((app) => ({
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
        {...pageLinks(sorted, more ? (rows.at(-1)?.id ?? null) : null)}
      />
    </ConsoleFrame>
  );
}
