import { realmPage } from "@/app/(console)/console/realm-page";
import { ConsoleFrame } from "@/components/console/console-frame";
import { customLines } from "@/components/console/custom-field";
import { Danger } from "@/components/console/danger";
import { Facts } from "@/components/console/facts";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { membershipFields } from "@/components/console/membership-fields";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { When } from "@/components/console/when";
import { getMembership } from "@/lib/admin/memberships";
import { say } from "@/lib/domain/messages";
import { paths } from "@/lib/web/paths";
import { deleteMembershipAction, updateMembershipAction } from "./action";

type Props = PageProps<"/console/realms/[realm]/memberships/[membership]">;

export default realmPage<Props>(async function MembershipPage({ realm, mayChange, frame, params, asked }) {
  const now = new Date();
  const found = await getMembership(realm.id, params.membership, now);
  if (!found.ok) return null;

  const { user, org, ...membership } = found.value;
  const all = paths.consoleRealm(realm.id, "users");
  const crumbs = [
    { href: all, text: say("console.users.title") },
    { href: `${all}/${user.id}/memberships`, text: user.name ?? user.username },
  ];
  const custom = !mayChange && customLines(membership.custom);
  return (
    <ConsoleFrame {...frame} crumbs={crumbs} title={say("console.memberships.title")}>
      <Saved saved={asked.saved === "yes"} />
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
          <Panel id="change" title={say("console.change")}>
            <FieldsForm action={updateMembershipAction} fields={membershipFields(membership)} words={formWords()} />
          </Panel>
          <Danger
            title={say("console.memberships.delete")}
            text={say("console.memberships.delete-text")}
            name={user.username}
            action={deleteMembershipAction}
          />
        </>
      )}
    </ConsoleFrame>
  );
});
