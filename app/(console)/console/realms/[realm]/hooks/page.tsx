import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { List } from "@/components/console/list";
import { NothingHere } from "@/components/console/nothing-here";
import { When } from "@/components/console/when";
import { listHooks } from "@/lib/admin/app-hooks";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { pageLinks, readPage } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

export default async function HooksPage({ params, searchParams }: PageProps<"/console/realms/[realm]/hooks">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const path = paths.consoleRealm(realm.id, "hooks");
  const page = readPage("app_hooks", await searchParams);
  const found = await listHooks(realm.id, page);
  const { rows, more } = found.ok ? found.value : { rows: [], more: false };
  const add = mayChangeRealm(administrator, realm.id)
    ? { href: `${path}/new`, text: say("console.hooks.add") }
    : undefined;
  const actions = add && (
    <>
      <a className="plain" href={`${path}/new_mail`}>
        {say("console.hooks.add-mail")}
      </a>
      <a href={add.href}>{add.text}</a>
    </>
  );
  return (
    <ConsoleFrame {...frame} realm={realm} here={path} title={say("console.hooks.title")} actions={actions}>
      <p className="quiet">{say("console.hooks.lead")}</p>
      <List
        columns={[
          { text: say("console.hooks.what") },
          { text: say("console.hooks.kind") },
          { text: say("console.events.title") },
          { text: say("console.state") },
          { text: say("console.created") },
        ]}
        rows={rows.map((hook) => ({
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
        {...pageLinks({ path, page, filter: {} }, more ? (rows.at(-1)?.id ?? null) : null)}
      />
    </ConsoleFrame>
  );
}
