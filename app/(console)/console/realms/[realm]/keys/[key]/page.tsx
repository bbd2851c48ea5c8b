import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { Facts } from "@/components/console/facts";
import { When } from "@/components/console/when";
import { getApiKey } from "@/lib/admin/api-keys";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { deleteKeyAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/keys/[key]">;

export default realmPage<Props>(async function KeyPage({ realm, mayChange, frame, params }) {
  const key = await getApiKey(realm.id, params.key);
  if (!key) return null;

  const now = new Date();
  const all = { href: paths.consoleRealm(realm.id, "keys"), text: say("console.keys.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={key.name}>
      <Facts
        facts={[
          [say("console.realm.id"), <code key="id">{key.id}</code>],
          [say("console.keys.level"), say(`console.keys.level.${key.level}`)],
          [
            say("console.keys.last-used"),
            key.lastUsedAt ? <When key="used" at={key.lastUsedAt} now={now} /> : say("console.never"),
          ],
          [say("console.created"), <When key="created" at={key.createdAt} now={now} />],
        ]}
      />
      {mayChange && (
        <Danger
          title={say("console.keys.delete")}
          text={say("console.keys.delete-text")}
          name={key.name}
          action={deleteKeyAction}
        />
      )}
    </ConsoleFrame>
  );
});
