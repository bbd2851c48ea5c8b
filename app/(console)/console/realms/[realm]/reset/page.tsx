import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { RealmCounts } from "@/components/console/realm-counts";
import { COUNTED, countInRealm } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { resetRealmAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/reset">;

export default realmPageToChange<Props>(async function ResetRealmPage({ realm, frame }) {
  const { users, orgs } = await countInRealm(realm.id);
  const settings = { href: paths.consoleRealm(realm.id, "settings"), text: say("console.settings.title") };
  const title = say("console.settings.reset");
  return (
    <ConsoleFrame {...frame} crumbs={[settings]} title={title}>
      <RealmCounts realmId={realm.id} most={COUNTED} counts={{ users, orgs }} />
      <Danger
        title={title}
        text={say("console.settings.reset-text")}
        name={realm.name}
        action={resetRealmAction}
        submitting={say("console.settings.resetting")}
      />
    </ConsoleFrame>
  );
});
