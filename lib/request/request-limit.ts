import { addRequests } from "@/lib/db/request-counts";
import { minutes, seconds } from "@/lib/domain/duration";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";

/** How far a key is into its minute. */
export type RequestBudget = {
  readonly limit: number;
  /** How many more requests this minute takes; 0 with `isOver` false is the last one. */
  readonly remaining: number;
  readonly endsAt: Date;
  readonly isOver: boolean;
};

/** What is known here of one key's minute. */
type Window = {
  /** Counted by all instances, when that was last asked. */
  shared: number;
  /** Counted here since. */
  own: number;
  endsAt: Date;
  toldAt: Date | null;
  isTelling: boolean;
};

const LENGTH_MS = minutes(1);
const TOLD_EVERY_MS = seconds(1);
/** Or sooner, once this part of the limit was counted. */
const TOLD_EVERY_PART = 1 / 20;
const MOST_KEYS = 10_000;

/**
 * Counts a request of a key. `API_REQUESTS_PER_MINUTE` of them are let through in a minute, which begins with its first
 * one. No request waits for the database: each process counts for itself, and where several may share a database, tells
 * it what it counted and hears of the others, every second or twentieth part of the limit. So one process is exact;
 * several let through what comes in meanwhile besides, and never refuse too early.
 */
export function countRequest(keyId: string, at: Date): RequestBudget {
  const limit = env().apiRequestsPerMinute;
  const window = windowOf(keyId, at);
  const used = window.shared + window.own;
  if (used < limit) window.own += 1;
  if (env().databaseUrl !== undefined) tellOthers(keyId, window, at);
  return { limit, remaining: Math.max(0, limit - used - 1), endsAt: window.endsAt, isOver: used >= limit };
}

function windowOf(keyId: string, at: Date): Window {
  const windows = processWide("api-requests", () => new Map<string, Window>());
  const found = windows.get(keyId);
  if (found && found.endsAt > at) return found;
  windows.delete(keyId);
  const [oldest] = windows.keys();
  if (windows.size >= MOST_KEYS && oldest !== undefined) windows.delete(oldest);
  const made: Window = {
    shared: 0,
    own: 0,
    endsAt: new Date(at.getTime() + LENGTH_MS),
    toldAt: null,
    isTelling: false,
  };
  windows.set(keyId, made);
  return made;
}

/** Nobody waits for it. Where it fails, this process goes on with what it counted, and tells it the next time. */
function tellOthers(keyId: string, window: Window, at: Date): void {
  const { own, endsAt, toldAt, isTelling } = window;
  const isDue = toldAt === null || at.getTime() - toldAt.getTime() >= TOLD_EVERY_MS;
  const isMuch = own >= env().apiRequestsPerMinute * TOLD_EVERY_PART;
  if (own === 0 || isTelling || !(isDue || isMuch)) return;
  Object.assign(window, { toldAt: at, isTelling: true });
  addRequests(keyId, { count: own, at, endsAt })
    .then(
      (told) => Object.assign(window, { shared: told.count, own: window.own - own, endsAt: told.endsAt }),
      () => undefined,
    )
    .finally(() => {
      window.isTelling = false;
    });
}
