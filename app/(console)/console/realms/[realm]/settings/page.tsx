import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { Panel } from "@/components/console/panel";
import { RealmFacts } from "@/components/console/realm-facts";
import { realmFields } from "@/components/console/realm-fields";
import { Saved } from "@/components/console/saved";
import { countInRealm } from "@/lib/admin/realms";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { updateRealmAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/settings">;

export default realmPage<Props>(async function SettingsPage({ administrator, realm, mayChange, frame, asked }) {
  const here = paths.consoleRealm(realm.id, "settings");
  const title = say("console.settings.title");
  if (!mayChange)
    return (
      <ConsoleFrame {...frame} here={here} title={title}>
        <RealmFacts realm={realm} />
      </ConsoleFrame>
    );

  const { users } = await countInRealm(realm.id);
  return (
    <ConsoleFrame {...frame} here={here} title={title}>
      <Saved saved={asked.saved === "yes"} />
      <p className="quiet">{say("console.settings.lead")}</p>
      <FieldsForm action={updateRealmAction} fields={realmFields(realm, { hasUsers: users > 0 })} words={formWords()} />
      <Panel id="grave" title={say("console.settings.grave")} look="danger">
        <p>{say("console.settings.grave-text")}</p>
        <p className="links">
          <a href={paths.consoleRealm(realm.id, "reset")}>{say("console.settings.reset")}</a>{" "}
          {administrator.role === "owner" && (
            <a href={paths.consoleRealm(realm.id, "delete")}>{say("console.settings.delete")}</a>
          )}
        </p>
      </Panel>
    </ConsoleFrame>
  );
});
