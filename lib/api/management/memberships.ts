import { z } from "zod";
import {
  createMembership,
  deleteMembership,
  getMembership,
  listMemberships,
  type Membership,
  membershipInput,
  newMembershipInput,
  updateMembership,
} from "@/lib/admin/memberships";
import { lists } from "@/lib/domain/lists";
import { mapDone } from "@/lib/domain/outcome";
import { expandField, listBody, listOf, pageFields, pageOf } from "./list";
import { membershipAnswer, membershipBody } from "./membership-body";
import { orgAnswer, orgBody } from "./org-body";
import { realmRoute } from "./route";
import { userAnswer, userBody } from "./user-body";

const expand = expandField(["user", "org"]);
type Shown = z.output<typeof expand>;

/** With the user, the org, or both beside it. */
const answer = membershipAnswer
  .extend({ user: userAnswer.optional(), org: orgAnswer.nullable().optional() })
  .meta({ id: "MembershipWith" });

function body(membership: Membership, shown: Shown = []): z.input<typeof answer> {
  return {
    ...membershipBody(membership),
    ...(shown.includes("user") ? { user: userBody(membership.user) } : {}),
    ...(shown.includes("org") ? { org: membership.org && orgBody(membership.org) } : {}),
  };
}

const query = z.object({
  ...pageFields(lists.memberships),
  user_id: z.string().optional().meta({ description: "Of this user; each then comes with its org." }),
  org_id: z.string().optional().meta({ description: "In this org; each then comes with its user." }),
  expand,
});

/** What was not asked by is shown: of an org the users, of a user the orgs (authrocket-1.md §1.3). */
function shownIn({ user_id, org_id, expand: asked = [] }: z.output<typeof query>): Shown {
  if (user_id !== undefined && org_id === undefined) return ["org", ...asked];
  return org_id !== undefined && user_id === undefined ? ["user", ...asked] : asked;
}

/** `/v1/memberships`: who belongs to which org, and what they may do there. */
export const membershipRoutes = [
  realmRoute("GET", "/memberships", {
    level: "read",
    summary: "List memberships",
    query,
    answer: listOf(answer),
    act: async ({ realmId, query: asked, actor }) => {
      const filter = { userId: asked.user_id, orgId: asked.org_id };
      const page = pageOf(lists.memberships, asked);
      return mapDone(await listMemberships(realmId, { filter, page }, actor.at), (slice) =>
        listBody(slice, (membership) => body(membership, shownIn(asked))),
      );
    },
  }),
  realmRoute("GET", "/memberships/{id}", {
    level: "read",
    summary: "Get a membership",
    query: z.object({ expand }),
    answer,
    act: async ({ realmId, id, query: asked, actor }) =>
      mapDone(await getMembership(realmId, id, actor.at), (membership) => body(membership, asked.expand)),
  }),
  realmRoute("POST", "/memberships", {
    level: "write",
    summary: "Create a membership",
    about: "A user has one in each org at most, and one without an org. It is removed when it expires.",
    root: "membership",
    fields: newMembershipInput,
    status: 201,
    answer,
    act: async ({ realmId, fields, actor }) =>
      mapDone(await createMembership(realmId, fields, actor), (membership) => body(membership)),
  }),
  realmRoute("PUT", "/memberships/{id}", {
    level: "write",
    summary: "Update a membership",
    about: "Changes the fields that are sent; user_id and org_id cannot be changed.",
    root: "membership",
    fields: membershipInput,
    answer,
    act: async ({ realmId, id, fields, actor }) =>
      mapDone(await updateMembership(realmId, { id, input: fields }, actor), (membership) => body(membership)),
  }),
  realmRoute("DELETE", "/memberships/{id}", {
    level: "write",
    summary: "Delete a membership",
    about: "Its user and its org stay.",
    act: ({ realmId, id, actor }) => deleteMembership(realmId, id, actor),
  }),
];
