/** Work that is done after its request was answered, with what each kind needs to know. Never a secret in it. */
export type JobData = {
  /** Sends one row of `mails`. */
  readonly "send-mail": { readonly realmId: string | null; readonly mailId: string };
  /** Looks up who a forgotten password is of, and mails them a link: the request itself never looks. */
  readonly "send-reset": MailLinkJob;
  /** Mails a link that proves an address, to whoever has that name and has not proved theirs yet. */
  readonly "send-verification": MailLinkJob;
  /** Makes the user of a signup that hides who has an account, or tells the owner of its address of the one they have. */
  readonly "finish-signup": SignupJob;
  /** Removes what has ended: sessions, tokens, tickets, counters, events past their time. */
  readonly purge: Record<string, never>;
  /** Has the room of what is gone used again, where the database does not do so by itself. */
  readonly vacuum: Record<string, never>;
  /** Fetches the external stylesheets that were last fetched a day ago. */
  readonly "refresh-css": Record<string, never>;
};

/**
 * What a mail needs to know of the visit it was asked for on: which app, on which of its configured origins, in which
 * language. `at` is an ISO 8601 moment.
 */
export type AskedAt = {
  readonly realmId: string;
  readonly appId: string;
  readonly origin: string;
  readonly at: string;
  readonly locale: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** Where the person wants to go afterwards; carried by the link. */
  readonly redir: string | null;
  readonly redirectUri: string | null;
};

/** A link that was asked for by a name, whoever has it. */
export type MailLinkJob = AskedAt & {
  readonly name: { readonly usernameCanonical: string | null; readonly emailCanonical: string | null };
};

export type SignupJob = AskedAt & {
  /** The id the user will have, so that a job that runs again knows its own user. */
  readonly userId: string;
  readonly person: {
    readonly username: { readonly display: string; readonly canonical: string; readonly skeleton: string | null };
    readonly email: { readonly display: string; readonly canonical: string; readonly unique: boolean };
    readonly firstName: string | null;
    readonly lastName: string | null;
    readonly org: { readonly name: string; readonly permissions: readonly string[] } | null;
  };
  /** The password's hash, encrypted: base64. Null for one who comes by a provider. */
  readonly sealedHash: string | null;
  /** Who a provider says they are, encrypted in base64, and which one. */
  readonly provider?: { readonly id: string; readonly type: string; readonly sealedIdentity: string } | null;
};

export type JobName = keyof JobData;

type JobRule = {
  /** Tries after the first, each after twice the wait of the one before. */
  readonly retries: number;
  readonly firstWaitSeconds: number;
  /** After this a try counts as failed. */
  readonly longestSeconds: number;
  /** How many are worked on at once in one process. */
  readonly workers: number;
  /** Minutes and hours of a cron line (UTC), for work that comes by itself. */
  readonly cron?: string;
};

/** How each kind of job is worked on. A mail is tried for about two days. */
export const jobs: Readonly<Record<JobName, JobRule>> = {
  "send-mail": { retries: 12, firstWaitSeconds: 30, longestSeconds: 120, workers: 4 },
  "send-reset": { retries: 5, firstWaitSeconds: 5, longestSeconds: 60, workers: 1 },
  "send-verification": { retries: 5, firstWaitSeconds: 5, longestSeconds: 60, workers: 1 },
  "finish-signup": { retries: 12, firstWaitSeconds: 5, longestSeconds: 60, workers: 1 },
  purge: { retries: 2, firstWaitSeconds: 60, longestSeconds: 600, workers: 1, cron: "*/10 * * * *" },
  vacuum: { retries: 2, firstWaitSeconds: 60, longestSeconds: 600, workers: 1, cron: "41 * * * *" },
  "refresh-css": { retries: 2, firstWaitSeconds: 60, longestSeconds: 600, workers: 1, cron: "17 3 * * *" },
};
