import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { say } from "@/lib/domain/messages";
import { findRealmToChange } from "@/lib/web/console-realm";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { createKeyAction } from "./action";

const levels = ["read", "write", "manage"] as const;

export default async function NewKeyPage({ params }: PageProps<"/console/realms/[realm]/keys/new">) {
  const administrator = await requireAdministrator();
  const realm = await findRealmToChange(administrator, (await params).realm);
  const frame = { administrator, signOut: signOutAction };
  if (!realm) return <NothingHere {...frame} />;

  const all = { href: paths.consoleRealm(realm.id, "keys"), text: say("console.keys.title") };
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={say("console.keys.add")}>
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
        words={{
          submit: say("console.keys.add"),
          submitting: say("console.saving"),
          problems: say("problems.title"),
        }}
        made={{
          title: say("console.keys.made"),
          text: say("console.made-once"),
          href: all.href,
          next: say("console.keys.made-next"),
        }}
      />
    </ConsoleFrame>
  );
}
