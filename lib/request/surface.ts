import { type AppWithRealm, findAppByDomain, findAppBySubdomain } from "@/lib/db/connected-apps";
import { kept } from "@/lib/db/kept";
import { appOrigin, customOrigin, homeOrigin } from "@/lib/domain/app-origin";
import { type HostedSettings, resolveHostedSettings } from "@/lib/domain/hosted-settings";
import { resolveLook } from "@/lib/domain/look";
import { readSentences } from "@/lib/domain/own-sentences";
import { storedPasswordPolicy } from "@/lib/domain/password-policy";
import { isProviderType } from "@/lib/domain/providers";
import type { HostedApp, VisitRealm } from "@/lib/domain/visit";
import { env } from "@/lib/env";
import type { Surface } from "./context";

/** A label of a host name (RFC 1123): anything else is nobody's, and need not be asked for. */
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Whose pages a host shows, or null for a host that is nobody's. In this order: the deployment's own host, a subdomain
 * of the login domain, a custom domain, and for every other host the app that `DEFAULT_APP` names. Kept until anything
 * that it is made of changes.
 */
export async function findSurface(hostWithPort: string): Promise<Surface | null> {
  const host = hostWithPort.toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
  return kept(`host ${host}`, () => readSurface(host));
}

async function readSurface(host: string): Promise<Surface | null> {
  const { publicUrl, loginDomain, defaultApp } = env();
  if (host === new URL(publicUrl).hostname)
    return { kind: "deployment", app: defaultApp ? await findDefaultApp(defaultApp) : null };

  const suffix = `.${loginDomain}`;
  const subdomain = host.endsWith(suffix) ? host.slice(0, -suffix.length) : "";
  const row = label.test(subdomain) ? await findAppBySubdomain(subdomain) : await findCustom(host);
  if (row)
    return {
      kind: "hosted",
      app: hostedApp(row, label.test(subdomain) ? appOrigin(row.subdomain, env()) : customOrigin(host, env())),
    };

  const fallback = defaultApp ? await findDefaultApp(defaultApp) : null;
  return fallback ? { kind: "hosted", app: fallback } : null;
}

async function findCustom(host: string): Promise<AppWithRealm | null> {
  const plausible = host.length <= 253 && host.split(".").every((part) => label.test(part));
  return plausible ? findAppByDomain(host) : null;
}

async function findDefaultApp(subdomain: string): Promise<HostedApp | null> {
  const row = await findAppBySubdomain(subdomain);
  return row ? hostedApp(row, env().publicUrl) : null;
}

/** Built from configuration; the app that answers at the deployment's own host is at home there. */
function sessionHome({ seamlessSso, sessionType, connectedApps: [oldest] }: AppWithRealm["realm"]) {
  if (!seamlessSso || sessionType !== "managed" || !oldest) return null;
  return { appId: oldest.id, origin: homeOrigin(oldest.subdomain, env()) };
}

/** An app as its visitors meet it at an origin of its own. */
export function hostedApp(row: AppWithRealm, origin: string): HostedApp {
  const shared = settingsOf(row.realm, "login_rocket");
  const settings = resolveHostedSettings(row.settings, shared);
  return {
    id: row.id,
    name: row.name,
    look: resolveLook(row, shared),
    origin,
    loginHandler: row.loginHandler,
    signupHandler: row.signupHandler,
    redirectUris: row.redirectUris,
    handlerOrigins: row.handlerOrigins,
    allowedOrigins: row.allowedOrigins.length > 0 ? row.allowedOrigins : settings.allowed_origins,
    settings,
    sentences: readSentences(row.sentences),
    realm: visitRealm(row.realm),
  };
}

/** The hosted settings of a realm, where no app's stand before them. */
export function realmSettings(realm: AppWithRealm["realm"]): HostedSettings {
  return resolveHostedSettings(null, settingsOf(realm, "login_rocket"));
}

/** A realm with the rules that hold in it. */
export function visitRealm(realm: AppWithRealm["realm"]): VisitRealm {
  return {
    id: realm.id,
    name: realm.name,
    usernameValidationHuman: realm.usernameValidationHuman,
    requireUniqueEmails: realm.requireUniqueEmails,
    jwtAlgo: realm.jwtAlgo,
    jwtFields: realm.jwtFields,
    sessionType: realm.sessionType,
    sessionMinutes: realm.sessionMinutes,
    passwordPolicy: storedPasswordPolicy(settingsOf(realm, "password")),
    signupTokenMinutes: Math.min(realm.signupTokenMinutes, 24 * 60),
    mfaPolicy: realm.mfaPolicy,
    seamlessSso: realm.seamlessSso && realm.sessionType === "managed",
    sessionHome: sessionHome(realm),
    hideAccountExistence: realm.hideAccountExistence,
    providers: realm.authProviders.flatMap(({ id, providerType: type, name }) =>
      isProviderType(type) ? [{ id, type, name }] : [],
    ),
    keepProviderTokens: realm.keepProviderTokens,
  };
}

function settingsOf({ authProviders }: AppWithRealm["realm"], type: string): unknown {
  return authProviders.find((provider) => provider.providerType === type)?.settings;
}
