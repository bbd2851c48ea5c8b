import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { RealmCounts } from "@/components/console/realm-counts";
import { COUNTED, countInRealm } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { deleteRealmAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/delete">;

export default realmPage<Props>(async function DeleteRealmPage({ administrator, realm, frame }) {
  if (administrator.role !== "owner") return null;

  const counts = await countInRealm(realm.id);
  const settings = { href: paths.consoleRealm(realm.id, "settings"), text: say("console.settings.title") };
  const title = say("console.settings.delete");
  return (
    <ConsoleFrame {...frame} crumbs={[settings]} title={title}>
      <RealmCounts
        most={COUNTED}
        counts={[
          { text: say("console.users.title"), count: counts.users, href: paths.consoleRealm(realm.id, "users") },
          { text: say("console.orgs.title"), count: counts.orgs, href: paths.consoleRealm(realm.id, "orgs") },
          { text: say("console.realm.apps"), count: counts.apps, href: paths.consoleRealm(realm.id) },
        ]}
      />
      <Danger title={title} text={say("console.settings.delete-text")} name={realm.name} action={deleteRealmAction} />
    </ConsoleFrame>
  );
});
