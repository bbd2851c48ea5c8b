import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { Facts } from "@/components/console/facts";
import { NothingHere } from "@/components/console/nothing-here";
import { When } from "@/components/console/when";
import { getApiKey } from "@/lib/admin/api-keys";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { deleteKeyAction } from "./action";

export default async function KeyPage({ params }: PageProps<"/console/realms/[realm]/keys/[key]">) {
  const administrator = await requireAdministrator();
  const { realm: realmId, key: id } = await params;
  const realm = await findRealmOfPage(administrator, realmId);
  const frame = { administrator, signOut: signOutAction };
  const key = realm ? await getApiKey(realm.id, id) : null;
  if (!realm || !key) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const now = new Date();
  const all = { href: paths.consoleRealm(realm.id, "keys"), text: say("console.keys.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={key.name}>
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
      {mayChangeRealm(administrator, realm.id) && (
        <Danger
          title={say("console.keys.delete")}
          text={say("console.keys.delete-text")}
          name={key.name}
          action={deleteKeyAction}
          submit={say("console.keys.delete")}
        />
      )}
    </ConsoleFrame>
  );
}
