import { z } from "zod";
import type { NewProfile } from "@/lib/db/profile-row";
import { type Identity, type ProviderTokens, profileOf } from "@/lib/domain/identity";
import { decrypt, encrypt } from "./encryption";

/** Who came back from a provider, while a step is left before they are in. */
export type HeldIdentity = { readonly identity: Identity; readonly tokens: ProviderTokens | null };

const text = z.string().nullable();

const held = z.object({
  identity: z.object({
    subject: z.string(),
    email: z.object({ display: z.string(), canonical: z.string() }).nullable(),
    emailVerified: z.boolean(),
    firstName: text,
    lastName: text,
    name: text,
    username: text,
  }),
  tokens: z
    .object({
      accessToken: z.string(),
      refreshToken: text,
      idToken: text,
      scope: text,
      expiresIn: z.number().nullable(),
    })
    .nullable(),
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
  { identity, tokens }: HeldIdentity,
  at: Date,
): NewProfile {
  const seconds = tokens && tokens.expiresIn !== null ? Math.min(tokens.expiresIn, LONGEST_SECONDS) : null;
  return {
    authProviderId: id,
    providerType,
    subject: identity.subject,
    profile: profileOf(identity),
    tokensEncrypted: tokens && encrypt("provider-tokens", JSON.stringify(tokens)),
    tokenExpiresAt: seconds === null ? null : new Date(at.getTime() + seconds * 1_000),
  };
}
