import { db } from "./client";
import { Prisma } from "./generated/client";
import { newId } from "./new-id";
import { utc } from "./sql";
import type { Throttle } from "./throttles";
import type { EventOrigin } from "./users";

export type NewSession = {
  readonly userId: string;
  readonly appId: string;
  /** Null for a realm whose sessions are not kept. */
  readonly cookieHash: Uint8Array | null;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly by: EventOrigin;
  /** The counters of wrong passwords: the user's is cleared, the address gets its try back. */
  readonly counters: { readonly clear: Throttle; readonly giveBack: Throttle } | null;
};

/**
 * Starts a session in one statement: the row (for managed sessions), the event, the user's last login, the counters.
 * Answers null when the user was made inactive or deleted meanwhile; `firstAfterSignup` is true for exactly one login.
 */
export async function startSession(
  realmId: string,
  session: NewSession,
): Promise<{ id: string; firstAfterSignup: boolean } | null> {
  const id = newId("kss", session.at);
  const { userId, appId, cookieHash, by } = session;
  const rows = await db().$queryRaw<{ pending: boolean }[]>`
    WITH person AS (
      SELECT id, signup_pending FROM users WHERE realm_id = ${realmId} AND id = ${userId} AND state = 'active' FOR UPDATE
    ), session AS (
      INSERT INTO sessions (id, realm_id, user_id, app_id, cookie_hash, ip, client, created_at, expires_at)
      SELECT ${id}, ${realmId}, person.id, ${appId}, ${cookieHash}::bytea, ${by.ip}, ${by.userAgent}, ${utc(session.at)}, ${utc(session.expiresAt)}
      FROM person WHERE ${cookieHash}::bytea IS NOT NULL
    ), event AS (
      INSERT INTO events (id, realm_id, event_type, user_id, login_policy_id, ip, client, event_at)
      SELECT ${newId("ev", session.at)}, ${realmId}, 'user.login.succeeded', person.id, ${appId}, ${by.ip}, ${by.userAgent}, ${utc(session.at)} FROM person
    )${session.counters ? countersAfterSuccess(session.counters) : Prisma.empty}
    UPDATE users SET last_login_at = ${utc(session.at)}, signup_pending = false FROM person
    WHERE users.realm_id = ${realmId} AND users.id = person.id RETURNING person.signup_pending AS pending`;
  const [row] = rows;
  return row ? { id, firstAfterSignup: row.pending } : null;
}

function countersAfterSuccess({ clear, giveBack }: NonNullable<NewSession["counters"]>): Prisma.Sql {
  return Prisma.sql`, cleared AS (
      DELETE FROM throttles WHERE scope = ${clear.scope} AND kind = ${clear.rule.kind} AND key_hash = ${clear.keyHash}
    ), given_back AS (
      UPDATE throttles SET count = greatest(count - 1, 0), consecutive = greatest(consecutive - 1, 0),
        blocked_until = CASE WHEN count - 1 >= ${giveBack.rule.limit}::int THEN blocked_until END
      WHERE scope = ${giveBack.scope} AND kind = ${giveBack.rule.kind} AND key_hash = ${giveBack.keyHash}
    )`;
}

/** The living session of a hosted cookie, or null. */
export async function findSessionByCookie(realmId: string, cookieHash: Uint8Array<ArrayBuffer>, at: Date) {
  return db().session.findFirst({
    where: { realmId, cookieHash, expiresAt: { gt: at }, user: { state: "active" } },
    select: { id: true, userId: true },
  });
}

/** Ends the session of a hosted cookie. True for the one call that ended it. */
export async function endSessionByCookie(realmId: string, cookieHash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { count } = await db().session.deleteMany({ where: { realmId, cookieHash } });
  return count === 1;
}
