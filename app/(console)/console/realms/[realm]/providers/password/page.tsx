import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { passwordRulesFields } from "@/components/console/own-provider-fields";
import { Saved } from "@/components/console/saved";
import { getPasswordRules } from "@/lib/admin/realm-pages";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { updatePasswordRulesAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/providers/password">;

export default async function PasswordsPage({ params, searchParams }: Props) {
  const administrator = await requireAdministrator();
  const realm = await findRealmOfPage(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const all = { href: paths.consoleRealm(realm.id, "providers"), text: say("console.providers.title") };
  const title = say("console.providers.passwords");
  const rules = await getPasswordRules(realm.id);
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={title}>
      <p className="quiet">{say("console.providers.passwords-lead")}</p>
      <Saved saved={(await searchParams).saved === "yes"} />
      {mayChangeRealm(administrator, realm.id) ? (
        <section className="panel" aria-label={title}>
          <FieldsForm
            action={updatePasswordRulesAction}
            fields={passwordRulesFields(rules)}
            words={{
              submit: say("console.save"),
              submitting: say("console.saving"),
              problems: say("problems.title"),
            }}
          />
        </section>
      ) : (
        <p>{say("console.providers.passwords-about", { min: rules.holds })}</p>
      )}
    </ConsoleFrame>
  );
}
