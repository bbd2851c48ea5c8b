import { signOutAction } from "@/app/(console)/console/action";
import { ConsoleFrame } from "@/components/console/console-frame";
import { customLines } from "@/components/console/custom-field";
import { Danger } from "@/components/console/danger";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { membershipFields } from "@/components/console/membership-fields";
import { NothingHere } from "@/components/console/nothing-here";
import { Saved } from "@/components/console/saved";
import { When } from "@/components/console/when";
import { getMembership } from "@/lib/admin/memberships";
import { say } from "@/lib/domain/messages";
import { findRealmOfPage } from "@/lib/web/console-realm";
import { mayChangeRealm } from "@/lib/web/console-rights";
import { requireAdministrator } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";
import { answerWith } from "@/lib/web/visit";
import { deleteMembershipAction, updateMembershipAction } from "./action";

export default async function MembershipPage({
  params,
  searchParams,
}: PageProps<"/console/realms/[realm]/memberships/[membership]">) {
  const administrator = await requireAdministrator();
  const { realm: realmId, membership: id } = await params;
  const realm = await findRealmOfPage(administrator, realmId);
  const frame = { administrator, signOut: signOutAction };
  const now = new Date();
  const found = realm ? await getMembership(realm.id, id, now) : null;
  if (!realm || !found?.ok) {
    answerWith(404);
    return <NothingHere {...frame} />;
  }

  const { user, org, ...membership } = found.value;
  const all = paths.consoleRealm(realm.id, "users");
  const crumbs = [
    { href: all, text: say("console.users.title") },
    { href: `${all}/${user.id}/memberships`, text: user.name ?? user.username },
  ];
  const mayChange = mayChangeRealm(administrator, realm.id);
  const custom = !mayChange && customLines(membership.custom);
  return (
    <ConsoleFrame {...frame} realm={realm} here={all} crumbs={crumbs} title={say("console.memberships.title")}>
      <Saved saved={(await searchParams).saved === "yes"} />
      <Facts
        facts={[
          [say("console.realm.id"), <code key="id">{membership.id}</code>],
          [
            say("console.events.user"),
            <a key="user" href={`${all}/${user.id}`}>
              {user.name ?? user.username}
            </a>,
          ],
          [
            say("console.events.org"),
            org ? (
              <a key="org" href={paths.consoleRealm(realm.id, "orgs", org.id)}>
                {org.name}
              </a>
            ) : (
              say("console.memberships.none")
            ),
          ],
          [say("console.memberships.permissions"), membership.permissions.join(" ")],
          [say("console.users.custom"), custom && <pre className="letter">{custom}</pre>],
          [
            say("console.memberships.ends"),
            membership.expiresAt ? <When key="ends" at={membership.expiresAt} now={now} /> : say("console.never"),
          ],
          [say("console.created"), <When key="created" at={membership.createdAt} now={now} />],
        ]}
      />
      {mayChange && (
        <>
          <section className="panel" aria-labelledby="change">
            <h2 id="change">{say("console.change")}</h2>
            <FieldsForm
              action={updateMembershipAction}
              fields={membershipFields(membership)}
              words={{
                submit: say("console.save"),
                submitting: say("console.saving"),
                problems: say("problems.title"),
              }}
            />
          </section>
          <Danger
            title={say("console.memberships.delete")}
            text={say("console.memberships.delete-text")}
            name={user.username}
            action={deleteMembershipAction}
            submit={say("console.memberships.delete")}
          />
        </>
      )}
    </ConsoleFrame>
  );
}
