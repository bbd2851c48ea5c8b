import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { recordDeed } from "./audit";
import { type Actor, doerOf } from "./changes";
import { db } from "./client";
import { Prisma } from "./generated/client";
import { inOrder, pageOfIds } from "./keyset";
import { utc } from "./sql";

/** A managed session as its user's owner sees it: never the hosted cookie. */
export type SessionRecord = NonNullable<Awaited<ReturnType<typeof findSessionRecord>>>;

const shown = {
  id: true,
  realmId: true,
  userId: true,
  ip: true,
  client: true,
  createdAt: true,
  expiresAt: true,
} as const;

/** One that has ended is gone, also before its row is (lib/db/purge); so is one of a user who may not act. */
const alive = (at: Date) => ({ expiresAt: { gt: at }, user: { state: "active" as const } });

/** One page of a user's living sessions, by id, which is the order in which they began. */
export async function listSessions(
  realmId: string,
  { userId, page }: { readonly userId: string; readonly page: Page<SortOf<"sessions">> },
  at: Date,
): Promise<Slice<SessionRecord> | null> {
  const where = [Prisma.sql`user_id = ${userId}`, Prisma.sql`expires_at > ${utc(at)}`];
  const ids = await pageOfIds(realmId, "sessions", { where, page });
  if (!ids) return null;
  const rows = await db().session.findMany({
    where: { realmId, id: { in: [...ids.rows] }, ...alive(at) },
    select: shown,
  });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** The living session of that id, or null. */
export async function findSessionRecord(realmId: string, id: string, at: Date) {
  return db().session.findFirst({ where: { realmId, id, ...alive(at) }, select: shown });
}

/** Ends a living session. True for the one call that ended it. */
export async function deleteSession(realmId: string, id: string, actor: Actor): Promise<boolean> {
  const { at, administrator } = actor;
  return db().$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { realmId, id, expiresAt: { gt: at } } });
    const deed = { action: "session.deleted", objectType: "session", objectId: id };
    if (administrator && count === 1) await recordDeed(tx, realmId, doerOf({ ...actor, administrator }), deed);
    return count === 1;
  });
}

/** Ends every living session of a user, all at once; answers how many there were. */
export async function deleteSessionsOf(realmId: string, userId: string, actor: Actor): Promise<number> {
  const { at, administrator } = actor;
  return db().$transaction(async (tx) => {
    const { count: sessions } = await tx.session.deleteMany({ where: { realmId, userId, expiresAt: { gt: at } } });
    const deed = { action: "session.deleted", objectType: "user", objectId: userId, changes: { sessions } };
    if (administrator && sessions > 0) await recordDeed(tx, realmId, doerOf({ ...actor, administrator }), deed);
    return sessions;
  });
}
