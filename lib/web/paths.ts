import { appOrigin, customOrigin } from "@/lib/domain/app-origin";
import { type Handoff, handoffQuery } from "@/lib/domain/handoff";
import { env } from "@/lib/env";

/** What the login page says to somebody who comes from elsewhere. */
export const loginNotices = ["password-reset", "email-verified"] as const;

export type LoginNotice = (typeof loginNotices)[number];

/** Where the person wants to go afterwards, and what they asked for on the way, carried from page to page. */
function withHandoff(path: string, handoff: Handoff, first: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...first, ...handoffQuery(handoff) });
  return query.size > 0 ? `${path}?${query}` : path;
}

/** What can end a login by a provider: each has words, and a way on. */
export const providerStops = [
  "refused",
  "ended",
  "unreachable",
  "answer",
  "off",
  "inactive",
  "signup-off",
  "login-off",
  "busy",
] as const;

export type ProviderStop = (typeof providerStops)[number];

/** Every path of ours that a page or action names. */
export const paths = {
  login: (handoff: Handoff, notice?: LoginNotice) => withHandoff("/login", handoff, notice ? { notice } : {}),
  signup: (handoff: Handoff) => withHandoff("/signup", handoff),
  verifyLogin: (handoff: Handoff) => withHandoff("/verify_login", handoff),
  enrol: (handoff: Handoff) => withHandoff("/enrol", handoff),
  recoveryCodes: (handoff: Handoff) => withHandoff("/recovery_codes", handoff),
  verifyEmail: (handoff: Handoff, username: string, step?: "confirm" | "broken" | "sent") =>
    withHandoff("/verify_email", handoff, { username, ...(step ? { step } : {}) }),
  forgotPassword: (handoff: Handoff, step?: "sent") => withHandoff("/forgot_password", handoff, step ? { step } : {}),
  resetPassword: (handoff: Handoff, username: string, step?: "broken") =>
    withHandoff("/reset_password", handoff, { username, ...(step ? { step } : {}) }),
  /** `refused`: the link asked to go on to an address that is not registered. */
  loggedOut: ({ refused = false } = {}) => (refused ? "/logged_out?refused=true" : "/logged_out"),
  continue: () => "/continue",
  provider: (handoff: Handoff, provider: string) => withHandoff(`/auth/${provider}`, handoff),
  providerStopped: (handoff: Handoff, provider: string, why: ProviderStop) =>
    withHandoff(`/auth/${provider}/stopped`, handoff, { why }),
  providerFinish: (handoff: Handoff, provider: string) => withHandoff(`/auth/${provider}/finish`, handoff),
  providerConnect: (handoff: Handoff, provider: string) => withHandoff(`/auth/${provider}/connect`, handoff),
  console: () => "/console",
  consoleWords: (realmId: string, appId: string, query: Readonly<Record<string, string>> = {}) =>
    `/console/realms/${realmId}/apps/${appId}/words${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ""}`,
  consoleMailWords: (realmId: string, kind: string, query: Readonly<Record<string, string>>) =>
    `/console/realms/${realmId}/mails/${kind}?${new URLSearchParams(query)}`,
  consoleRealm: (realmId: string, ...inIt: readonly string[]) => ["/console/realms", realmId, ...inIt].join("/"),
  consoleNewRealm: () => "/console/realms/new",
  consoleAudit: () => "/console/audit",
  consoleAccount: () => "/console/account",
  consoleAdministrators: () => "/console/administrators",
  consoleAdministrator: (id: string) => `/console/administrators/${id}`,
  consoleAuditEntry: (id: string) => `/console/audit/${id}`,
  consoleMails: () => "/console/mail",
  consoleMail: (id: string) => `/console/mail/${id}`,
  consoleLook: (realmId: string, appId: string, query: Readonly<Record<string, string>> = {}) =>
    `/console/realms/${realmId}/apps/${appId}/look${Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : ""}`,
  consoleLookPreview: (realmId: string, appId: string) => `/console/realms/${realmId}/apps/${appId}/look/preview`,
  consoleLookTyped: (realmId: string, appId: string) => `/console/realms/${realmId}/apps/${appId}/look/typed`,
  consoleAssets: (realmId: string) => `/console/realms/${realmId}/assets`,
  consoleDevice: () => "/console/account/device",
  consoleDeviceOf: (id: string) => `/console/administrators/${id}/device`,
  consoleLogin: () => "/console/login",
  consoleLoginCode: () => "/console/login/code",
  consoleSetup: () => "/console/setup",
} as const;

/** Where the hosted pages of the app at a subdomain are, for links from elsewhere. */
export function hostedAddresses(subdomain: string): { readonly login: string; readonly signup: string } {
  const origin = appOrigin(subdomain, env());
  return { login: `${origin}/login`, signup: `${origin}/signup` };
}

type App = { readonly id: string; readonly name: string; readonly subdomain: string; readonly loginHandler: string };

/** An app as lists of apps show it: its pages, and where its look and its words are edited. */
export function listedApp(realmId: string, { id, name, subdomain, loginHandler: handler }: App) {
  const edited = { look: paths.consoleLook(realmId, id), words: paths.consoleWords(realmId, id) };
  return { id, name, href: paths.consoleRealm(realmId, "apps", id), handler, ...edited, ...hostedAddresses(subdomain) };
}

/** The host names that an app answers at, beside the deployment's own. */
type AppHosts = { readonly subdomain: string; readonly domains: readonly { readonly host: string }[] };

/** Every origin that an app's pages are at: that of its subdomain first, then its owner's own. */
export function hostedOrigins({ subdomain, domains }: AppHosts): string[] {
  const { defaultApp, publicUrl } = env();
  return [
    appOrigin(subdomain, env()),
    ...(subdomain === defaultApp ? [publicUrl] : []),
    ...domains.map(({ host }) => customOrigin(host, env())),
  ];
}
