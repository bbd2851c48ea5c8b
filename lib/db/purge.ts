import { days, hours } from "@/lib/domain/duration";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { db } from "./client";
import { recordEvents } from "./events";
import { Prisma } from "./generated/client";
import { utc } from "./sql";

/** Rows a statement takes at once, and statements a run spends on one kind: what is left waits for the next run. */
const BATCH = 1_000;
const BATCHES = 100;

const MAIL_DAYS = 30;

/** No login token is good for longer than a year: then nothing is left that a replaced key has signed. */
const JWT_KEY_DAYS = 366;

/** What ends at its `expires_at`. */
const expiring = [
  "sessions",
  "login_tickets",
  "sso_tickets",
  "handoffs",
  "reset_tokens",
  "email_tokens",
  "provider_states",
  "signup_tokens",
  "admin_sessions",
  "admin_tickets",
] as const;

/**
 * Counters without a success for their hard limit are remembered a month: forgotten sooner, slow guessing would never
 * reach it (security.md §1).
 */
const patient = Object.values(throttleRules)
  .filter((rule) => rule.hardLimit <= 1_000)
  .map((rule) => rule.kind);

/**
 * Removes what has ended by `at`: sessions, tickets, tokens, memberships (each with its event), idle counters, events
 * past their realm's days, mails of a month ago, signing keys that were replaced a year ago. In batches that skip rows which others hold, so any number of
 * instances may do it at once, and none waits for another.
 */
export async function purge(at: Date): Promise<void> {
  const now = utc(at);
  for (const table of expiring) await removeAll(table, Prisma.sql`expires_at <= ${now}`);
  await repeat(() => removeMemberships(at));
  await removeAll("throttles", Prisma.sql`updated_at < ${before(at, hours(48))} AND kind <> ALL(${patient})`);
  await removeAll("throttles", Prisma.sql`updated_at < ${before(at, days(30))}`);
  await removeAll(
    "events",
    Prisma.sql`event_at < (SELECT ${now} - event_days * interval '1 day' FROM realms WHERE realms.id = events.realm_id)`,
  );
  await removeAll("jwt_keys", Prisma.sql`expired_at < ${before(at, days(JWT_KEY_DAYS))}`);
  await removeAll("mails", Prisma.sql`created_at < ${before(at, days(MAIL_DAYS))}`);
}

function before(at: Date, ms: number): Prisma.Sql {
  return utc(new Date(at.getTime() - ms));
}

type Table = (typeof expiring)[number] | "throttles" | "events" | "jwt_keys" | "mails";

function removeAll(table: Table, ended: Prisma.Sql): Promise<void> {
  const name = Prisma.raw(table);
  // The rows are chosen once (ARRAY), and by their place, which every table has.
  return repeat(
    () => db().$executeRaw`
      DELETE FROM ${name} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM ${name} WHERE ${ended} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`,
  );
}

async function removeMemberships(at: Date): Promise<number> {
  return db().$transaction(async (tx) => {
    const gone = await tx.$queryRaw<{ id: string; realm_id: string; user_id: string; org_id: string | null }[]>`
      DELETE FROM memberships WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM memberships WHERE expires_at <= ${utc(at)} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))
      RETURNING id, realm_id, user_id, org_id`;
    for (const realmId of new Set(gone.map((membership) => membership.realm_id)))
      await recordEvents(
        tx,
        realmId,
        gone
          .filter((membership) => membership.realm_id === realmId)
          .map(({ id, user_id, org_id }) => ({
            type: "membership.deleted",
            userId: user_id,
            orgId: org_id,
            membershipId: id,
            at,
          })),
      );
    return gone.length;
  });
}

async function repeat(removeBatch: () => Promise<number>): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch += 1) if ((await removeBatch()) < BATCH) return;
}
