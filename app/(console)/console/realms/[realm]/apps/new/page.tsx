import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { newAppFields } from "@/components/console/app-fields";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { say } from "@/lib/domain/messages";
import { hostedAddresses, paths } from "@/lib/web/paths";
import { createAppAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/apps/new">;

export default realmPageToChange<Props>(async function NewAppPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "apps"), text: say("console.apps.title") };
  const example = new URL(hostedAddresses("acorn").login).origin;
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.apps.add")}>
      <p className="quiet">{say("console.apps.more-later")}</p>
      <FieldsForm
        action={createAppAction}
        fields={newAppFields({ example })}
        words={formWords(say("console.apps.add"))}
      />
    </ConsoleFrame>
  );
});
