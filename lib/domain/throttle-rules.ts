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
  /** Wrong codes of one user, over all logins, addresses and ways of asking; recovery codes count with them. */
  codeByUser: {
    kind: "code-user",
    limit: 10,
    windowMs: minutes(15),
    firstWaitMs: minutes(15),
    longestWaitMs: hours(1),
    hardLimit: 100,
  },
  signupByAddress: {
    kind: "signup-address",
    limit: 20,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  /** Visits to providers that are begun from one address: each leaves a row for half an hour. */
  providerByAddress: {
    kind: "provider-address",
    limit: 1_000,
    windowMs: hours(1),
    firstWaitMs: minutes(5),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  /** Links asked for by one typed name: past it nothing more is sent, and the answer stays the same. */
  mailsByName: {
    kind: "mail-name",
    limit: 5,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  /** Mails that anybody can have sent to one user, whatever name they are asked for by. */
  mailsByUser: {
    kind: "mail-user",
    limit: 5,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  /** Mails that anybody can have sent to one e-mail address: several users may share it. */
  mailsToAddress: {
    kind: "mail-to",
    limit: 20,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  /** Mails of hooks to one user, about whatever happens to them. */
  hookMailsByUser: {
    kind: "hook-mail-user",
    limit: 20,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  /** Mails by which one administrator sees what they have worded. */
  testMails: {
    kind: "test-mail",
    limit: 20,
    windowMs: hours(1),
    firstWaitMs: minutes(15),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  /** Links asked for from one address, over all names. */
  mailsByAddress: {
    kind: "mail-address",
    limit: 100,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
  /** Mailed tokens that were not good, from one address. */
  tokenByAddress: {
    kind: "token-address",
    limit: 100,
    windowMs: hours(1),
    firstWaitMs: hours(1),
    longestWaitMs: hours(1),
    hardLimit: 1_000_000,
  },
} as const;
