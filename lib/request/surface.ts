import { type AppWithRealm, findAppByDomain, findAppBySubdomain } from "@/lib/db/connected-apps";
import { appOrigin } from "@/lib/domain/app-origin";
import { resolveHostedSettings } from "@/lib/domain/hosted-settings";
import type { HostedApp } from "@/lib/domain/visit";
import { env } from "@/lib/env";
import type { Surface } from "./context";

/** AuthRocket's own default for the password provider of a realm. */
const MIN_PASSWORD_LENGTH = 8;

/** A label of a host name (RFC 1123): anything else is nobody's, and need not be asked for. */
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Whose pages a host shows, or null for a host that is nobody's. In this order: the deployment's own host, a subdomain
 * of the login domain, a custom domain, and for every other host the app that `DEFAULT_APP` names.
 */
export async function findSurface(hostWithPort: string): Promise<Surface | null> {
  const host = hostWithPort.toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
  const { publicUrl, loginDomain, defaultApp } = env();
  if (host === new URL(publicUrl).hostname)
    return { kind: "deployment", app: defaultApp ? await findDefaultApp(defaultApp) : null };

  const suffix = `.${loginDomain}`;
  const subdomain = host.endsWith(suffix) ? host.slice(0, -suffix.length) : "";
  const row = label.test(subdomain) ? await findAppBySubdomain(subdomain) : await findCustom(host);
  if (row)
    return {
      kind: "hosted",
      app: hostedApp(row, label.test(subdomain) ? appOrigin(row.subdomain, env()) : customOrigin(host)),
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

function customOrigin(host: string): string {
  const { protocol, port } = new URL(env().publicUrl);
  return `${protocol}//${host}${port ? `:${port}` : ""}`;
}

function hostedApp(row: AppWithRealm, origin: string): HostedApp {
  const { realm } = row;
  const settingsOf = (type: string) => realm.authProviders.find((provider) => provider.providerType === type)?.settings;
  const minLength = Number(Object(settingsOf("password")).min_length ?? MIN_PASSWORD_LENGTH);
  return {
    id: row.id,
    name: row.name,
    pageTitle: row.pageTitle,
    origin,
    loginHandler: row.loginHandler,
    signupHandler: row.signupHandler,
    redirectUris: row.redirectUris,
    handlerOrigins: row.handlerOrigins,
    settings: resolveHostedSettings(row.settings, settingsOf("login_rocket")),
    realm: {
      id: realm.id,
      name: realm.name,
      usernameValidationHuman: realm.usernameValidationHuman,
      requireUniqueEmails: realm.requireUniqueEmails,
      jwtAlgo: realm.jwtAlgo,
      jwtFields: realm.jwtFields,
      sessionType: realm.sessionType,
      sessionMinutes: realm.sessionMinutes,
      passwordPolicy: { minLength },
    },
  };
}
