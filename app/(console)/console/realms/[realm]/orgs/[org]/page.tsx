import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { customLines } from "@/components/console/custom-field";
import { Danger } from "@/components/console/danger";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { NothingHere } from "@/components/console/nothing-here";
import { orgFields } from "@/components/console/org-fields";
import { Saved } from "@/components/console/saved";
import { When } from "@/components/console/when";
import { getOrg } from "@/lib/admin/orgs";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { deleteOrgAction, updateOrgAction } from "./action";

export default async function OrgPage({ params, searchParams }: PageProps<"/console/realms/[realm]/orgs/[org]">) {
  const administrator = await requireAdministrator();
  const { realm: realmId, org: id } = await params;
  const realm = await findRealmOfPage(administrator, realmId);
  const frame = { administrator, signOut: signOutAction };
  const found = realm ? await getOrg(realm.id, id) : null;
  if (!realm || !found?.ok) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const org = found.value;
  const all = { href: paths.consoleRealm(realm.id, "orgs"), text: say("console.orgs.title") };
  const mayChange = mayChangeRealm(administrator, realm.id);
  const custom = !mayChange && customLines(org.custom);
  return (
    <ConsoleFrame {...frame} realm={realm} here={all.href} crumbs={[all]} title={org.name}>
      <Saved saved={(await searchParams).saved === "yes"} />
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
          <section className="panel" aria-labelledby="change">
            <h2 id="change">{say("console.change")}</h2>
            <FieldsForm
              action={updateOrgAction}
              fields={orgFields(org)}
              words={{
                submit: say("console.save"),
                submitting: say("console.saving"),
                problems: say("problems.title"),
              }}
            />
          </section>
          <Danger
            title={say("console.orgs.delete")}
            text={say("console.orgs.delete-text")}
            name={org.name}
            action={deleteOrgAction}
            submit={say("console.orgs.delete")}
          />
        </>
      )}
    </ConsoleFrame>
  );
}
