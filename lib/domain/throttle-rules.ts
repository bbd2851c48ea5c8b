import { hours, minutes, seconds } from "./duration";

/** How often one may try (security.md §1); counted in lib/db/throttles.ts, the same for pages and APIs. */
export const throttleRules = {
  /** Wrong passwords of one user name, whether or not anyone has it. */
  passwordByUser: {
    kind: "password-user",
    limit: 10,
    windowMs: minutes(15),
    firstWaitMs: seconds(30),
    longestWaitMs: hours(1),
    hardLimit: 100,
  },
  /** Wrong passwords from one address, over all user names. */
  passwordByAddress: {
    kind: "password-address",
    limit: 100,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  signupByAddress: {
    kind: "signup-address",
    limit: 20,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
} as const;
