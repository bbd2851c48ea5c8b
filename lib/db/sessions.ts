import { db, rowsOf } from "./client";
import { type ProvedPassword, type ProvedProfile, whileStillTheirs } from "./credentials";
import { eventOfPerson } from "./events";
import { Prisma } from "./generated/client";
import { newId } from "./new-id";
import { utc } from "./sql";
import { afterRightPassword, type LoginCounters } from "./throttles";
import { type EventOrigin, type TokenMembership, tokenMemberships } from "./users";

export type NewSession = {
  readonly userId: string;
  /** Null where no app of ours asks. */
  readonly appId: string | null;
  /** Null for a realm whose sessions are not kept. */
  readonly cookieHash: Uint8Array | null;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly by: EventOrigin;
  readonly counters: LoginCounters | null;
  /** Whether the user's memberships are told with it. */
  readonly withMemberships?: boolean;
  /** What was proved on the way in, where it was a password. */
  readonly password?: ProvedPassword | null;
  /** The same, where it was a profile at a provider. */
  readonly profile?: ProvedProfile | null;
};

/**
 * Starts a session in one statement: the row (for managed sessions), the event, the user's last login, the counters.
 * Answers null when the user was made inactive or deleted, or their password was changed, meanwhile; `firstAfterSignup` is true for exactly one login.
 */
export async function startSession(
  realmId: string,
  session: NewSession,
): Promise<{ id: string; firstAfterSignup: boolean; memberships: TokenMembership[] | null } | null> {
  const id = newId("kss", session.at);
  const { userId, appId, cookieHash, by } = session;
  const told = session.withMemberships ? tokenMemberships(realmId, userId, session.at) : Prisma.sql`NULL`;
  const rows = await rowsOf<{ pending: boolean; memberships: TokenMembership[] | null }>(Prisma.sql`
    WITH person AS (
      SELECT users.id, users.signup_pending FROM users ${whileStillTheirs(session.password ?? null, session.profile ?? null)}
      WHERE users.realm_id = ${realmId} AND users.id = ${userId} AND users.state = 'active' FOR UPDATE
    ), session AS (
      INSERT INTO sessions (id, realm_id, user_id, app_id, cookie_hash, ip, client, created_at, expires_at)
      SELECT ${id}, ${realmId}, person.id, ${appId}, ${cookieHash}::bytea, ${by.ip}, ${by.userAgent}, ${utc(session.at)}, ${utc(session.expiresAt)}
      FROM person WHERE ${cookieHash}::bytea IS NOT NULL
    ), event AS (${eventOfPerson(realmId, "user.login.succeeded", session)})${afterRightPassword(session.counters)}
    UPDATE users SET last_login_at = ${utc(session.at)}, signup_pending = false FROM person
    WHERE users.realm_id = ${realmId} AND users.id = person.id RETURNING person.signup_pending AS pending,
      ${told} AS memberships`);
  const [row] = rows;
  return row ? { id, firstAfterSignup: row.pending, memberships: row.memberships } : null;
}

/** What a session is known by: its id (`tk` of its tokens), or the hosted cookie. */
export type SessionKey = { readonly id: string } | { readonly cookieHash: Uint8Array<ArrayBuffer> };

/** A session that lives at that moment, of a user who is active, with that user; or null. */
export async function findSession(realmId: string, key: SessionKey, at: Date) {
  const row = await db().session.findFirst({
    where: { realmId, ...key, expiresAt: { gt: at }, user: { state: "active" } },
    include: {
      user: {
        include: { credentials: { where: { credentialType: "totp", state: "active" }, select: { id: true }, take: 1 } },
      },
    },
  });
  if (!row) return null;
  const { id, username, firstName, lastName, name, custom, email, emailVerification, credentials } = row.user;
  return {
    id: row.id,
    expiresAt: row.expiresAt,
    user: {
      ...{ id, active: true, username, firstName, lastName, name, custom, email, emailVerification },
      hasTotp: credentials.length > 0,
    },
  };
}

/** Whose session lives at that moment, if the user is active; null where none does. One small read: apps ask often. */
export async function findSessionHolder(realmId: string, id: string, at: Date): Promise<string | null> {
  const [row] = await rowsOf<{ user_id: string }>(Prisma.sql`
    SELECT session.user_id FROM sessions session
    JOIN users person ON person.realm_id = session.realm_id AND person.id = session.user_id
    WHERE session.realm_id = ${realmId} AND session.id = ${id} AND session.expires_at > ${utc(at)} AND person.state = 'active'`);
  return row?.user_id ?? null;
}

/** Ends a session by its id. True for the one call that ended it. */
export async function endSession(realmId: string, id: string): Promise<boolean> {
  const { count } = await db().session.deleteMany({ where: { realmId, id } });
  return count === 1;
}

/** Ends every session of a user; answers how many there were. */
export async function endSessionsOf(realmId: string, userId: string): Promise<number> {
  const { count } = await db().session.deleteMany({ where: { realmId, userId } });
  return count;
}

/** Ends the session of a hosted cookie. True for the one call that ended it. */
export async function endSessionByCookie(realmId: string, cookieHash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { count } = await db().session.deleteMany({ where: { realmId, cookieHash } });
  return count === 1;
}
