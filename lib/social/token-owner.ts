import * as oidc from "openid-client";
import type { SocialProvider } from "@/lib/domain/provider-settings";
import type { SocialClient } from "./client";
import { ProviderError } from "./provider-error";
import { providerFetch } from "./provider-fetch";

/** True where a provider says which client an access token was given to; of the others none is taken. */
export function canCheckTokens({ type }: Pick<SocialProvider, "type">, { config }: SocialClient): boolean {
  return Object.hasOwn(ownWays, type) || config.serverMetadata().introspection_endpoint !== undefined;
}

/**
 * Throws ProviderError unless an access token was given to this very client: a token that another app got from the same
 * provider says who somebody is as well, and must open nothing here. Answers the subject, where the provider says it.
 */
export async function checkToken(
  provider: SocialProvider,
  { config }: SocialClient,
  accessToken: string,
): Promise<string | null> {
  const ownWay = ownWays[provider.type];
  const said = ownWay ? await ownWay(provider, accessToken) : await introspect(config, accessToken);
  if (said.client !== provider.settings.client_id) throw new ProviderError("refused", "not-our-token");
  return said.subject;
}

type Said = { readonly client: unknown; readonly subject: string | null };

/** RFC 7662. */
async function introspect(config: oidc.Configuration, accessToken: string): Promise<Said> {
  const { active, client_id, sub } = await oidc.tokenIntrospection(config, accessToken);
  return { client: active ? client_id : null, subject: sub ?? null };
}

type OwnWay = (provider: SocialProvider, accessToken: string) => Promise<Said>;

/** Those who say it in a way of their own. */
const ownWays: Partial<Record<SocialProvider["type"], OwnWay>> = {
  google: async (_provider, token) => {
    const said = await ask(`https://oauth2.googleapis.com/tokeninfo?${new URLSearchParams({ access_token: token })}`);
    return { client: said.aud, subject: typeof said.sub === "string" ? said.sub : null };
  },
  facebook: async ({ settings, clientSecret }, token) => {
    const query = new URLSearchParams({ input_token: token, access_token: `${settings.client_id}|${clientSecret}` });
    const { data } = await ask(`https://graph.facebook.com/debug_token?${query}`);
    const said = typeof data === "object" && data !== null ? { ...data } : {};
    const isValid = Reflect.get(said, "is_valid") === true;
    return { client: isValid ? Reflect.get(said, "app_id") : null, subject: null };
  },
  github: async ({ settings, clientSecret }, token) => {
    const id = settings.client_id ?? "";
    const basic = Buffer.from(`${id}:${clientSecret}`).toString("base64");
    // It answers for its own tokens alone: any other is a 404 or 422.
    await ask(`https://api.github.com/applications/${encodeURIComponent(id)}/token`, {
      authorization: `Basic ${basic}`,
      body: JSON.stringify({ access_token: token }),
    });
    return { client: id, subject: null };
  },
};

async function ask(
  address: string,
  posted: { authorization: string; body: string } | null = null,
): Promise<Record<string, unknown>> {
  const response = await providerFetch(address, {
    method: posted ? "POST" : "GET",
    headers: {
      accept: "application/json",
      "user-agent": "Gatehouse",
      ...(posted ? { authorization: posted.authorization, "content-type": "application/json" } : {}),
    },
    body: posted?.body,
    redirect: "manual",
  });
  if (response.status >= 500) throw new ProviderError("unreachable", `status-${response.status}`);
  if (response.status !== 200) throw new ProviderError("refused", "not-our-token");
  const said: unknown = await response.json().catch(() => null);
  if (typeof said !== "object" || said === null) throw new ProviderError("answer", "not-json");
  return { ...said };
}
