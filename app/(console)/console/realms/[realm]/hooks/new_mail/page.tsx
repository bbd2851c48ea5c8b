import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { mailHookFields } from "@/components/console/mail-hook-fields";
import { MAIL_FRAME, MailPreview } from "@/components/console/mail-preview";
import { MailVariables } from "@/components/console/mail-variables";
import { hookMailVariables } from "@/lib/domain/hook-mail";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { createMailHookAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/hooks/new_mail">;

export default realmPageToChange<Props>(async function NewMailHookPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "hooks"), text: say("console.hooks.title") };
  const preview = `${all.href}/preview`;
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.hooks.add-mail")}>
      <p className="quiet">{say("console.hooks.add-mail-lead")}</p>
      <FieldsForm
        action={createMailHookAction}
        fields={mailHookFields(null)}
        words={formWords(say("console.hooks.add-mail"))}
        beside={[{ text: say("console.mails.preview"), address: preview, frame: MAIL_FRAME }]}
      />
      <MailPreview src={preview} />
      <MailVariables names={hookMailVariables("")} />
    </ConsoleFrame>
  );
});
