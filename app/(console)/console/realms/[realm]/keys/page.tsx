import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { List } from "@/components/console/list";
import { When } from "@/components/console/when";
import { listApiKeys } from "@/lib/admin/api-keys";
import { isId } from "@/lib/domain/ids";
import { say } from "@/lib/domain/messages";
import { CONSOLE_PAGE, pageLinks } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";

type Props = PageProps<"/console/realms/[realm]/keys">;

export default realmPage<Props>(async function KeysPage({ realm, mayChange, frame, asked }) {
  const path = paths.consoleRealm(realm.id, "keys");
  const after = isId("key", asked.after) ? asked.after : null;
  const found = await listApiKeys(realm.id, { after, take: CONSOLE_PAGE });
  const add = mayChange ? { href: `${path}/new`, text: say("console.keys.add") } : undefined;
  const now = new Date();
  return (
    <ConsoleFrame
      {...frame}
      here={path}
      title={say("console.keys.title")}
      actions={add && <a href={add.href}>{add.text}</a>}
    >
      <p className="quiet">{say("console.keys.lead")}</p>
      <List
        columns={[
          { text: say("console.name") },
          { text: say("console.keys.level") },
          { text: say("console.keys.last-used") },
          { text: say("console.created") },
        ]}
        rows={found.rows.map((key) => ({
          id: key.id,
          cells: [
            <a key="name" href={`${path}/${key.id}`}>
              {key.name}
            </a>,
            say(`console.keys.level.${key.level}`),
            key.lastUsedAt ? <When key="used" at={key.lastUsedAt} now={now} /> : say("console.never"),
            <When key="created" at={key.createdAt} now={now} />,
          ],
        }))}
        empty={{ title: say("console.keys.empty-title"), text: say("console.keys.empty"), way: add }}
        {...pageLinks({ path, page: { after } }, found)}
      />
    </ConsoleFrame>
  );
});
