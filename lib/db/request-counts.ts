import { db } from "./client";
import { utc } from "./sql";

/** What all instances together have counted for one key, and when that window ends. */
export type RequestCount = { readonly count: number; readonly endsAt: Date };

const KIND = "api-requests";

/**
 * Adds requests to the count that the instances share; a window that has ended begins anew, and ends at `endsAt`.
 * Answers the count with them, and the end of the window that it is of.
 */
export async function addRequests(
  keyId: string,
  { count, at, endsAt }: { readonly count: number; readonly at: Date; readonly endsAt: Date },
): Promise<RequestCount> {
  const [now, end, key] = [utc(at), utc(endsAt), new TextEncoder().encode(keyId)];
  const [row] = await db().$queryRaw<{ count: number; ends: number }[]>`
    INSERT INTO throttles AS t (scope, kind, key_hash, count, consecutive, window_ends_at, updated_at)
    VALUES ('-', ${KIND}, ${key}, ${count}::int, 0, ${end}, ${now})
    ON CONFLICT (scope, kind, key_hash) DO UPDATE SET
      count = CASE WHEN t.window_ends_at <= ${now} THEN ${count}::int ELSE t.count + ${count}::int END,
      window_ends_at = CASE WHEN t.window_ends_at <= ${now} THEN ${end} ELSE t.window_ends_at END,
      updated_at = ${now}
    RETURNING count, extract(epoch FROM window_ends_at)::float8 AS ends`;
  return row ? { count: row.count, endsAt: new Date(row.ends * 1000) } : { count, endsAt };
}
