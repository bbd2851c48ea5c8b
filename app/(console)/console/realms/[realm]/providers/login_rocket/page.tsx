import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { hostedSettingsFacts, hostedSettingsFields } from "@/components/console/hosted-settings-fields";
import { realmLookFields, realmPagesFields } from "@/components/console/own-provider-fields";
import { Panel } from "@/components/console/panel";
import { RealmLookNotes } from "@/components/console/realm-look-notes";
import { Saved } from "@/components/console/saved";
import { getRealmPages } from "@/lib/admin/realm-pages";
import { builtInSettings } from "@/lib/domain/hosted-settings";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { updateRealmLookAction, updateRealmPagesAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/providers/login_rocket">;

export default realmPage<Props>(async function RealmPagesPage({ realm, mayChange, frame, asked }) {
  const { state, own, look, dropped } = await getRealmPages(realm.id);
  const settings = { level: "realm", own, above: builtInSettings } as const;
  const all = { href: paths.consoleRealm(realm.id, "providers"), text: say("console.providers.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.providers.pages")}>
      <p className="quiet">{say("console.providers.pages-lead")}</p>
      <Saved saved={asked.saved === "yes"} />
      <RealmLookNotes html={String(asked.left_out ?? "").split(" ")} css={dropped} />
      {mayChange ? (
        <>
          <Panel id="settings" title={say("console.providers.pages-settings")}>
            <FieldsForm
              action={updateRealmPagesAction}
              fields={[
                ...hostedSettingsFields(settings),
                ...realmPagesFields({ state, origins: own.allowed_origins ?? [] }),
              ]}
              words={formWords()}
            />
          </Panel>
          <Panel id="look" title={say("console.providers.pages-look")} look="code">
            <FieldsForm action={updateRealmLookAction} fields={realmLookFields(look)} words={formWords()} />
          </Panel>
        </>
      ) : (
        <Facts facts={[[say("console.state"), say(`console.state.${state}`)], ...hostedSettingsFacts(settings)]} />
      )}
    </ConsoleFrame>
  );
});
