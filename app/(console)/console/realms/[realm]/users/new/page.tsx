import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { humanFields } from "@/components/console/user-fields";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { createUserAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/users/new">;

export default realmPageToChange<Props>(async function NewUserPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "users"), text: say("console.users.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.users.add")}>
      <FieldsForm
        action={createUserAction}
        fields={humanFields(null, realm)}
        words={formWords(say("console.users.add"))}
      />
    </ConsoleFrame>
  );
});
