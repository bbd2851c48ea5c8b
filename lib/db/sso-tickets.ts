import { db } from "./client";
import { newId } from "./new-id";
import { utc } from "./sql";

/** For one app, and the one browser that holds the secret of `browserHash`. */
export type NewSsoTicket = {
  readonly sessionId: string;
  readonly appId: string;
  readonly tokenHash: Uint8Array;
  readonly browserHash: Uint8Array;
  readonly at: Date;
  readonly expiresAt: Date;
};

/** Keeps a ticket for a session that lives, of a user who is active. False where it does not. */
export async function startSsoTicket(realmId: string, ticket: NewSsoTicket): Promise<boolean> {
  const { sessionId, appId, tokenHash, browserHash, at, expiresAt } = ticket;
  const count = await db().$executeRaw`
    INSERT INTO sso_tickets (id, realm_id, user_id, app_id, session_id, token_hash, browser_hash, created_at, expires_at)
    SELECT ${newId("sso", at)}, ${realmId}, sessions.user_id, ${appId}, sessions.id, ${tokenHash}, ${browserHash}, ${utc(at)}, ${utc(expiresAt)}
    FROM sessions JOIN users ON users.realm_id = ${realmId} AND users.id = sessions.user_id AND users.state = 'active'
    WHERE sessions.realm_id = ${realmId} AND sessions.id = ${sessionId} AND sessions.expires_at > ${utc(at)}`;
  return count === 1;
}

/** A ticket as it comes back. */
export type ShownSsoTicket = Pick<NewSsoTicket, "appId" | "tokenHash" | "browserHash" | "at">;

/** Spends a ticket, once, at its app and in its browser, before its end. Answers its session; null for any other. */
export async function spendSsoTicket(realmId: string, ticket: ShownSsoTicket): Promise<string | null> {
  const { appId, tokenHash, browserHash, at } = ticket;
  const [row] = await db().$queryRaw<{ session_id: string }[]>`
    DELETE FROM sso_tickets WHERE realm_id = ${realmId} AND app_id = ${appId} AND token_hash = ${tokenHash}
      AND browser_hash = ${browserHash} AND expires_at > ${utc(at)}
    RETURNING session_id`;
  return row?.session_id ?? null;
}

/**
 * Spends a ticket by giving its session another cookie secret, for the browser it is bound to. Answers the session's
 * end; null where the ticket is no good, or the session or its user no longer is.
 */
export async function spendOnCookie(
  realmId: string,
  ticket: ShownSsoTicket,
  cookieHash: Uint8Array,
): Promise<{ expiresAt: Date } | null> {
  const { appId, tokenHash, browserHash, at } = ticket;
  const [row] = await db().$queryRaw<{ expires_at: Date }[]>`
    WITH ticket AS (
      DELETE FROM sso_tickets WHERE realm_id = ${realmId} AND app_id = ${appId} AND token_hash = ${tokenHash}
        AND browser_hash = ${browserHash} AND expires_at > ${utc(at)}
      RETURNING session_id, user_id
    )
    UPDATE sessions SET cookie_hash = ${cookieHash} FROM ticket
    WHERE sessions.realm_id = ${realmId} AND sessions.id = ticket.session_id AND sessions.expires_at > ${utc(at)}
      AND EXISTS (SELECT 1 FROM users WHERE realm_id = ${realmId} AND id = ticket.user_id AND state = 'active')
    RETURNING sessions.expires_at`;
  return row ? { expiresAt: row.expires_at } : null;
}
