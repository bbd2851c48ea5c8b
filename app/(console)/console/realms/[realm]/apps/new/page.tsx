import { signOutAction } from "@/app/(console)/console/action";
import { newAppFields } from "@/components/console/app-fields";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { say } from "@/lib/domain/messages";
import { findRealmToChange } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { hostedAddresses, paths } from "@/lib/web/paths";
import { createAppAction } from "./action";

export default async function NewAppPage({ params }: PageProps<"/console/realms/[realm]/apps/new">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmToChange(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const all = { href: paths.consoleRealm(realm.id, "apps"), text: say("console.apps.title") };
  const example = new URL(hostedAddresses("acorn").login).origin;
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.apps.add")}>
      <p className="quiet">{say("console.apps.more-later")}</p>
      <FieldsForm
        action={createAppAction}
        fields={newAppFields({ example })}
        words={{ submit: say("console.apps.add"), submitting: say("console.saving"), problems: say("problems.title") }}
      />
    </ConsoleFrame>
  );
}
