import * as oidc from "openid-client";
import { filledIn, type Identity, type ProviderTokens, readIdentity } from "@/lib/domain/identity";
import type { SocialProvider } from "@/lib/domain/provider-settings";
import type { VisitSecrets } from "@/lib/domain/provider-visit";
import { clientOf, type SocialClient } from "./client";
import { explain } from "./explain";
import { ProviderError } from "./provider-error";
import { canCheckTokens, checkToken } from "./token-owner";

/** What a provider sends back with a person, in the query or, by form_post, in the body. */
export type BroughtBack = {
  readonly params: URLSearchParams;
  readonly state: string;
  /** True where an app's server may have passed on less than came: it need not say who answered (RFC 9207). */
  readonly passedOn?: boolean;
};

export type Identified = { readonly identity: Identity; readonly tokens: ProviderTokens };

/**
 * Turns the code that a person brought back into who they are: the answer is checked against this visit's state, nonce
 * and verifier, the ID token's issuer, audience, time and signature with it. Throws ProviderError.
 */
export async function identify(
  provider: SocialProvider,
  { nonce, verifier, redirectUri }: VisitSecrets,
  { params, state, passedOn = false }: BroughtBack,
): Promise<Identified> {
  return explain(async () => {
    const client = await clientOf(provider);
    const { config, plan } = client;
    const came = new URL(`${redirectUri}?${params}`);
    if (passedOn && !params.has("iss")) came.searchParams.set("iss", config.serverMetadata().issuer);
    const answer = await oidc.authorizationCodeGrant(config, came, {
      expectedState: state,
      ...(plan.pkce ? { pkceCodeVerifier: verifier } : {}),
      ...(plan.protocol === "oidc" ? { expectedNonce: nonce, idTokenExpected: true } : {}),
    });
    const claims = answer.claims();
    const told = identityOf(client, await readProfile(client, { accessToken: answer.access_token, claims }));
    const signed = readIdentity({ ...sentBeside(params), ...claims }, plan.fields);
    return { identity: signed ? filledIn(told, signed) : told, tokens: tokensOf(answer) };
  });
}

/**
 * Who an access token is of, if it was given to this client: nobody else's token opens an account. null: the provider does
 * not say whose a token is. Throws ProviderError.
 */
export async function identifyByToken(provider: SocialProvider, accessToken: string): Promise<Identified | null> {
  return explain(async () => {
    const client = await clientOf(provider);
    if (!canCheckTokens(provider, client)) return null;
    const subject = await checkToken(provider, client, accessToken);
    const profile = await readProfile(client, { accessToken, claims: undefined });
    const identity = identityOf(client, profile);
    if (subject !== null && client.plan.protocol === "oidc" && identity.subject !== subject)
      throw new ProviderError("answer", "subject");
    return { identity, tokens: { accessToken, refreshToken: null, idToken: null, scope: null, expiresIn: null } };
  });
}

type Known = { readonly accessToken: string; readonly claims: oidc.IDToken | undefined };
type Profile = Readonly<Record<string, unknown>>;

/** What a person's profile says: at its address, or in the signed token where that has all. */
async function readProfile({ config, plan }: SocialClient, { accessToken, claims }: Known): Promise<Profile> {
  const { userinfo_endpoint: address } = config.serverMetadata();
  if (claims && (plan.signedProfile || !address)) return claims;
  if (!address) throw new ProviderError("answer", "no-profile");
  if (plan.protocol === "oidc") {
    const subject = claims?.sub ?? oidc.skipSubjectCheck;
    return { ...(await oidc.fetchUserInfo(config, accessToken, subject)) };
  }
  const ask = askWith(config, accessToken);
  const profile = await ask(address);
  const more = await plan.preset?.more?.(ask, address);
  return { ...record(profile), ...more };
}

/** Reads JSON from the provider, in the person's name. */
function askWith(config: oidc.Configuration, accessToken: string) {
  return async (address: string): Promise<unknown> => {
    const headers = new Headers({ accept: "application/json" });
    const response = await oidc.fetchProtectedResource(
      config,
      accessToken,
      new URL(address),
      "GET",
      undefined,
      headers,
    );
    if (response.status >= 500) throw new ProviderError("unreachable", `status-${response.status}`);
    if (response.status !== 200) throw new ProviderError("answer", `status-${response.status}`);
    try {
      return await response.json();
    } catch {
      throw new ProviderError("answer", "not-json");
    }
  };
}

function identityOf({ plan }: SocialClient, profile: Profile): Identity {
  const identity = readIdentity(profile, plan.fields);
  if (!identity) throw new ProviderError("answer", "no-subject");
  return identity;
}

/** What Apple posts beside the code, the first time alone, and never signs: a name, and nothing else is taken from it. */
function sentBeside(params: URLSearchParams): Profile {
  try {
    const { firstName, lastName } = JSON.parse(params.get("user") ?? "").name;
    return { given_name: firstName, family_name: lastName };
  } catch {
    return {};
  }
}

function record(value: unknown): Profile {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ProviderError("answer", "no-profile");
  return { ...value };
}

function tokensOf(answer: oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers): ProviderTokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    idToken: answer.id_token ?? null,
    scope: answer.scope ?? null,
    expiresIn: answer.expiresIn() ?? null,
  };
}
