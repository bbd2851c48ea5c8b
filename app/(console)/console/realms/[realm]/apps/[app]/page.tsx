import { realmPage } from "@/app/(console)/console/realm-page";
import { AppFacts } from "@/components/console/app-facts";
import { appFields } from "@/components/console/app-fields";
import { AppFrame } from "@/components/console/app-frame";
import { Danger } from "@/components/console/danger";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { getAppRecord } from "@/lib/admin/app-records";
import { getRealmPages } from "@/lib/admin/realm-pages";
import { say } from "@/lib/domain/messages";
import { hostedOrigins } from "@/lib/web/paths";
import { deleteAppAction, updateAppAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/[app]">;

export default realmPage<Props>(async function AppPage({ realm, mayChange, frame, params, asked }) {
  const found = await getAppRecord(realm.id, params.app);
  if (!found.ok) return null;

  const app = found.value;
  const origins = hostedOrigins(app);
  const { holds } = await getRealmPages(realm.id);
  return (
    <AppFrame {...frame} app={app} part="addresses">
      <Saved saved={asked.saved === "yes"} />
      <AppFacts app={app} origins={origins} now={new Date()} withAddresses={!mayChange} />
      {mayChange && (
        <>
          <Panel id="change" title={say("console.change")}>
            <FieldsForm
              action={updateAppAction}
              fields={appFields(app, { example: origins[0] ?? "", origins: holds.allowed_origins })}
              words={formWords()}
            />
          </Panel>
          <Danger
            title={say("console.apps.delete")}
            text={say("console.apps.delete-text")}
            name={app.name}
            action={deleteAppAction}
          />
        </>
      )}
    </AppFrame>
  );
});
