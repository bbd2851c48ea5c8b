import { signOutAction } from "@/app/(console)/console/action";
import { CallbackAddresses } from "@/components/console/callback-addresses";
import { ConsoleFrame } from "@/components/console/console-frame";
import { Danger } from "@/components/console/danger";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { ProviderFacts } from "@/components/console/provider-facts";
import { providerFields } from "@/components/console/provider-fields";
import { Saved } from "@/components/console/saved";
import { getAuthProvider } from "@/lib/admin/auth-providers";
import { countProfiles } from "@/lib/admin/realm-pages";
import { say } from "@/lib/domain/messages";
import { callbackAddresses } from "@/lib/web/callback-addresses";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { deleteProviderAction, updateProviderAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/providers/[provider]">;

export default async function ProviderPage({ params, searchParams }: Props) {
  const administrator = await requireAdministrator();
  const { realm: realmId, provider: id } = await params;
  const realm = await findRealmOfPage(administrator, realmId);
  const frame = { administrator, signOut: signOutAction };
  const provider = realm ? await getAuthProvider(realm.id, id) : null;
  if (!realm || !provider) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const all = { href: paths.consoleRealm(realm.id, "providers"), text: say("console.providers.title") };
  const [addresses, profiles] = await Promise.all([
    callbackAddresses(realm.id, provider.callbackPath),
    countProfiles(realm.id, provider.id),
  ]);
  const mayChange = mayChangeRealm(administrator, realm.id);
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={provider.name}>
      <Saved saved={(await searchParams).saved === "yes"} />
      <ProviderFacts provider={provider} profiles={profiles} now={new Date()} withSettings={!mayChange} />
      <CallbackAddresses addresses={addresses} />
      {mayChange && (
        <>
          <section className="panel" aria-labelledby="change">
            <h2 id="change">{say("console.change")}</h2>
            <FieldsForm
              action={updateProviderAction}
              fields={providerFields(provider.type, provider)}
              words={{
                submit: say("console.save"),
                submitting: say("console.saving"),
                problems: say("problems.title"),
              }}
            />
          </section>
          <Danger
            title={say("console.providers.delete")}
            text={say("console.providers.delete-text", { profiles })}
            name={provider.name}
            action={deleteProviderAction}
            submit={say("console.providers.delete")}
          />
        </>
      )}
    </ConsoleFrame>
  );
}
