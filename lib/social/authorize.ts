import * as oidc from "openid-client";
import type { SocialProvider } from "@/lib/domain/provider-settings";
import type { VisitSecrets } from "@/lib/domain/provider-visit";
import { clientOf } from "./client";
import { explain } from "./explain";

/** New secrets for a visit that comes back to `redirectUri`. */
export function newVisitSecrets(redirectUri: string): VisitSecrets {
  return { nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), redirectUri };
}

/** The address that takes a person to a provider, with `state`, the nonce and the PKCE challenge (S256). Throws ProviderError. */
export async function authorizationAddress(
  provider: SocialProvider,
  { nonce, verifier, redirectUri }: VisitSecrets,
  state: string,
): Promise<string> {
  return explain(async () => {
    const { config, plan } = await clientOf(provider);
    const challenge = await oidc.calculatePKCECodeChallenge(verifier);
    const url = oidc.buildAuthorizationUrl(config, {
      ...plan.params,
      ...(plan.scope ? { scope: plan.scope } : {}),
      redirect_uri: redirectUri,
      state,
      nonce,
      ...(plan.pkce ? { code_challenge: challenge, code_challenge_method: "S256" } : {}),
    });
    return onceEach(url).href;
  });
}

/** An address that an owner wrote may have parameters of its own: ours, which come last, take their place. */
function onceEach(url: URL): URL {
  for (const name of new Set(url.searchParams.keys()))
    url.searchParams.set(name, url.searchParams.getAll(name).at(-1) ?? "");
  return url;
}
