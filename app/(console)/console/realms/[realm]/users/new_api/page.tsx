import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { apiUserFields } from "@/components/console/user-fields";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { createApiUserAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/users/new_api">;

export default realmPageToChange<Props>(async function NewApiUserPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "users"), text: say("console.users.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.users.add-api")}>
      <FieldsForm
        action={createApiUserAction}
        fields={apiUserFields(null)}
        words={formWords(say("console.users.add-api"))}
        made={{
          title: say("console.users.made-key"),
          text: say("console.made-once"),
          href: all.href,
          next: say("console.users.to-list"),
        }}
      />
    </ConsoleFrame>
  );
});
