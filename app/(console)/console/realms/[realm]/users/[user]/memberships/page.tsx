import { realmPage } from "@/app/(console)/console/realm-page";
import { FieldsForm } from "@/components/console/fields-form";
import { formWords } from "@/components/console/form-words";
import { List } from "@/components/console/list";
import { membershipFields, orgField } from "@/components/console/membership-fields";
import { Panel } from "@/components/console/panel";
import { Saved } from "@/components/console/saved";
import { UserFrame } from "@/components/console/user-frame";
import { When } from "@/components/console/when";
import { listMemberships } from "@/lib/admin/memberships";
import { listOrgs } from "@/lib/admin/orgs";
import { say } from "@/lib/domain/messages";
import { findUser } from "@/lib/web/console-user";
import { foundFor, pageLinks, readPage } from "@/lib/web/list-query";
import { paths } from "@/lib/web/paths";
import { createMembershipAction } from "./action";

/** More organisations than this are no list to choose from. */
const MOST_ORGS = 200;

type Props = PageProps<"/console/realms/[realm]/users/[user]/memberships">;

export default realmPage<Props>(async function MembershipsPage({ realm, mayChange, frame, params, asked }) {
  const user = await findUser(realm.id, params.user);
  if (!user) return null;

  const now = new Date();
  const page = readPage("memberships", asked);
  const listed = foundFor(await listMemberships(realm.id, { filter: { userId: user.id }, page }, now));
  const path = paths.consoleRealm(realm.id, "users", user.id, "memberships");
  return (
    <UserFrame {...frame} user={user} part="memberships">
      <Saved saved={asked.saved === "yes"} />
      <List
        columns={[
          { text: say("console.events.org") },
          { text: say("console.memberships.permissions") },
          { text: say("console.memberships.ends") },
          { text: say("console.created") },
        ]}
        rows={listed.rows.map((one) => ({
          id: one.id,
          cells: [
            <a key="org" href={paths.consoleRealm(realm.id, "memberships", one.id)}>
              {one.org?.name ?? say("console.memberships.none")}
            </a>,
            one.permissions.join(" "),
            one.expiresAt ? <When key="ends" at={one.expiresAt} now={now} /> : say("console.never"),
            <When key="created" at={one.createdAt} now={now} />,
          ],
        }))}
        empty={{
          title: say("console.users.memberships-empty-title"),
          text: say("console.users.memberships-empty"),
        }}
        {...pageLinks({ path, page }, listed)}
      />
      {mayChange && (
        <Panel id="add" title={say("console.memberships.add")}>
          <FieldsForm
            action={createMembershipAction}
            fields={[orgField(await orgsOf(realm.id)), ...membershipFields(null)]}
            words={formWords(say("console.memberships.add"))}
          />
        </Panel>
      )}
    </UserFrame>
  );
});

async function orgsOf(realmId: string) {
  const page = { sort: "name", direction: "asc", after: null, take: MOST_ORGS } as const;
  const found = await listOrgs(realmId, { state: undefined, reference: undefined }, page);
  return found.ok && !found.value.more ? found.value.rows : null;
}
