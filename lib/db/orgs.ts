import type { Custom } from "@/lib/domain/fields";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { type Actor, recordChanges } from "./changes";
import { db } from "./client";
import { Prisma } from "./generated/client";
import { inOrder, pageOfIds } from "./keyset";
import { newId } from "./new-id";

/** An organisation as it is stored. */
export type Org = NonNullable<Awaited<ReturnType<typeof findOrg>>>;

export type OrgFields = {
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly reference: string | null;
  readonly custom: Custom;
};

/** Which orgs of a realm: those that fit every part that is given. */
export type OrgFilter = {
  readonly reference?: string | undefined;
  readonly state?: "active" | "inactive" | undefined;
};

/** Deleting an org of 100,000 members takes a while. */
const LONG = { timeout: 60_000 };

/** One page of the orgs that fit; null where the page's `after` names none of the realm. */
export async function listOrgs(
  realmId: string,
  filter: OrgFilter,
  page: Page<SortOf<"orgs">>,
): Promise<Slice<Org> | null> {
  const where = [
    ...(filter.reference === undefined ? [] : [Prisma.sql`reference = ${filter.reference}`]),
    ...(filter.state === undefined ? [] : [Prisma.sql`state = ${filter.state}::state`]),
  ];
  const ids = await pageOfIds(realmId, "orgs", { where, page });
  if (!ids) return null;
  const rows = await db().org.findMany({ where: { realmId, id: { in: [...ids.rows] } } });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** The org of that id, or null. */
export async function findOrg(realmId: string, id: string) {
  return db().org.findUnique({ where: { realmId_id: { realmId, id } } });
}

/** Makes an org and its event. */
export async function createOrg(realmId: string, fields: OrgFields, actor: Actor): Promise<Org> {
  return db().$transaction(async (tx) => {
    const id = newId("org", actor.at);
    const org = await tx.org.create({ data: { ...fields, id, realmId, createdAt: actor.at } });
    await recordChanges(tx, realmId, actor, [{ type: "org.created", orgId: id }]);
    return org;
  });
}

/** Sets the fields that are given, with the event. False where the realm has no such org. */
export async function updateOrg(
  realmId: string,
  { id, fields }: { readonly id: string; readonly fields: Partial<OrgFields> },
  actor: Actor,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const data = { ...fields, updatedAt: actor.at }; // without anything to set, no row would be counted
    const { count } = await tx.org.updateMany({ where: { realmId, id }, data });
    if (count !== 1) return false;
    await recordChanges(tx, realmId, actor, [{ type: "org.updated", orgId: id }]);
    return true;
  });
}

/**
 * Deletes an org and its memberships, with an event for each: an app that lets people in by their memberships hears of
 * every one that ends. False where the realm has no such org.
 */
export async function deleteOrg(realmId: string, id: string, actor: Actor): Promise<boolean> {
  return db().$transaction(async (tx) => {
    // Locked first: whoever wants to join meanwhile waits, and then finds no org.
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT id FROM orgs WHERE realm_id = ${realmId} AND id = ${id} FOR UPDATE`;
    if (locked.length === 0) return false;
    const members = await tx.membership.findMany({
      where: { realmId, orgId: id },
      select: { id: true, userId: true },
      orderBy: { id: "asc" },
    });
    await tx.org.delete({ where: { realmId_id: { realmId, id } } });
    const gone = members.map((one) => ({ membershipId: one.id, userId: one.userId, orgId: id }));
    await recordChanges(tx, realmId, actor, [
      { type: "org.deleted", orgId: id },
      ...gone.map((ids) => ({ type: "membership.deleted" as const, ...ids })),
    ]);
    return true;
  }, LONG);
}
