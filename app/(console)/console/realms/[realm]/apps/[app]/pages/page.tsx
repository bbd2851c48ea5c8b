import { realmPage } from "@/app/(console)/console/realm-page";
import { AppFrame } from "@/components/console/app-frame";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { hostedSettingsFacts, hostedSettingsFields } from "@/components/console/hosted-settings-fields";
import { Saved } from "@/components/console/saved";
import { getAppRecord } from "@/lib/admin/app-records";
import { getRealmPages } from "@/lib/admin/realm-pages";
import { ownHostedSettings } from "@/lib/domain/hosted-settings";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { updateAppPagesAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/[app]/pages">;

export default realmPage<Props>(async function AppPagesPage({ realm, mayChange, frame, params, asked }) {
  const found = await getAppRecord(realm.id, params.app);
  if (!found.ok) return null;

  const app = found.value;
  const { holds: above } = await getRealmPages(realm.id);
  const settings = { level: "app", own: ownHostedSettings(app.settings), above } as const;
  return (
    <AppFrame {...frame} app={app} part="pages">
      <p className="quiet">
        {say("console.pages.lead")}{" "}
        <a href={paths.consoleRealm(realm.id, "providers", "login_rocket")}>{say("console.pages.realm")}</a>.
      </p>
      <Saved saved={asked.saved === "yes"} />
      {mayChange ? (
        <section className="panel" aria-label={say("console.apps.part.pages")}>
          <FieldsForm action={updateAppPagesAction} fields={hostedSettingsFields(settings)} words={formWords()} />
        </section>
      ) : (
        <Facts facts={hostedSettingsFacts(settings)} />
      )}
    </AppFrame>
  );
});
