import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { createKeyAction } from "./action";

const levels = ["read", "write", "manage"] as const;

type Props = PageProps<"/console/realms/[realm]/keys/new">;

export default realmPageToChange<Props>(async function NewKeyPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "keys"), text: say("console.keys.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.keys.add")}>
      <FieldsForm
        action={createKeyAction}
        fields={[
          {
            kind: "text",
            name: "name",
            label: say("console.name"),
            hint: say("console.keys.name-hint"),
            required: true,
          },
          {
            kind: "select",
            name: "level",
            label: say("console.keys.level"),
            value: "read",
            options: levels.map((value) => ({ value, text: say(`console.keys.level.${value}`) })),
          },
        ]}
        words={formWords(say("console.keys.add"))}
        made={{
          title: say("console.keys.made"),
          text: say("console.made-once"),
          href: all.href,
          next: say("console.keys.made-next"),
        }}
      />
    </ConsoleFrame>
  );
});
