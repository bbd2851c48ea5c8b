import { processWide } from "@/lib/process-wide";

/** What every change of a table that values are kept from is told on: the triggers of the migration `notify_changes`. */
export const CHANGES = "gatehouse_changes";

/** The most values that are kept; then the oldest goes. */
const MOST_KEPT = 1_000;

type Home = { readonly values: Map<string, unknown>; changes: number; isHeard: () => boolean };

const home = processWide<Home>("kept", () => ({ values: new Map(), changes: 0, isHeard: () => false }));

/**
 * What `read` answers, kept until anything changes in realms, apps, their domains, auth providers, images or JWT keys;
 * `read` may read nothing else. Every process hears of a change as it is committed. While nobody says that changes are
 * heard, each call reads. Neither nothing (null) nor what changed while it was read is kept.
 */
export async function kept<T extends object>(name: string, read: () => Promise<T | null>): Promise<T | null> {
  if (!home.isHeard()) return read();
  const known = home.values.get(name);
  if (known !== undefined) return known as T;

  const { changes } = home;
  const value = await read();
  if (value === null || home.changes !== changes || !home.isHeard()) return value;
  const [oldest] = home.values.keys();
  if (home.values.size >= MOST_KEPT && oldest !== undefined) home.values.delete(oldest);
  home.values.set(name, value);
  return value;
}

/** Has everything read anew: something has changed, or may have. */
export function forgetKept(): void {
  home.changes += 1;
  home.values.clear();
}

/** Lets values be kept for as long as `isHeard` answers that changes are heard of. */
export function keepWhile(isHeard: () => boolean): void {
  forgetKept();
  home.isHeard = isHeard;
}
