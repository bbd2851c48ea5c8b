import type { HostedSettings } from "./hosted-settings";
import type { PasswordPolicy } from "./password-policy";

/** What flows and pages need to know of a realm. */
export type VisitRealm = {
  readonly id: string;
  readonly name: string;
  readonly usernameValidationHuman: "standard" | "email";
  readonly requireUniqueEmails: boolean;
  readonly jwtAlgo: "hs256" | "rs256";
  readonly jwtFields: readonly string[];
  readonly sessionType: "managed" | "unmanaged";
  readonly sessionMinutes: number;
  readonly passwordPolicy: PasswordPolicy;
};

/** A Connected App as its visitors meet it, with its realm and the settings that hold for it. */
export type HostedApp = {
  readonly id: string;
  readonly name: string;
  readonly pageTitle: string | null;
  /** The app's own origin, built from configuration: `http://demo.localhost:3000`. */
  readonly origin: string;
  readonly loginHandler: string;
  readonly signupHandler: string | null;
  readonly redirectUris: readonly string[];
  readonly handlerOrigins: readonly string[];
  readonly settings: HostedSettings;
  readonly realm: VisitRealm;
};

/** One person's request to one app: who asks, where, when, and where they want to go afterwards. */
export type Visit = {
  readonly app: HostedApp;
  readonly realm: VisitRealm;
  readonly at: Date;
  readonly requestId: string;
  readonly client: { readonly ip: string; readonly userAgent: string | null };
  /** Handed back to the app as `redir`: path and query, or null. */
  readonly redir: string | null;
  /** A registered address that takes the handler's place; null: none asked for; "refused": not registered. */
  readonly redirectUri: string | null | "refused";
};
