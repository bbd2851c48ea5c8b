import { hours, minutes } from "@/lib/domain/duration";
import { processWide } from "@/lib/process-wide";
import { db } from "./client";

/** How the password hashes of a realm begin (scheme and cost, without salt), and how many begin so. */
export type HashBeginning = { readonly beginning: string; readonly count: number };

type Known = { beginnings: Promise<readonly HashBeginning[]>; freshUntil: number };

const REALMS = 1_000;
const known = () => processWide("hash-beginnings", () => new Map<string, Known>());

/**
 * How a realm's password hashes begin that do not begin as `current`, and how many do. Counted anew in the background:
 * every 10 minutes while a realm has any, every hour while it has none; the first to ask waits.
 */
export async function listHashBeginnings(realmId: string, current: string): Promise<readonly HashBeginning[]> {
  const now = Date.now();
  const found = known().get(realmId);
  if (found && found.freshUntil > now) return found.beginnings;
  const counting = countBeginnings(realmId).catch(() => []);
  const next: Known = { beginnings: found?.beginnings ?? counting, freshUntil: now + minutes(10) };
  known().delete(realmId);
  known().set(realmId, next);
  const [oldest] = known().keys();
  if (known().size > REALMS && oldest !== undefined) known().delete(oldest);
  void counting.then((rows) => {
    const foreign = rows.some((row) => row.beginning !== current);
    next.beginnings = counting;
    next.freshUntil = now + (foreign ? minutes(10) : hours(1));
  });
  return next.beginnings;
}

/** Has this process count again at once: hashes of another kind were imported. */
export function forgetHashBeginnings(realmId: string): void {
  known().delete(realmId);
}

/** A bcrypt hash ends in 53 characters of salt and hash in one; every other in the two, each after a `$`. */
function countBeginnings(realmId: string): Promise<HashBeginning[]> {
  return db().$queryRaw<HashBeginning[]>`
    SELECT beginning, count(*)::int AS count FROM (
      SELECT CASE WHEN password_hash ~ '[$]2[aby][$][0-9]{2}[$][^$]{53}$' THEN left(password_hash, -53)
        ELSE substring(password_hash FROM '^(.*[$])[^$]+[$][^$]+$') END AS beginning
      FROM credentials WHERE realm_id = ${realmId} AND credential_type = 'password' AND password_hash IS NOT NULL
    ) hashes WHERE beginning IS NOT NULL GROUP BY beginning ORDER BY beginning COLLATE "C"`;
}
