import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { passwordRulesFields } from "@/components/console/own-provider-fields";
import { Saved } from "@/components/console/saved";
import { getPasswordRules } from "@/lib/admin/realm-pages";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { updatePasswordRulesAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/providers/password">;

export default realmPage<Props>(async function PasswordsPage({ realm, mayChange, frame, asked }) {
  const all = { href: paths.consoleRealm(realm.id, "providers"), text: say("console.providers.title") };
  const title = say("console.providers.passwords");
  const rules = await getPasswordRules(realm.id);
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={title}>
      <p className="quiet">{say("console.providers.passwords-lead")}</p>
      <Saved saved={asked.saved === "yes"} />
      {mayChange ? (
        <section className="panel" aria-label={title}>
          <FieldsForm action={updatePasswordRulesAction} fields={passwordRulesFields(rules)} words={formWords()} />
        </section>
      ) : (
        <p>{say("console.providers.passwords-about", { min: rules.holds })}</p>
      )}
    </ConsoleFrame>
  );
});
