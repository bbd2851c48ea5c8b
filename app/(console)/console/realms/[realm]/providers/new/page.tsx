import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { CallbackAddresses } from "@/components/console/callback-addresses";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { ProviderChoice } from "@/components/console/provider-choice";
import { providerFields, providerTypeName } from "@/components/console/provider-fields";
import { say } from "@/lib/domain/messages";
import { isPreset, isProviderType } from "@/lib/domain/providers";
import { callbackAddresses } from "@/lib/web/callback-addresses";
import { paths } from "@/lib/web/paths";
import { createProviderAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/providers/new">;

export default realmPageToChange<Props>(async function NewProviderPage({ realm, frame, asked }) {
  const { type } = asked;
  const all = { href: paths.consoleRealm(realm.id, "providers"), text: say("console.providers.title") };
  const choose = { href: `${all.href}/new`, text: say("console.providers.add") };
  if (!isProviderType(type))
    return (
      <ConsoleFrame {...frame} crumbs={[all]} title={choose.text}>
        <ProviderChoice path={choose.href} />
      </ConsoleFrame>
    );

  const title = say("console.providers.add-one", { provider: providerTypeName(type) });
  const where = isPreset(type) ? type : "custom";
  const addresses = isPreset(type) ? await callbackAddresses(realm.id, `/auth/${type}/callback`) : null;
  return (
    <ConsoleFrame {...frame} crumbs={[all, choose]} title={title}>
      <p className="quiet">{say(`console.providers.where.${where}`)}</p>
      <CallbackAddresses addresses={addresses} />
      <section className="panel" aria-label={title}>
        <FieldsForm
          action={createProviderAction}
          fields={[
            { kind: "hidden", name: "provider_type", label: "provider_type", value: type },
            ...providerFields(type, null),
          ]}
          words={formWords(title)}
        />
      </section>
    </ConsoleFrame>
  );
});
