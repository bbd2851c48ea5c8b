import { db } from "./client";
import { type ProvedPassword, type ProvedProfile, whileStillTheirs } from "./credentials";
import { eventOfPerson } from "./events";
import { newId } from "./new-id";
import { utc } from "./sql";
import { afterRightPassword, type LoginCounters } from "./throttles";
import type { EventOrigin } from "./users";

/** What a login waits for: a code, the enrolment of an authenticator, or that its recovery codes have been kept. */
export type TicketKind = "mfa" | "enrolment" | "enrolled";

export type NewTicket = {
  readonly userId: string;
  /** Null where no app of ours asks. */
  readonly appId: string | null;
  readonly tokenHash: Uint8Array;
  /** Of the secret in the browser that may go on with it; null for a program, which has the token alone. */
  readonly browserHash: Uint8Array | null;
  readonly kind: TicketKind;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly by: EventOrigin;
  readonly counters: LoginCounters | null;
  /** What was proved on the way in, where it was a password. */
  readonly password?: ProvedPassword | null;
  /** The same, where it was a profile at a provider. */
  readonly profile?: ProvedProfile | null;
};

/**
 * Keeps a login whose first step is done (`kli_…`), its event, and the counters of wrong passwords, in one statement.
 * False where the user was made inactive or deleted, or their password was changed, meanwhile.
 */
export async function startTicket(realmId: string, ticket: NewTicket): Promise<boolean> {
  const { userId, appId, tokenHash, browserHash, kind, at, by } = ticket;
  const count = await db().$executeRaw`
    WITH person AS (
      SELECT users.id FROM users ${whileStillTheirs(ticket.password ?? null, ticket.profile ?? null)}
      WHERE users.realm_id = ${realmId} AND users.id = ${userId} AND users.state = 'active' FOR UPDATE
    ), event AS (${eventOfPerson(realmId, "user.login.initiated", ticket)})${afterRightPassword(ticket.counters)}
    INSERT INTO login_tickets (id, realm_id, user_id, app_id, token_hash, browser_hash, kind, ip, client, created_at, expires_at)
    SELECT ${newId("kli", at)}, ${realmId}, person.id, ${appId}, ${tokenHash}, ${browserHash}::bytea, ${kind}, ${by.ip}, ${by.userAgent}, ${utc(at)}, ${utc(ticket.expiresAt)}
    FROM person`;
  return count === 1;
}
