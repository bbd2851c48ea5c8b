import * as oidc from "openid-client";
import { hours } from "@/lib/domain/duration";
import type { SocialProvider } from "@/lib/domain/provider-settings";
import { processWide } from "@/lib/process-wide";
import { appleSecret } from "./apple-secret";
import { PATIENCE_SECONDS } from "./patience";
import { type Plan, planOf } from "./plan";
import { providerFetch } from "./provider-fetch";

/** What a provider publishes about itself is asked for again after an hour. */
const FRESH_MS = hours(1);
const MOST_KEPT = 1_000;

/** What a provider is talked to with: openid-client's configuration, and the plan behind it. */
export type SocialClient = { readonly config: oidc.Configuration; readonly plan: Plan };

type Kept = { readonly version: number; readonly until: number; readonly client: Promise<SocialClient> };

/** The client of a provider as it is now; what it publishes is kept for an hour, or until its row changes. */
export function clientOf(provider: SocialProvider): Promise<SocialClient> {
  const kept = processWide("provider-clients", () => new Map<string, Kept>());
  const known = kept.get(provider.id);
  if (known && known.version === provider.version && known.until > Date.now()) return known.client;
  const client = makeClient(provider);
  if (kept.size >= MOST_KEPT) kept.clear();
  const mine = { version: provider.version, until: Date.now() + FRESH_MS, client };
  kept.set(provider.id, mine);
  // One that did not answer is asked again the next time.
  client.catch(() => kept.get(provider.id) === mine && kept.delete(provider.id));
  return client;
}

async function makeClient(provider: SocialProvider): Promise<SocialClient> {
  const plan = planOf(provider);
  const { client_id: id = "" } = provider.settings;
  const options = {
    execute: [oidc.allowInsecureRequests], // http is let through or not by providerFetch, host by host
    timeout: PATIENCE_SECONDS,
    [oidc.customFetch]: plan.protocol === "oidc" ? providerFetch : fetchWithoutIdToken,
  };
  const config = plan.discovery
    ? await oidc.discovery(plan.discovery, id, undefined, proofAfterDiscovery(provider, plan), options)
    : withOptions(new oidc.Configuration(plan.server, id, undefined, proofOf(provider, plan)), options);
  // The signature counts even where TLS would do.
  if (plan.protocol === "oidc") oidc.enableNonRepudiationChecks(config);
  return { config, plan };
}

function withOptions(
  config: oidc.Configuration,
  { execute, timeout, ...options }: oidc.DiscoveryRequestOptions,
): oidc.Configuration {
  for (const extension of execute ?? []) extension(config);
  if (timeout !== undefined) config.timeout = timeout;
  const fetch = options[oidc.customFetch];
  if (fetch) config[oidc.customFetch] = fetch;
  return config;
}

/** How the client shows who it is: as its owner says, else as the provider says it takes it (basic, if it says nothing). */
function proofAfterDiscovery(provider: SocialProvider, plan: Plan): oidc.ClientAuth {
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? [];
    const tokenAuth = plan.tokenAuth ?? (methods.includes("client_secret_post") ? "post" : "basic");
    return proofOf(provider, { ...plan, tokenAuth })(server, client, body, headers);
  };
}

function proofOf({ type, settings, clientSecret }: SocialProvider, { tokenAuth }: Plan): oidc.ClientAuth {
  if (clientSecret === null) return oidc.None();
  if (type === "apple") return appleProof(settings, clientSecret);
  return tokenAuth === "basic" ? oidc.ClientSecretBasic(clientSecret) : oidc.ClientSecretPost(clientSecret);
}

function appleProof(settings: SocialProvider["settings"], pem: string): oidc.ClientAuth {
  const { team_id: teamId = "", key_id: keyId = "" } = settings;
  // openid-client awaits what this answers, though its type does not say so.
  return async (server, client, body, headers) => {
    const asked = { clientId: client.client_id, audience: server.issuer, at: new Date() };
    const secret = await appleSecret({ teamId, keyId, pem }, asked);
    oidc.ClientSecretPost(secret)(server, client, body, headers);
  };
}

/**
 * For a provider that is asked who has come: an ID token that it sends beside is nobody's promise to us, and is left
 * out; and a token without a type is taken for the only type there is (RFC 6749, 7.1).
 */
const fetchWithoutIdToken: oidc.CustomFetch = async (address, options) => {
  const response = await providerFetch(address, options);
  if (options.method !== "POST" || !response.headers.get("content-type")?.includes("json")) return response;
  const text = await response.text();
  const { status, headers } = response;
  return new Response(withoutIdToken(text), { status, headers });
};

function withoutIdToken(text: string): string {
  try {
    const { id_token: _, ...rest } = JSON.parse(text);
    return JSON.stringify("access_token" in rest ? { token_type: "bearer", ...rest } : rest);
  } catch {
    return text; // openid-client says what is wrong with it
  }
}
