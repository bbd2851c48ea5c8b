import type { ServerMetadata } from "openid-client";
import { type ProfileFields, standardClaims } from "@/lib/domain/identity";
import type { ProviderSettings, SocialProvider } from "@/lib/domain/provider-settings";
import { isPreset, type PresetType } from "@/lib/domain/providers";
import { type Preset, presets } from "./presets";

/** All that is needed to talk to a provider: from its preset, else from its settings. */
export type Plan = {
  /** `oidc`: it signs who has come. `oauth2`: it is asked, and whatever ID token it sends is not looked at. */
  readonly protocol: "oidc" | "oauth2";
  /** Where OpenID Connect publishes its addresses; null: they are in `server`. */
  readonly discovery: URL | null;
  readonly server: ServerMetadata;
  readonly scope: string;
  /** More that the person's browser brings along. */
  readonly params: Readonly<Record<string, string>>;
  readonly fields: ProfileFields;
  /** Whether all that is to be known of a person stands in the ID token. */
  readonly signedProfile: boolean;
  readonly tokenAuth: "post" | "basic" | null;
  /** False for a provider that refuses the verifier (RFC 7636) of a client that has a secret. */
  readonly pkce: boolean;
  readonly preset: Preset | null;
};

/** The plan of a provider. Throws TypeError where a row lacks an address. */
export function planOf({ type, settings }: SocialProvider): Plan {
  const plan = isPreset(type) ? presetPlan(type, settings) : customPlan(type, settings);
  return settings.scopes ? { ...plan, scope: settings.scopes } : plan;
}

/** A preset's addresses, but for those that its owner gave: of a server of their own that works alike. */
function presetPlan(type: PresetType, settings: ProviderSettings): Plan {
  const preset = presets[type](settings);
  const issuer = preset.discovery && (settings.issuer ?? preset.discovery);
  const authorization = settings.authorization_url ?? preset.authorization;
  const token = settings.token_url ?? preset.token;
  const profile = settings.profile_url ?? preset.profile;
  const introspection = settings.introspection_url ?? preset.introspection;
  return {
    protocol: issuer ? "oidc" : "oauth2",
    discovery: issuer ? new URL(issuer) : null,
    server: {
      issuer: authorization ?? "",
      ...addresses({ authorization, token, profile }),
      ...(introspection ? { introspection_endpoint: introspection } : {}),
    },
    scope: preset.scope,
    params: preset.params ?? {},
    fields: { ...standardClaims, ...preset.fields },
    signedProfile: preset.signedProfile ?? false,
    tokenAuth: preset.tokenAuth ?? null,
    pkce: preset.pkce ?? true,
    preset,
  };
}

/** What an ID token may be signed with where nobody has published it: whatever a public key checks (RFC 7518, 8037). */
const signingAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"];

function customPlan(type: "oidc" | "oauth2", settings: ProviderSettings): Plan {
  const { authorization_url: authorization, token_url: token, profile_url: profile, jwks_url: jwks } = settings;
  const issuer = settings.issuer ?? authorization ?? "";
  const isDiscovered = type === "oidc" && !authorization;
  const { token_auth: auth } = settings;
  return {
    protocol: type,
    discovery: isDiscovered ? new URL(issuer) : null,
    server: {
      issuer,
      ...addresses({ authorization, token, profile }),
      ...(jwks ? { jwks_uri: jwks, id_token_signing_alg_values_supported: [...signingAlgorithms] } : {}),
      ...(settings.introspection_url ? { introspection_endpoint: settings.introspection_url } : {}),
    },
    scope: type === "oidc" ? "openid profile email" : "",
    params: {},
    fields: { ...standardClaims, ...(type === "oauth2" ? { id: "id" } : {}), ...ownFields(settings) },
    signedProfile: false,
    tokenAuth: auth === "post" || auth === "basic" ? auth : null,
    pkce: true,
    preset: null,
  };
}

type Addresses = { readonly [name in "authorization" | "token" | "profile"]?: string | undefined };

function addresses({ authorization, token, profile }: Addresses): Partial<ServerMetadata> {
  return {
    ...(authorization ? { authorization_endpoint: authorization } : {}),
    ...(token ? { token_endpoint: token } : {}),
    ...(profile ? { userinfo_endpoint: profile } : {}),
  };
}

function ownFields(settings: ProviderSettings): Partial<ProfileFields> {
  const own = {
    id: settings.profile_id,
    email: settings.profile_email,
    emailVerified: settings.profile_email_verified,
    firstName: settings.profile_first_name,
    lastName: settings.profile_last_name,
    name: settings.profile_name,
    username: settings.profile_username,
  };
  return Object.fromEntries(Object.entries(own).filter(([, path]) => path !== undefined));
}
