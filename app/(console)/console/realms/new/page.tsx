import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { NothingHere } from "@/components/console/nothing-here";
import { newRealmFields } from "@/components/console/realm-fields";
import { say } from "@/lib/domain/messages";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { createRealmAction } from "./action";

export default async function NewRealmPage() {
  const administrator = await requireAdministrator();
  const frame = { administrator, signOut: signOutAction };
  if (administrator.role !== "owner") {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const all = { href: paths.console(), text: say("console.realms.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.realms.add")}>
      <p className="quiet">{say("console.realms.add-lead")}</p>
      <FieldsForm action={createRealmAction} fields={newRealmFields()} words={formWords(say("console.realms.add"))} />
    </ConsoleFrame>
  );
}
