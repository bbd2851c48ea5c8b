import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { humanFields } from "@/components/console/user-fields";
import { say } from "@/lib/domain/messages";
import { findRealmToChange } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { createUserAction } from "./action";

export default async function NewUserPage({ params }: PageProps<"/console/realms/[realm]/users/new">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmToChange(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const all = { href: paths.consoleRealm(realm.id, "users"), text: say("console.users.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.users.add")}>
      <FieldsForm
        action={createUserAction}
        fields={humanFields(null, realm)}
        words={{
          submit: say("console.users.add"),
          submitting: say("console.saving"),
          problems: say("problems.title"),
        }}
      />
    </ConsoleFrame>
  );
}
