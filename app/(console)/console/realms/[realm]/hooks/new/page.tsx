import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { hookFields } from "@/components/console/hook-fields";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { createHookAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/hooks/new">;

export default realmPageToChange<Props>(async function NewHookPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "hooks"), text: say("console.hooks.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.hooks.add")}>
      <FieldsForm
        action={createHookAction}
        fields={hookFields(null)}
        words={formWords(say("console.hooks.add"))}
        made={{
          title: say("console.hooks.made"),
          text: say("console.hooks.made-text"),
          href: all.href,
          next: say("console.keys.made-next"),
        }}
      />
    </ConsoleFrame>
  );
});
