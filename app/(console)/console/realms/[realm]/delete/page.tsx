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

  const { users, orgs, apps } = await countInRealm(realm.id);
  const settings = { href: paths.consoleRealm(realm.id, "settings"), text: say("console.settings.title") };
  const title = say("console.settings.delete");
  return (
    <ConsoleFrame {...frame} crumbs={[settings]} title={title}>
      <RealmCounts realmId={realm.id} most={COUNTED} counts={{ users, orgs, apps }} />
      <Danger title={title} text={say("console.settings.delete-text")} name={realm.name} action={deleteRealmAction} />
    </ConsoleFrame>
  );
});
