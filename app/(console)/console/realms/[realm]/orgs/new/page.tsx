import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { orgFields } from "@/components/console/org-fields";
import { say } from "@/lib/domain/messages";
import { findRealmToChange } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { createOrgAction } from "./action";

export default async function NewOrgPage({ params }: PageProps<"/console/realms/[realm]/orgs/new">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmToChange(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const all = { href: paths.consoleRealm(realm.id, "orgs"), text: say("console.orgs.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.orgs.add")}>
      <FieldsForm
        action={createOrgAction}
        fields={orgFields(null)}
        words={{
          submit: say("console.orgs.add"),
          submitting: say("console.saving"),
          problems: say("problems.title"),
        }}
      />
    </ConsoleFrame>
  );
}
