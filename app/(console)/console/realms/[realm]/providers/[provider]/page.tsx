import { realmPage } from "@/app/(console)/console/realm-page";
import { CallbackAddresses } from "@/components/console/callback-addresses";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { Panel } from "@/components/console/panel";
import { ProviderFacts } from "@/components/console/provider-facts";
import { providerFields } from "@/components/console/provider-fields";
import { Saved } from "@/components/console/saved";
import { getAuthProvider } from "@/lib/admin/auth-providers";
import { countProfiles } from "@/lib/admin/realm-pages";
import { say } from "@/lib/domain/messages";
import { callbackAddresses } from "@/lib/web/callback-addresses";
import { paths } from "@/lib/web/paths";
import { deleteProviderAction, updateProviderAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/providers/[provider]">;

export default realmPage<Props>(async function ProviderPage({ realm, mayChange, frame, params, asked }) {
  const provider = await getAuthProvider(realm.id, params.provider);
  if (!provider) return null;

  const all = { href: paths.consoleRealm(realm.id, "providers"), text: say("console.providers.title") };
  const [addresses, profiles] = await Promise.all([
    callbackAddresses(realm.id, provider.callbackPath),
    countProfiles(realm.id, provider.id),
  ]);
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={provider.name}>
      <Saved saved={asked.saved === "yes"} />
      <ProviderFacts provider={provider} profiles={profiles} now={new Date()} withSettings={!mayChange} />
      <CallbackAddresses addresses={addresses} />
      {mayChange && (
        <>
          <Panel id="change" title={say("console.change")}>
            <FieldsForm
              action={updateProviderAction}
              fields={providerFields(provider.type, provider)}
              words={formWords()}
            />
          </Panel>
          <Danger
            title={say("console.providers.delete")}
            text={say("console.providers.delete-text", { profiles })}
            name={provider.name}
            action={deleteProviderAction}
          />
        </>
      )}
    </ConsoleFrame>
  );
});
