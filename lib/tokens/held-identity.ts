import { z } from "zod";
import type { NewProfile } from "@/lib/db/profile-row";
import type { KeptProfile } from "@/lib/db/profiles";
import { type Identity, type ProviderTokens, profileOf } from "@/lib/domain/identity";
import { subjectsBy } from "@/lib/domain/provider-settings";
import { decrypt, encrypt } from "./encryption";

/** Who came back from a provider, while a step is left before they are in. */
export type HeldIdentity = {
  readonly identity: Identity;
  readonly tokens: ProviderTokens | null;
  /** What decided who a subject is when the provider was asked. */
  readonly subjectsBy: string;
};

type Told = { readonly identity: Identity; readonly tokens: ProviderTokens };

/** Who a provider, as its row is, says has come; its tokens with it where the realm keeps them. */
export function heldIdentity(
  { settings }: { readonly settings: unknown },
  { identity, tokens }: Told,
  { keepProviderTokens }: { readonly keepProviderTokens: boolean },
): HeldIdentity {
  return { identity, tokens: keepProviderTokens ? tokens : null, subjectsBy: subjectsBy(settings) };
}

const text = z.string().nullable();

const providerTokens = z.object({
  accessToken: z.string(),
  refreshToken: text,
  idToken: text,
  scope: text,
  expiresIn: z.number().nullable(),
});

const held = z.object({
  subjectsBy: z.string(),
  identity: z.object({
    subject: z.string(),
    email: z.object({ display: z.string(), canonical: z.string() }).nullable(),
    emailVerified: z.boolean(),
    firstName: text,
    lastName: text,
    name: text,
    username: text,
  }),
  tokens: providerTokens.nullable(),
});

/** An identity as it is kept between two requests: unreadable without the root secret. */
export function sealIdentity(identity: HeldIdentity): Uint8Array<ArrayBuffer> {
  return encrypt("provider-identity", JSON.stringify(identity));
}

/** Opens it again; null for what is none. */
export function openIdentity(sealed: Uint8Array): HeldIdentity | null {
  try {
    return held.parse(JSON.parse(decrypt("provider-identity", sealed)));
  } catch {
    return null;
  }
}

/** The same as it stands in a signup token's row, and what else its user will need of it. */
export function packProfile(at: ProfileAt, held: HeldIdentity, now: Date) {
  const { tokensEncrypted, tokenExpiresAt, profile, ...row } = profileRowOf(at, held, now);
  return {
    ...row,
    profile: { ...profile },
    emailVerified: held.identity.emailVerified,
    tokens: tokensEncrypted && Buffer.from(tokensEncrypted).toString("base64"),
    tokenExpiresAt: tokenExpiresAt?.toISOString() ?? null,
  };
}

const packed = z.object({
  authProviderId: z.string(),
  providerType: z.string(),
  subject: z.string(),
  subjectsBy: z.string(),
  profile: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])),
  emailVerified: z.boolean(),
  tokens: text,
  tokenExpiresAt: text,
});

/** Reads it again; null for what is none. */
export function unpackProfile(value: unknown) {
  const read = packed.safeParse(value);
  if (!read.success) return null;
  const { emailVerified, tokens, tokenExpiresAt, ...row } = read.data;
  const { name } = row.profile;
  const profile: NewProfile = {
    ...row,
    tokensEncrypted: tokens === null ? null : new Uint8Array(Buffer.from(tokens, "base64")),
    tokenExpiresAt: tokenExpiresAt === null ? null : new Date(tokenExpiresAt),
  };
  return { profile, emailVerified, name: typeof name === "string" ? name : null };
}

/** Ten years: what a provider says beyond that is no date any more. */
const LONGEST_SECONDS = 10 * 365 * 24 * 60 * 60;

type ProfileAt = { readonly id: string; readonly providerType: string };

/** The row of an identity's profile at a provider, its tokens encrypted; `at` is when they were given. */
export function profileRowOf(
  { id, providerType }: ProfileAt,
  { identity, tokens, subjectsBy }: HeldIdentity,
  at: Date,
): NewProfile {
  const seconds = tokens && tokens.expiresIn !== null ? Math.min(tokens.expiresIn, LONGEST_SECONDS) : null;
  return {
    authProviderId: id,
    providerType,
    subject: identity.subject,
    subjectsBy,
    profile: profileOf(identity),
    tokensEncrypted: tokens && encrypt("provider-tokens", JSON.stringify(tokens)),
    tokenExpiresAt: seconds === null ? null : new Date(at.getTime() + seconds * 1_000),
  };
}

/**
 * The same of a profile that is known already. What a provider says once and not again stays as it was kept: a refresh
 * token, and the name of Apple's.
 */
export function refreshedRowOf(provider: ProfileAt, held: HeldIdentity, at: Date): (kept: KeptProfile) => NewProfile {
  return ({ providerProfile, tokensEncrypted }) => {
    const tokens = held.tokens && {
      ...held.tokens,
      refreshToken: held.tokens.refreshToken ?? refreshTokenIn(tokensEncrypted),
    };
    const identity = provider.providerType === "apple" ? namedAs(providerProfile, held.identity) : held.identity;
    return profileRowOf(provider, { ...held, identity, tokens }, at);
  };
}

/** null: there is none, or none that can be read any more. */
function refreshTokenIn(sealed: Uint8Array | null): string | null {
  try {
    return sealed && providerTokens.parse(JSON.parse(decrypt("provider-tokens", sealed))).refreshToken;
  } catch {
    return null;
  }
}

const names = z.object({ first_name: text, last_name: text, name: text });

function namedAs(profile: unknown, identity: Identity): Identity {
  const kept = names.safeParse(profile).data;
  return {
    ...identity,
    firstName: identity.firstName ?? kept?.first_name ?? null,
    lastName: identity.lastName ?? kept?.last_name ?? null,
    name: identity.name ?? kept?.name ?? null,
  };
}
