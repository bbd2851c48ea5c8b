import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { apiUserFields } from "@/components/console/user-fields";
import { say } from "@/lib/domain/messages";
import { findRealmToChange } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { createApiUserAction } from "./action";

export default async function NewApiUserPage({ params }: PageProps<"/console/realms/[realm]/users/new_api">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmToChange(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const all = { href: paths.consoleRealm(realm.id, "users"), text: say("console.users.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.users.add-api")}>
      <FieldsForm
        action={createApiUserAction}
        fields={apiUserFields(null)}
        words={{
          submit: say("console.users.add-api"),
          submitting: say("console.saving"),
          problems: say("problems.title"),
        }}
        made={{
          title: say("console.users.made-key"),
          text: say("console.made-once"),
          href: all.href,
          next: say("console.users.to-list"),
        }}
      />
    </ConsoleFrame>
  );
}
