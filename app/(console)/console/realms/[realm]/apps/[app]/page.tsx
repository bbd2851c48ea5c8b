import { signOutAction } from "@/app/(console)/console/action";
import { AppFacts } from "@/components/console/app-facts";
import { appFields } from "@/components/console/app-fields";
import { AppFrame } from "@/components/console/app-frame";
import { Danger } from "@/components/console/danger";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { Saved } from "@/components/console/saved";
import { getAppRecord } from "@/lib/admin/app-records";
import { getRealmPages } from "@/lib/admin/realm-pages";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { hostedOrigins } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { deleteAppAction, updateAppAction } from "./action";

export default async function AppPage({ params, searchParams }: PageProps<"/console/realms/[realm]/apps/[app]">) {
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
  const origins = hostedOrigins(app);
  const { holds } = await getRealmPages(realm.id);
  const mayChange = mayChangeRealm(administrator, realm.id);
  return (
    <AppFrame {...frame} realm={realm} app={app} part="addresses">
      <Saved saved={(await searchParams).saved === "yes"} />
      <AppFacts app={app} origins={origins} now={new Date()} withAddresses={!mayChange} />
      {mayChange && (
        <>
          <section className="panel" aria-labelledby="change">
            <h2 id="change">{say("console.change")}</h2>
            <FieldsForm
              action={updateAppAction}
              fields={appFields(app, { example: origins[0] ?? "", origins: holds.allowed_origins })}
              words={{
                submit: say("console.save"),
                submitting: say("console.saving"),
                problems: say("problems.title"),
              }}
            />
          </section>
          <Danger
            title={say("console.apps.delete")}
            text={say("console.apps.delete-text")}
            name={app.name}
            action={deleteAppAction}
            submit={say("console.apps.delete")}
          />
        </>
      )}
    </AppFrame>
  );
}
