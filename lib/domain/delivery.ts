import { hours, minutes, seconds } from "./duration";

/** What became of a try to deliver a notification: a status of the receiver's, or a word of ours. Never what it said. */
export type DeliveryResult =
  | `${number}`
  /** The address leads to where webhooks may not go (security.md 102). */
  | "address-refused"
  | "certificate-refused"
  | "unreachable"
  | "timeout"
  /** The mail is in the queue. */
  | "mailed"
  /** Why there is nothing to mail. */
  | "no-user"
  | "no-email"
  | "other-user-type"
  | "too-many-mails"
  | "template-failed"
  /** Ours: it is in the log. */
  | "error";

/** The waits after each try that failed: fourteen tries in two days, then it has failed for good. */
const waits = [
  seconds(10),
  seconds(30),
  minutes(2),
  minutes(5),
  minutes(15),
  minutes(30),
  hours(1),
  hours(2),
  hours(4),
  hours(6),
  hours(8),
  hours(10),
  hours(16),
] as const;

/** How long to wait after the try of that number (the first is 1) has failed, in ms; null: it was the last. */
export function waitAfterTry(attempts: number): number | null {
  return waits[Math.max(1, attempts) - 1] ?? null;
}
