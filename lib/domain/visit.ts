import type { HostedSettings } from "./hosted-settings";
import type { Look } from "./look";
import type { Voice } from "./messages";
import type { PasswordPolicy } from "./password-policy";
import type { ShownProvider } from "./providers";

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
  /** How long a signup token may be redeemed, in minutes: at most a day. */
  readonly signupTokenMinutes: number;
  /** Whether a second factor is never asked for, asked of those who have one, or asked of everyone. */
  readonly mfaPolicy: "off" | "optional" | "required";
  /** Whether a living session takes people to an app without another login. */
  readonly seamlessSso: boolean;
  /** Where the realm's hosted sessions live: the app and origin whose cookie holds them. Null without seamless SSO. */
  readonly sessionHome: { readonly appId: string; readonly origin: string } | null;
  /** Whether a signup hides that its address has an account (security.md D4). */
  readonly hideAccountExistence: boolean;
  /** The external providers that people may come by, oldest first. */
  readonly providers: readonly ShownProvider[];
  /** Whether their tokens are kept. */
  readonly keepProviderTokens: boolean;
};

/** A Connected App as its visitors meet it, with its realm and the settings that hold for it. */
export type HostedApp = {
  readonly id: string;
  readonly name: string;
  readonly look: Look;
  /** The app's own origin, built from configuration: `http://demo.localhost:3000`. */
  readonly origin: string;
  readonly loginHandler: string;
  readonly signupHandler: string | null;
  readonly redirectUris: readonly string[];
  readonly handlerOrigins: readonly string[];
  /** Origins whose pages may use the LoginRocket API; "*" for any, without cookies. */
  readonly allowedOrigins: readonly string[];
  readonly settings: HostedSettings;
  /** The owner's wording in place of ours: by locale, then by code. */
  readonly sentences: Readonly<Partial<Record<string, Readonly<Partial<Record<string, string>>>>>>;
  readonly realm: VisitRealm;
};

/** One person's request to one app: who asks, where, when, and where they want to go afterwards. */
export type Visit = {
  readonly app: HostedApp;
  readonly realm: VisitRealm;
  readonly at: Date;
  readonly requestId: string;
  /** How the person is spoken to. */
  readonly voice: Voice;
  /** Whether a page of ours asks, in a browser whose cookies are ours to set, or a program by the LoginRocket API. */
  readonly channel: "page" | "api";
  /** Whether the pages are asked for in our own look, without anything of the owner's (`?plain=1`). */
  readonly plain: boolean;
  readonly client: { readonly ip: string; readonly userAgent: string | null };
  /** Handed back to the app as `redir`: path and query, or null. */
  readonly redir: string | null;
  /** A registered address that takes the handler's place; null: none asked for; "refused": not registered. */
  readonly redirectUri: string | null | "refused";
  /** True where the app wants a new login whoever is logged in (`?prompt=login`). */
  readonly promptLogin?: boolean;
  /**
   * A login is to be connected with the provider's profile that this browser came back with before. It shows that a page
   * here has said so, in this browser: no other page's link can (lib/tokens/waiting-identity.ts).
   */
  readonly connect?: string | null;
};
