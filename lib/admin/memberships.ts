import { z } from "zod";
import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/memberships";
import { customField, momentField, permissionsField } from "@/lib/domain/fields";
import { given } from "@/lib/domain/given";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";

export type { Membership, MembershipFilter } from "@/lib/db/memberships";

/** What can be changed of a membership. Whose it is, and in which org, is not: `user_id` and `org_id` may only repeat it. */
export const membershipInput = z.object({
  user_id: z.string().optional(),
  org_id: z.string().nullable().optional(),
  permissions: permissionsField.optional(),
  expires_at: momentField.optional(),
  custom: customField.optional(),
});

/** What a membership is made of: without `org_id` it is one of the user alone. */
export const newMembershipInput = membershipInput.extend({ user_id: z.string() });

type Input = z.output<typeof membershipInput>;

/** One page of a realm's memberships that fit and have not ended. */
export async function listMemberships(
  realmId: string,
  asked: { readonly filter: store.MembershipFilter; readonly page: Page<SortOf<"memberships">> },
  at: Date,
): Promise<Outcome<Slice<store.Membership>>> {
  const slice = await store.listMemberships(realmId, asked, at);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/** The membership of that id, or a `not-found`, also for one that has ended. */
export async function getMembership(realmId: string, id: string, at: Date): Promise<Outcome<store.Membership>> {
  const membership = isId("mb", id) ? await store.findMembership(realmId, id, at) : null;
  return membership ? done(membership) : refuse({ code: "not-found" });
}

/** Gives a user a membership: one in each org at most, and one without an org. User and org must be of the realm. */
export async function createMembership(
  realmId: string,
  input: z.output<typeof newMembershipInput>,
  actor: Actor,
): Promise<Outcome<store.Membership>> {
  const ends = { userId: input.user_id, orgId: input.org_id || null };
  const problems = [...(await missing(realmId, ends)), ...expiryProblems(input, actor.at)];
  if (problems.length > 0) return refuse(...problems);

  const { permissions = [], custom = {}, expires_at: expiresAt = null } = input;
  const made = await store.createMembership(realmId, { ends, fields: { permissions, custom, expiresAt } }, actor);
  if (made === "taken") return refuse({ code: "membership.taken", field: "user_id" });
  // Deleted since it was looked for.
  if (made === "missing") return refuse({ code: "field.not-found", field: ends.orgId ? "org_id" : "user_id" });
  return getMembership(realmId, made.id, actor.at);
}

/** Changes the fields that are sent. */
export async function updateMembership(
  realmId: string,
  { id, input }: { readonly id: string; readonly input: Input },
  actor: Actor,
): Promise<Outcome<store.Membership>> {
  const before = await getMembership(realmId, id, actor.at);
  if (!before.ok) return before;
  const problems = [...(await endsProblems(realmId, before.value, input)), ...expiryProblems(input, actor.at)];
  if (problems.length > 0) return refuse(...problems);

  const { permissions, custom, expires_at: expiresAt } = input;
  const isThere = await store.updateMembership(
    realmId,
    { id, fields: given({ permissions, custom, expiresAt }) },
    actor,
  );
  return isThere ? getMembership(realmId, id, actor.at) : refuse({ code: "not-found" });
}

/** Ends a membership; its user and its org stay. */
export async function deleteMembership(realmId: string, id: string, actor: Actor): Promise<Outcome<null>> {
  const wasThere = isId("mb", id) && (await store.deleteMembership(realmId, id, actor));
  return wasThere ? done(null) : refuse({ code: "not-found" });
}

/** What is referred to and not in the realm: as unknown as if it were nowhere (security.md 86). */
async function missing(
  realmId: string,
  { userId, orgId = null }: { readonly userId?: string; readonly orgId?: string | null },
): Promise<Problem[]> {
  const fields = { user: "user_id", org: "org_id" } as const;
  const noUser = userId !== undefined && !isId("usr", userId);
  const noOrg = orgId !== null && !isId("org", orgId);
  const gone = await store.missingEnds(realmId, {
    ...(userId === undefined || noUser ? {} : { userId }),
    ...(noOrg ? {} : { orgId }),
  });
  const all = new Set([...(noUser ? ["user" as const] : []), ...(noOrg ? ["org" as const] : []), ...gone]);
  return [...all].map((end) => ({ code: "field.not-found", field: fields[end] }));
}

async function endsProblems(realmId: string, before: store.Membership, input: Input): Promise<Problem[]> {
  const moved = {
    ...(input.user_id === undefined || input.user_id === before.userId ? {} : { userId: input.user_id }),
    ...(input.org_id === undefined || (input.org_id || null) === before.orgId ? {} : { orgId: input.org_id || null }),
  };
  const unknown = await missing(realmId, moved);
  if (unknown.length > 0) return unknown;
  return [
    ...("userId" in moved ? [{ code: "field.fixed", field: "user_id" } as const] : []),
    ...("orgId" in moved ? [{ code: "field.fixed", field: "org_id" } as const] : []),
  ];
}

function expiryProblems({ expires_at: expiresAt }: Input, at: Date): Problem[] {
  return expiresAt && expiresAt <= at ? [{ code: "field.not-future", field: "expires_at" }] : [];
}
