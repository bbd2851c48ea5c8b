import { db, rowsOf } from "./client";
import { Prisma } from "./generated/client";
import { type Db, utc } from "./sql";

/** How many tries a counter allows, and how long it then makes people wait. */
export type ThrottleRule = {
  readonly kind: string;
  /** Tries in one window before a wait begins. */
  readonly limit: number;
  readonly windowMs: number;
  /** The first wait; each further try doubles it, up to the longest. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Tries without a success after which nothing is let through until the counter is cleared. */
  readonly hardLimit: number;
};

/** One counter: of a realm (or "-", the deployment), a rule, and whom it counts. */
export type Throttle = { readonly scope: string; readonly rule: ThrottleRule; readonly keyHash: Uint8Array };

/**
 * Counts a try before it is made, by one conditional statement: of any number at once, on any number of instances,
 * never more than the rule allows are let through. Answers 0 when this one may go on, else the seconds to wait. In the
 * transaction `tx` it counts when that one holds.
 */
export async function takeTry(throttle: Throttle, at: Date, tx?: Db): Promise<number> {
  const [wait = 0] = await takeTries([throttle], at, tx);
  return wait;
}

/**
 * The same on several counters at once, each for itself, in their order: whoever settles more than one of them in a
 * transaction does it in the same order (`afterRightPassword`), so that no two wait for each other.
 */
export async function takeTries(throttles: readonly Throttle[], at: Date, tx?: Db): Promise<number[]> {
  const name = (n: number) => Prisma.raw(`taken_${n}`);
  const counted = throttles.map((throttle, n) => {
    const inTurn = n === 0 ? Prisma.sql`true` : Prisma.sql`(SELECT count(*) FROM ${name(n - 1)}) >= 0`;
    return Prisma.sql`${name(n)} AS (${counting(throttle, { at, inTurn })})`;
  });
  const taken = throttles.map((_, n) => Prisma.sql`SELECT ${n}::int AS n FROM ${name(n)}`);
  const sql = Prisma.sql`WITH ${Prisma.join(counted)} ${Prisma.join(taken, " UNION ALL ")}`;
  const rows = await (tx ? tx.$queryRaw<{ n: number }[]>(sql) : rowsOf<{ n: number }>(sql));
  const through = new Set(rows.map(({ n }) => n));
  return Promise.all(throttles.map((throttle, n) => (through.has(n) ? 0 : secondsToWait(throttle, at, tx))));
}

/** One row where the try is let through, none where it has to wait. */
function counting({ scope, rule, keyHash }: Throttle, { at, inTurn }: { at: Date; inTurn: Prisma.Sql }): Prisma.Sql {
  const now = utc(at);
  const [span, first, longest] = [rule.windowMs, rule.firstWaitMs, rule.longestWaitMs].map((ms) => ms / 1000);
  return Prisma.sql`
    INSERT INTO throttles AS t (scope, kind, key_hash, count, consecutive, window_ends_at, blocked_until, updated_at)
    SELECT ${scope}, ${rule.kind}, ${keyHash}::bytea, 1, 1, ${now} + ${span}::float8 * interval '1 second',
      CASE WHEN ${rule.limit}::int <= 1 THEN ${now} + ${first}::float8 * interval '1 second' END, ${now}
    WHERE ${inTurn}
    ON CONFLICT (scope, kind, key_hash) DO UPDATE SET
      (count, consecutive, blocked_until, window_ends_at, updated_at) = (
        SELECT next.count, t.consecutive + 1, wait.ends_at,
          CASE WHEN wait.ends_at IS NOT NULL THEN wait.ends_at + ${span}::float8 * interval '1 second'
               WHEN t.window_ends_at <= excluded.updated_at THEN excluded.updated_at + ${span}::float8 * interval '1 second'
               ELSE t.window_ends_at END,
          excluded.updated_at
        FROM (SELECT CASE WHEN t.window_ends_at <= excluded.updated_at THEN 1 ELSE t.count + 1 END AS count) next,
        LATERAL (SELECT CASE WHEN next.count >= ${rule.limit}::int THEN excluded.updated_at + interval '1 second'
          * least(${first}::float8 * power(2::float8, least(next.count - ${rule.limit}::int, 30)), ${longest}::float8) END AS ends_at) wait)
      WHERE (t.blocked_until IS NULL OR t.blocked_until <= excluded.updated_at) AND t.consecutive < ${rule.hardLimit}::int
    RETURNING t.count`;
}

async function secondsToWait({ scope, rule, keyHash }: Throttle, at: Date, tx: Db = db()): Promise<number> {
  const row = await tx.throttle.findUnique({
    where: { scope_kind_keyHash: { scope, kind: rule.kind, keyHash: new Uint8Array(keyHash) } },
  });
  const ms = (row?.blockedUntil?.getTime() ?? 0) - at.getTime();
  return Math.max(1, Math.ceil((ms > 0 ? ms : rule.longestWaitMs) / 1000));
}

/** Gives a try back that turned out not to count. */
export async function giveTryBack({ scope, rule, keyHash }: Throttle, tx: Db = db()): Promise<void> {
  await tx.$executeRaw`
    UPDATE throttles SET count = greatest(count - 1, 0), consecutive = greatest(consecutive - 1, 0),
      blocked_until = CASE WHEN count - 1 >= ${rule.limit}::int THEN blocked_until END
    WHERE scope = ${scope} AND kind = ${rule.kind} AND key_hash = ${keyHash}`;
}

/** Forgets a counter: after a success, or a reset. */
export async function clearTries({ scope, rule, keyHash }: Throttle, tx: Db = db()): Promise<void> {
  await tx.$executeRaw`
    DELETE FROM throttles WHERE scope = ${scope} AND kind = ${rule.kind} AND key_hash = ${keyHash}`;
}

/** The counters of wrong passwords: after the right one the user's is cleared, and the address gets its try back. */
export type LoginCounters = { readonly clear: Throttle; readonly giveBack: Throttle | null };

/** What a statement that begins with `WITH` does to the counters beside all else, as two more parts of it. */
export function afterRightPassword(counters: LoginCounters | null): Prisma.Sql {
  if (!counters) return Prisma.empty;
  const { clear, giveBack } = counters;
  const cleared = Prisma.sql`, cleared AS (
      DELETE FROM throttles WHERE scope = ${clear.scope} AND kind = ${clear.rule.kind} AND key_hash = ${clear.keyHash}
      RETURNING 1
    )`;
  if (!giveBack) return cleared;
  return Prisma.sql`${cleared}, given_back AS (
      UPDATE throttles SET count = greatest(count - 1, 0), consecutive = greatest(consecutive - 1, 0),
        blocked_until = CASE WHEN count - 1 >= ${giveBack.rule.limit}::int THEN blocked_until END
      WHERE scope = ${giveBack.scope} AND kind = ${giveBack.rule.kind} AND key_hash = ${giveBack.keyHash}
        AND (SELECT count(*) FROM cleared) >= 0
    )`;
}
