import { signOutAction } from "@/app/(console)/console/action";
import { administratorFields } from "@/components/console/administrator-fields";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { NothingHere } from "@/components/console/nothing-here";
import { listRealmNames } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { createAdministratorAction } from "./action";

export default async function NewAdministratorPage() {
  const administrator = await requireAdministrator();
  const frame = { administrator, signOut: signOutAction };
  if (administrator.role !== "owner") {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const all = { href: paths.consoleAdministrators(), text: say("console.administrators.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.administrators.add")}>
      <FieldsForm
        action={createAdministratorAction}
        fields={administratorFields(null, await listRealmNames())}
        words={formWords(say("console.administrators.add"))}
        made={{
          title: say("console.administrators.password"),
          text: say("console.administrators.password-text"),
          href: all.href,
          next: say("console.keys.made-next"),
        }}
      />
    </ConsoleFrame>
  );
}
