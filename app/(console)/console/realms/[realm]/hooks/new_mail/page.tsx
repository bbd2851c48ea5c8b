import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { mailHookFields } from "@/components/console/mail-hook-fields";
import { MAIL_FRAME, MailPreview } from "@/components/console/mail-preview";
import { MailVariables } from "@/components/console/mail-variables";
import { NothingHere } from "@/components/console/nothing-here";
import { hookMailVariables } from "@/lib/domain/hook-mail";
import { say } from "@/lib/domain/messages";
import { findRealmToChange } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { createMailHookAction } from "./action";

export default async function NewMailHookPage({ params }: PageProps<"/console/realms/[realm]/hooks/new_mail">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmToChange(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const all = { href: paths.consoleRealm(realm.id, "hooks"), text: say("console.hooks.title") };
  const preview = `${all.href}/preview`;
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.hooks.add-mail")}>
      <p className="quiet">{say("console.hooks.add-mail-lead")}</p>
      <FieldsForm
        action={createMailHookAction}
        fields={mailHookFields(null)}
        words={{
          submit: say("console.hooks.add-mail"),
          submitting: say("console.saving"),
          problems: say("problems.title"),
        }}
        beside={[{ text: say("console.mails.preview"), address: preview, frame: MAIL_FRAME }]}
      />
      <MailPreview src={preview} />
      <MailVariables names={hookMailVariables("")} />
    </ConsoleFrame>
  );
}
