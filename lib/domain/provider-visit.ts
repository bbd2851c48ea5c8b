/** What one visit to a provider is bound by, made for it alone; kept encrypted, and shown to nobody. */
export type VisitSecrets = {
  /** Comes back in the ID token (OpenID Connect Core, 3.1.2.1). */
  readonly nonce: string;
  /** Shown where the code is turned in (RFC 7636). */
  readonly verifier: string;
  /** Where the provider sends people back to. */
  readonly redirectUri: string;
};

/** How long a person may take at the provider (seed 002), and for the step after it. */
export const VISIT_MINUTES = 30;
