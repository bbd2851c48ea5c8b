import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { NothingHere } from "@/components/console/nothing-here";
import { RealmCounts } from "@/components/console/realm-counts";
import { COUNTED, countInRealm } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { deleteRealmAction } from "./action";

export default async function DeleteRealmPage({ params }: PageProps<"/console/realms/[realm]/delete">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm || administrator.role !== "owner") {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const counts = await countInRealm(realm.id);
  const settings = { href: paths.consoleRealm(realm.id, "settings"), text: say("console.settings.title") };
  const title = say("console.settings.delete");
  return (
    <ConsoleFrame {...frame} realm={realm} here={settings.href} crumbs={[settings]} title={title}>
      <RealmCounts
        most={COUNTED}
        counts={[
          { text: say("console.users.title"), count: counts.users, href: paths.consoleRealm(realm.id, "users") },
          { text: say("console.orgs.title"), count: counts.orgs, href: paths.consoleRealm(realm.id, "orgs") },
          { text: say("console.realm.apps"), count: counts.apps, href: paths.consoleRealm(realm.id) },
        ]}
      />
      <Danger
        title={title}
        text={say("console.settings.delete-text")}
        name={realm.name}
        action={deleteRealmAction}
        submit={title}
      />
    </ConsoleFrame>
  );
}
