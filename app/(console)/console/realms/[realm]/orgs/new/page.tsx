import { realmPageToChange } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { orgFields } from "@/components/console/org-fields";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { createOrgAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/orgs/new">;

export default realmPageToChange<Props>(async function NewOrgPage({ realm, frame }) {
  const all = { href: paths.consoleRealm(realm.id, "orgs"), text: say("console.orgs.title") };
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={say("console.orgs.add")}>
      <FieldsForm action={createOrgAction} fields={orgFields(null)} words={formWords(say("console.orgs.add"))} />
    </ConsoleFrame>
  );
});
