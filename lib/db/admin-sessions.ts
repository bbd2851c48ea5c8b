import { hours, minutes } from "@/lib/domain/duration";
import { mustBeOne, unlessTooLate } from "./all-or-nothing";
import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { newId } from "./new-id";
import type { Db } from "./sql";
import type { EventOrigin } from "./users";

/** A console session ends after 12 h, or after 1 h in which nothing was done (ASVS 7.3; security.md 72). */
const LONGEST_MS = hours(12);
const IDLE_MS = hours(1);
/** How exactly "last seen" is kept: not every click is a write. */
const TOUCH_MS = minutes(1);

/** The administrator behind a console session that is alive. */
export type SignedInAdministrator = {
  readonly sessionId: string;
  readonly id: string;
  readonly email: string;
  readonly role: "owner" | "admin" | "read_only";
  /** The realms they may see; null: all of them. */
  readonly realmIds: readonly string[] | null;
};

/** An administrator as their password was proved: the hash it was compared with, and whether a code is to follow. */
export type ProvedAdministrator = { readonly id: string; readonly passwordHash: string; readonly hasDevice: boolean };

/**
 * Starts a console session, always a new one, and clears away those of the administrator that have had their time.
 * False, and nothing is done, where what was proved does not hold any more.
 */
export async function startAdminSession(
  proved: ProvedAdministrator,
  { secretHash, at, by }: { secretHash: Uint8Array<ArrayBuffer>; at: Date; by: EventOrigin },
): Promise<boolean> {
  return unlessTooLate(async (tx) => {
    await holdProved(tx, proved);
    await addAdminSession(tx, proved.id, { secretHash, at, by });
  });
}

/**
 * Holds an administrator as they were proved until `tx` ends: whoever changes their password or their authenticator
 * comes before, which is too late for the proof, or after, and then ends what was begun by it.
 */
export async function holdProved(tx: Db, { id, passwordHash, hasDevice }: ProvedAdministrator): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT id FROM administrators
    WHERE id = ${id} AND state = 'active' AND password_hash = ${passwordHash}
      AND (otp_secret_encrypted IS NOT NULL) = ${hasDevice} FOR SHARE`;
  mustBeOne({ count: held.length });
}

/** The same as a part of the transaction `tx`. */
export async function addAdminSession(
  tx: Db,
  administratorId: string,
  { secretHash, at, by }: { secretHash: Uint8Array<ArrayBuffer>; at: Date; by: EventOrigin },
): Promise<void> {
  const expiresAt = new Date(at.getTime() + LONGEST_MS);
  const session = { id: newId("ads", at), administratorId, secretHash, createdAt: at, lastSeenAt: at, expiresAt };
  await tx.adminSession.deleteMany({ where: { administratorId, expiresAt: { lte: at } } });
  await tx.adminSession.create({ data: { ...session, ip: by.ip, client: by.userAgent }, select: { id: true } });
}

/** Who holds this secret, or null: no such session, too old, idle for too long, or an administrator who is inactive. */
export async function findAdminSession(
  secretHash: Uint8Array<ArrayBuffer>,
  at: Date,
): Promise<SignedInAdministrator | null> {
  const seenAfter = new Date(at.getTime() - IDLE_MS);
  const session = await db().adminSession.findFirst({
    where: { secretHash, expiresAt: { gt: at }, lastSeenAt: { gt: seenAfter }, administrator: { state: "active" } },
    include: { administrator: { include: { realms: true } } },
  });
  if (!session) return null;
  if (at.getTime() - session.lastSeenAt.getTime() > TOUCH_MS) {
    await db().adminSession.updateMany({ where: { id: session.id }, data: { lastSeenAt: at } });
  }
  const { id, email, role, realms } = session.administrator;
  return {
    sessionId: session.id,
    id,
    email,
    role,
    realmIds: role === "owner" ? null : realms.map((one) => one.realmId),
  };
}

/** Ends a console session at once. */
export async function endAdminSession(secretHash: Uint8Array<ArrayBuffer>): Promise<void> {
  await db().adminSession.deleteMany({ where: { secretHash } });
}

/** The sessions of an administrator that are alive, the newest first. */
export async function listAdminSessions(administratorId: string, at: Date) {
  return db().adminSession.findMany({
    where: { administratorId, expiresAt: { gt: at }, lastSeenAt: { gt: new Date(at.getTime() - IDLE_MS) } },
    select: { id: true, ip: true, client: true, createdAt: true, lastSeenAt: true },
    orderBy: { id: "desc" },
    take: 100,
  });
}

/** Ends that session of an administrator, or all but that one, with the record of it. Answers how many there were. */
export async function endAdminSessions(
  administratorId: string,
  which: { readonly id: string | { readonly not: string } },
  doer: Doer,
): Promise<number> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.adminSession.deleteMany({ where: { administratorId, ...which } });
    const deed = { action: "administrator.sessions_ended", objectType: "administrator", objectId: administratorId };
    if (count > 0) await recordDeed(tx, null, doer, { ...deed, changes: { count } });
    return count;
  });
}
