import { realmPage } from "@/app/(console)/console/realm-page";
import { Choices } from "@/components/console/choices";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { mailFields } from "@/components/console/mail-fields";
import { MAIL_FRAME, MailPreview } from "@/components/console/mail-preview";
import { MailVariables } from "@/components/console/mail-variables";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { listMailKinds, openMail } from "@/lib/admin/mail-editor";
import { languageName, locales } from "@/lib/domain/locale";
import { variablesFor } from "@/lib/domain/mail-kinds";
import { say } from "@/lib/domain/messages";
import { readMailPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";
import { removeMailAction, saveMailAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/mails/[mail]">;

export default realmPage<Props>(async function MailPage({ administrator, realm, mayChange, frame, asked }) {
  const { kind, locale } = readMailPath();
  if (!kind) return null;

  const mail = await openMail(realm.id, { kind, locale });
  const own = (await listMailKinds(realm.id)).find((one) => one.kind === kind)?.locales ?? [];
  const all = { href: paths.consoleRealm(realm.id, "mails"), text: say("console.mails.title") };
  const preview = `${paths.consoleRealm(realm.id, "mails", kind)}/preview?${new URLSearchParams({ locale })}`;
  const way = mail.isOwn
    ? "console.mails.is-own"
    : mail.isEnglishUsed
      ? "console.mails.is-english"
      : "console.mails.is-ours";
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say(`console.mails.kind.${kind}`)}>
      <Saved saved={asked.saved === "yes"} />
      <p className="quiet">{say(`console.mails.when.${kind}`)}</p>
      <Choices
        label={say("console.mails.languages")}
        chosen={locale}
        choices={locales.map((one) => ({
          name: one,
          text: own.includes(one)
            ? say("console.mails.language-own", { language: languageName(one) })
            : languageName(one),
          href: paths.consoleMailWords(realm.id, kind, { locale: one }),
        }))}
      />
      <p>{say(way)}</p>
      {mail.hook && (
        <p className="gh-notice">
          {say("console.mails.by-hook")}{" "}
          {mail.hook.realmId && (
            <a href={paths.consoleRealm(realm.id, "hooks", mail.hook.id)}>{say("console.mails.by-hook-open")}</a>
          )}
        </p>
      )}
      {mayChange && (
        <Panel id="words" title={say("console.mails.words")}>
          <FieldsForm
            key={locale}
            action={saveMailAction}
            fields={mailFields(mail.words)}
            words={formWords()}
            beside={[
              { text: say("console.mails.preview"), address: preview, frame: MAIL_FRAME },
              { text: say("console.mails.test", { email: administrator.email }), name: "intent", value: "test" },
            ]}
          />
        </Panel>
      )}
      <MailPreview src={preview} />
      <MailVariables names={variablesFor(kind)} />
      {mail.isOwn && mayChange && (
        <Danger
          title={say("console.mails.remove")}
          text={say("console.mails.remove-text")}
          name={languageName(locale)}
          action={removeMailAction}
        />
      )}
    </ConsoleFrame>
  );
});
