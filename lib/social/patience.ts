import { AsyncLocalStorage } from "node:async_hooks";

/** How long a provider may take in all, in seconds: from the first look-up to the last byte of its last answer. */
export const PATIENCE_SECONDS = 5;

const deadline = new AsyncLocalStorage<AbortSignal>();

/** Does something with a provider, however many requests that needs, and gives up on all of them when they take too long. */
export async function withinPatience<T>(work: () => Promise<T>): Promise<T> {
  return deadline.run(deadline.getStore() ?? AbortSignal.timeout(PATIENCE_SECONDS * 1_000), work);
}

/** What ends a request to a provider: the time for all of them together, or its own. */
export function endOf(signal: AbortSignal | null | undefined): AbortSignal {
  const ends = [signal, deadline.getStore()].filter((one) => one !== null && one !== undefined);
  return ends.length > 0 ? AbortSignal.any(ends) : AbortSignal.timeout(PATIENCE_SECONDS * 1_000);
}
