/** More work waits than this process takes on. Answered as 503 with Retry-After (LoginRocket: 200 and an error). */
export class BusyError extends Error {
  /** Seconds after which to try again. */
  readonly retryAfter = 2;
}
