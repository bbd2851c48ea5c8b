import { z } from "zod";
import { listMemberships } from "@/lib/admin/memberships";
import type { UserDetails } from "@/lib/admin/users";
import { lists } from "@/lib/domain/lists";
import { mapDone, type Outcome } from "@/lib/domain/outcome";
import { expandField } from "./list";
import { membershipAnswer, membershipBody } from "./membership-body";
import { orgAnswer, orgBody } from "./org-body";
import { userAnswer, userBody } from "./user-body";

/** What can be shown beside a user. */
export const userExpand = expandField(["memberships"]);

type Expand = z.output<typeof userExpand>;

const memberships = z
  .array(membershipAnswer.extend({ org: orgAnswer.nullable() }).meta({ id: "MembershipOfUser" }))
  .optional()
  .meta({ description: "With expand=memberships: those that have not ended, each with its org; 1000 at most." });

/** A user on the wire, with what was asked for beside them. */
export const userWithAnswer = userAnswer.extend({ memberships }).meta({ id: "UserWith" });

/** A user with what was made for them. */
export const tokenAnswer = userWithAnswer
  .extend({
    token: z.string().optional().meta({
      description:
        "A login token; kli_… where a second step waits for authenticate_code; or the one that was asked for.",
    }),
    password_reset_token: z.string().optional(),
  })
  .meta({ id: "UserWithToken" });

/** A user with their memberships, where those are asked for. */
export async function shownUser(
  user: UserDetails,
  { expand = [], at }: { readonly expand: Expand; readonly at: Date },
): Promise<Outcome<z.input<typeof userWithAnswer>>> {
  if (!expand.includes("memberships")) return { ok: true, value: userBody(user) };
  const page = { sort: "id", direction: "asc", after: null, take: lists.memberships.most } as const;
  const slice = await listMemberships(user.realmId, { filter: { userId: user.id }, page }, at);
  return mapDone(slice, ({ rows }) => ({
    ...userBody(user),
    memberships: rows.map((one) => ({ ...membershipBody(one), org: one.org && orgBody(one.org) })),
  }));
}
