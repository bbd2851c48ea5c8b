import { signOutAction } from "@/app/(console)/console/action";
import { AppFrame } from "@/components/console/app-frame";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { hostedSettingsFacts, hostedSettingsFields } from "@/components/console/hosted-settings-fields";
import { NothingHere } from "@/components/console/nothing-here";
import { Saved } from "@/components/console/saved";
import { getAppRecord } from "@/lib/admin/app-records";
import { getRealmPages } from "@/lib/admin/realm-pages";
import { ownHostedSettings } from "@/lib/domain/hosted-settings";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { updateAppPagesAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/[app]/pages">;

export default async function AppPagesPage({ params, searchParams }: Props) {
  const administrator = await requireAdministrator();
  const { realm: realmId, app: id } = await params;
  const realm = await findRealmOfPage(administrator, realmId);
  const frame = { administrator, signOut: signOutAction };
  const found = realm ? await getAppRecord(realm.id, id) : null;
  if (!realm || !found?.ok) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const app = found.value;
  const { holds: above } = await getRealmPages(realm.id);
  const settings = { level: "app", own: ownHostedSettings(app.settings), above } as const;
  return (
    <AppFrame {...frame} realm={realm} app={app} part="pages">
      <p className="quiet">
        {say("console.pages.lead")}{" "}
        <a href={paths.consoleRealm(realm.id, "providers", "login_rocket")}>{say("console.pages.realm")}</a>.
      </p>
      <Saved saved={(await searchParams).saved === "yes"} />
      {mayChangeRealm(administrator, realm.id) ? (
        <section className="panel" aria-label={say("console.apps.part.pages")}>
          <FieldsForm
            action={updateAppPagesAction}
            fields={hostedSettingsFields(settings)}
            words={{
              submit: say("console.save"),
              submitting: say("console.saving"),
              problems: say("problems.title"),
            }}
          />
        </section>
      ) : (
        <Facts facts={hostedSettingsFacts(settings)} />
      )}
    </AppFrame>
  );
}
