import { findAppRecord } from "@/lib/db/app-records";
import { findAnyProvider } from "@/lib/db/realm-providers";
import { appOrigin, homeOrigin } from "@/lib/domain/app-origin";
import { resolveHostedSettings } from "@/lib/domain/hosted-settings";
import { isId } from "@/lib/domain/ids";
import type { Integration } from "@/lib/domain/snippets/integration";
import { env } from "@/lib/env";

type Realm = { readonly id: string; readonly jwtAlgo: "hs256" | "rs256" };

/** How the app of that id is used, by the settings that hold for it; null where the realm has no such app. */
export async function getIntegration(
  { id: realmId, jwtAlgo: algo }: Realm,
  appId: string,
): Promise<Integration | null> {
  const app = isId("lpl", appId) ? await findAppRecord(realmId, appId) : null;
  if (!app) return null;
  const shared = await findAnyProvider(realmId, { type: "login_rocket" });
  const settings = resolveHostedSettings(app.settings, shared?.state === "active" ? shared.settings : null);
  const own = app.domains.find(({ primary }) => primary);
  const api = own ? customOrigin(own.host) : appOrigin(app.subdomain, env());
  const pages = own ? api : homeOrigin(app.subdomain, env());
  const origins = app.allowedOrigins.length > 0 ? app.allowedOrigins : settings.allowed_origins;
  return {
    login: `${pages}/login`,
    signup: `${pages}/signup`,
    logout: `${pages}/logout`,
    api,
    management: `${env().publicUrl}/v1`,
    handler: app.loginHandler,
    mode: settings.response_mode,
    algo,
    anyOrigin: origins.includes("*"),
  };
}

function customOrigin(host: string): string {
  const { protocol, port } = new URL(env().publicUrl);
  return `${protocol}//${host}${port ? `:${port}` : ""}`;
}
