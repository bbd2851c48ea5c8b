import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { customLines } from "@/components/console/custom-field";
import { Danger } from "@/components/console/danger";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { orgFields } from "@/components/console/org-fields";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { When } from "@/components/console/when";
import { getOrg } from "@/lib/admin/orgs";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { deleteOrgAction, updateOrgAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/orgs/[org]">;

export default realmPage<Props>(async function OrgPage({ realm, mayChange, frame, params, asked }) {
  const found = await getOrg(realm.id, params.org);
  if (!found.ok) return null;

  const org = found.value;
  const all = { href: paths.consoleRealm(realm.id, "orgs"), text: say("console.orgs.title") };
  const custom = !mayChange && customLines(org.custom);
  return (
    <ConsoleFrame {...frame} crumbs={[all]} title={org.name}>
      <Saved saved={asked.saved === "yes"} />
      <Facts
        facts={[
          [say("console.realm.id"), <code key="id">{org.id}</code>],
          [say("console.state"), say(`console.state.${org.state}`)],
          [say("console.realm.reference"), org.reference],
          [say("console.users.custom"), custom && <pre className="letter">{custom}</pre>],
          [say("console.created"), <When key="created" at={org.createdAt} now={new Date()} />],
        ]}
      />
      {mayChange && (
        <>
          <Panel id="change" title={say("console.change")}>
            <FieldsForm action={updateOrgAction} fields={orgFields(org)} words={formWords()} />
          </Panel>
          <Danger
            title={say("console.orgs.delete")}
            text={say("console.orgs.delete-text")}
            name={org.name}
            action={deleteOrgAction}
          />
        </>
      )}
    </ConsoleFrame>
  );
});
