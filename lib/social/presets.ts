import Apple from "next-auth/providers/apple";
import AzureAD from "next-auth/providers/azure-ad";
import Facebook from "next-auth/providers/facebook";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import LinkedIn from "next-auth/providers/linkedin";
import type { OAuthConfig } from "next-auth/providers/oauth";
import Slack from "next-auth/providers/slack";
import type { ProfileFields } from "@/lib/domain/identity";
import type { ProviderSettings } from "@/lib/domain/provider-settings";
import type { PresetType } from "@/lib/domain/providers";

/** Asks the provider for JSON with the person's access token. */
export type Ask = (address: string) => Promise<unknown>;

/** What is known beforehand of a provider. */
export type Preset = {
  /** OpenID Connect: the issuer, which publishes all addresses. Else they stand here. */
  readonly discovery?: string;
  readonly authorization?: string;
  readonly token?: string;
  readonly profile?: string;
  readonly scope: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly fields?: Partial<ProfileFields>;
  readonly signedProfile?: boolean;
  readonly tokenAuth?: "post" | "basic";
  readonly pkce?: boolean;
  /** Where it says whose an access token is, in the way of RFC 7662. */
  readonly introspection?: string;
  /** More of the profile, from beside its address. */
  readonly more?: (ask: Ask, profile: string) => Promise<Readonly<Record<string, unknown>>>;
};

/**
 * The providers that come ready-made. Addresses and scopes are next-auth's definitions', which its project keeps; what a
 * profile means is read by one way of ours (lib/domain/identity.ts), since those definitions say nothing of whether an
 * address was verified, and fetch pictures on the way. Yahoo has no definition there.
 */
export const presets: Readonly<Record<PresetType, (settings: ProviderSettings) => Preset>> = {
  apple: () => ({ ...published(Apple(unused)), signedProfile: true, tokenAuth: "post" }),
  facebook: () => ({
    ...spelledOut(Facebook(unused)),
    profile: "https://graph.facebook.com/me?fields=id,name,first_name,last_name,email",
    // It does not say whether an address was verified: none counts as such.
    fields: { id: "id", firstName: "first_name", lastName: "last_name", emailVerified: "none" },
  }),
  github: () => ({
    ...spelledOut(GitHub(unused)),
    fields: { id: "id", username: "login" },
    more: async (ask, profile) => primaryAddress(await ask(`${profile}/emails`)),
  }),
  google: () => ({ ...published(Google(unused)), signedProfile: true }),
  linkedin: () => ({
    ...spelledOut(LinkedIn(unused)),
    // The definition's own address is that of an older API. Its ID token has no nonce, and is not looked at; its token
    // address takes no verifier from a client with a secret.
    profile: "https://api.linkedin.com/v2/userinfo",
    introspection: "https://www.linkedin.com/oauth/v2/introspectToken",
    pkce: false,
  }),
  microsoft: ({ tenant = "common" }) => ({
    ...published(AzureAD({ ...unused, tenantId: tenant })),
    signedProfile: true,
    // An address there is what its administrator wrote. This optional claim says that its domain was verified.
    fields: { emailVerified: "xms_edov" },
  }),
  slack: () => published(Slack(unused)),
  yahoo: () => ({ discovery: "https://api.login.yahoo.com", scope: "openid profile email" }),
};

/** The definitions ask for it, and keep it aside. */
const unused = { clientId: "unused", clientSecret: "unused" };

// biome-ignore lint/suspicious/noExplicitAny: the profile's type, of which nothing is used
type Definition = OAuthConfig<any>;

/** A definition that says where the provider publishes its addresses. */
function published({ wellKnown = "", authorization }: Definition): Preset {
  const { scope, ...params } = paramsOf(authorization);
  return { discovery: wellKnown.replace(/\/\.well-known\/.*$/, ""), scope: scope ?? "", params };
}

/** A definition that spells them out. */
function spelledOut({ authorization, token, userinfo, client }: Definition): Preset {
  const { scope, ...params } = paramsOf(authorization);
  return {
    authorization: addressOf(authorization).split("?")[0] ?? "",
    token: addressOf(token),
    profile: addressOf(userinfo),
    scope: scope ?? "",
    params,
    ...(client?.token_endpoint_auth_method === "client_secret_post" ? { tokenAuth: "post" } : {}),
  };
}

type Endpoint = string | { readonly url?: string; readonly params?: object } | undefined;

function addressOf(endpoint: Endpoint): string {
  return (typeof endpoint === "string" ? endpoint : endpoint?.url) ?? "";
}

function paramsOf(endpoint: Endpoint): Record<string, string> {
  const address = addressOf(endpoint);
  const inAddress = URL.canParse(address) ? [...new URL(address).searchParams] : [];
  const beside = typeof endpoint === "object" ? Object.entries(endpoint.params ?? {}) : [];
  return Object.fromEntries([...inAddress, ...beside].map(([name, value]) => [name, String(value)]));
}

/** GitHub's addresses of a person: the first one counts, if they have verified it. */
function primaryAddress(addresses: unknown): Readonly<Record<string, unknown>> {
  const list: unknown[] = Array.isArray(addresses) ? addresses : [];
  const primary = list.find((one) => typeof one === "object" && one !== null && Reflect.get(one, "primary") === true);
  if (typeof primary !== "object" || primary === null) return {};
  return { email: Reflect.get(primary, "email"), email_verified: Reflect.get(primary, "verified") };
}
