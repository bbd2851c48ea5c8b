import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { hookFields } from "@/components/console/hook-fields";
import { NothingHere } from "@/components/console/nothing-here";
import { say } from "@/lib/domain/messages";
import { findRealmToChange } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { createHookAction } from "./action";

export default async function NewHookPage({ params }: PageProps<"/console/realms/[realm]/hooks/new">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmToChange(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const all = { href: paths.consoleRealm(realm.id, "hooks"), text: say("console.hooks.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.hooks.add")}>
      <FieldsForm
        action={createHookAction}
        fields={hookFields(null)}
        words={{
          submit: say("console.hooks.add"),
          submitting: say("console.saving"),
          problems: say("problems.title"),
        }}
        made={{
          title: say("console.hooks.made"),
          text: say("console.hooks.made-text"),
          href: all.href,
          next: say("console.keys.made-next"),
        }}
      />
    </ConsoleFrame>
  );
}
