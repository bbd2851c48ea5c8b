import type { Custom } from "@/lib/domain/fields";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { type Actor, recordChanges } from "./changes";
import { db } from "./client";
import { Prisma } from "./generated/client";
import { inOrder, pageOfIds } from "./keyset";
import { newId } from "./new-id";
import { type Db, utc } from "./sql";
import { uniqueViolation } from "./unique-violation";
import { withDetails } from "./users";

/** A membership as it is stored, with its user and its org. */
export type Membership = NonNullable<Awaited<ReturnType<typeof findMembership>>>;

export type MembershipFields = {
  readonly permissions: readonly string[];
  readonly custom: Custom;
  readonly expiresAt: Date | null;
};

/** Whose membership, and in which org; null: one of the user alone. */
type Ends = { readonly userId: string; readonly orgId: string | null };

/** Which memberships of a realm: those that fit every part that is given. */
export type MembershipFilter = { readonly userId?: string | undefined; readonly orgId?: string | undefined };

/** One that has ended is gone, also before its row is (lib/db/purge). */
const alive = (at: Date) => ({ OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] });

const withEnds = (at: Date) => ({ user: { include: withDetails(at) }, org: true }) satisfies Prisma.MembershipInclude;

/** One page of the memberships that fit; null where the page's `after` names none of the realm. */
export async function listMemberships(
  realmId: string,
  { filter, page }: { readonly filter: MembershipFilter; readonly page: Page<SortOf<"memberships">> },
  at: Date,
): Promise<Slice<Membership> | null> {
  const where = [
    Prisma.sql`(expires_at IS NULL OR expires_at > ${utc(at)})`,
    ...(filter.userId === undefined ? [] : [Prisma.sql`user_id = ${filter.userId}`]),
    ...(filter.orgId === undefined ? [] : [Prisma.sql`org_id = ${filter.orgId}`]),
  ];
  const ids = await pageOfIds(realmId, "memberships", { where, page });
  if (!ids) return null;
  const rows = await db().membership.findMany({
    where: { realmId, id: { in: [...ids.rows] } },
    include: withEnds(at),
  });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** The membership of that id that has not ended, or null. */
export async function findMembership(realmId: string, id: string, at: Date) {
  return db().membership.findFirst({ where: { realmId, id, ...alive(at) }, include: withEnds(at) });
}

/** Which of the two the realm does not have. */
export async function missingEnds(realmId: string, { userId, orgId }: Partial<Ends>): Promise<("user" | "org")[]> {
  const [users, orgs] = await Promise.all([
    userId === undefined ? 1 : db().user.count({ where: { realmId, id: userId } }),
    orgId === undefined || orgId === null ? 1 : db().org.count({ where: { realmId, id: orgId } }),
  ]);
  return [...(users === 0 ? ["user" as const] : []), ...(orgs === 0 ? ["org" as const] : [])];
}

/**
 * Makes a membership and its event. "taken": the user has one in that org, or one without an org, already. "missing":
 * the user or the org is not in the realm, or no more.
 */
export async function createMembership(
  realmId: string,
  { ends, fields }: { readonly ends: Ends; readonly fields: MembershipFields },
  actor: Actor,
): Promise<{ id: string } | "taken" | "missing"> {
  const id = newId("mb", actor.at);
  const orgKey = ends.orgId ?? "-";
  try {
    await db().$transaction(async (tx) => {
      await removeEnded(tx, realmId, { ...ends, orgKey }, actor);
      await tx.membership.create({
        data: { ...fields, ...ends, permissions: [...fields.permissions], id, realmId, orgKey, createdAt: actor.at },
        select: { id: true },
      });
      await recordChanges(tx, realmId, actor, [
        {
          type: "membership.created",
          membershipId: id,
          ...ends,
          changed: { ...ends, permissions: fields.permissions },
        },
      ]);
    });
    return { id };
  } catch (error) {
    if (uniqueViolation(error) !== null) return "taken";
    if (isMissingReference(error)) return "missing";
    throw error;
  }
}

/** One that has ended, and was not removed yet, is in nobody's way. */
async function removeEnded(
  tx: Db,
  realmId: string,
  { orgKey, ...ends }: Ends & { readonly orgKey: string },
  actor: Actor,
): Promise<void> {
  const ended = { realmId, userId: ends.userId, orgKey, expiresAt: { lte: actor.at } };
  const gone = await tx.membership.findFirst({ where: ended, select: { id: true } });
  const { count } = gone ? await tx.membership.deleteMany({ where: { ...ended, id: gone.id } }) : { count: 0 };
  if (gone && count === 1)
    await recordChanges(tx, realmId, actor, [{ type: "membership.deleted", membershipId: gone.id, ...ends }]);
}

/** Sets the fields that are given, with the event. False where the realm has no such membership any more. */
export async function updateMembership(
  realmId: string,
  { id, fields }: { readonly id: string; readonly fields: Partial<MembershipFields> },
  actor: Actor,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { permissions, ...others } = fields;
    const data = { ...others, ...(permissions ? { permissions: [...permissions] } : {}), updatedAt: actor.at };
    const [row] = await tx.membership.updateManyAndReturn({
      where: { realmId, id, ...alive(actor.at) },
      data,
      select: { userId: true, orgId: true },
    });
    if (!row) return false;
    const { custom, ...shown } = fields;
    const changed = { ...shown, ...(custom ? { custom: "changed" } : {}) };
    await recordChanges(tx, realmId, actor, [{ type: "membership.updated", membershipId: id, ...row, changed }]);
    return true;
  });
}

/** Deletes a membership, with the event. False where the realm has no such one any more. */
export async function deleteMembership(realmId: string, id: string, actor: Actor): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ user_id: string; org_id: string | null }[]>`
      DELETE FROM memberships WHERE realm_id = ${realmId} AND id = ${id}
        AND (expires_at IS NULL OR expires_at > ${utc(actor.at)}) RETURNING user_id, org_id`;
    if (!row) return false;
    const gone = { membershipId: id, userId: row.user_id, orgId: row.org_id };
    await recordChanges(tx, realmId, actor, [{ type: "membership.deleted", ...gone, changed: gone }]);
    return true;
  });
}

/** True where a write refers to a row that is not there. */
function isMissingReference(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2003";
}
