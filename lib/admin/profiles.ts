import { z } from "zod";
import type { ChangedBy } from "@/lib/db/auth-providers";
import * as store from "@/lib/db/profiles";
import { decrypt } from "@/lib/tokens/encryption";

/** A user's profile at an external provider, as their realm's owner sees it. Never a token. */
export type Profile = {
  readonly id: string;
  readonly type: string;
  readonly provider: { readonly id: string; readonly name: string };
  readonly providerUserId: string;
  readonly email: string | null;
  readonly name: string | null;
  readonly hasTokens: boolean;
  readonly tokenExpiresAt: Date | null;
  readonly createdAt: Date;
};

const said = z.object({ email: z.string().nullish().catch(null), name: z.string().nullish().catch(null) });

/** The profiles of a user at external providers, oldest first. */
export async function listProfiles(realmId: string, userId: string): Promise<Profile[]> {
  const rows = await store.listProfiles(realmId, userId);
  return rows.flatMap((row) => {
    const { authProvider, providerUserId, tokensEncrypted, tokenExpiresAt, createdAt } = row;
    if (!authProvider || !providerUserId) return [];
    const { email = null, name = null } = said.safeParse(row.providerProfile).data ?? {};
    return {
      ...{ id: row.id, type: row.credentialType, providerUserId, email, name, tokenExpiresAt, createdAt },
      provider: { id: authProvider.id, name: authProvider.name },
      hasTokens: tokensEncrypted !== null,
    };
  });
}

/**
 * Takes a profile from its user. Somebody who comes by it again is linked again where both sides have verified the
 * address (seed 003, security.md D7). False where the realm has no such profile.
 */
export async function deleteProfile(realmId: string, id: string, changed: ChangedBy): Promise<boolean> {
  return store.deleteProfile(realmId, id, changed);
}

/** A profile's access token, for the owner's server; null where the realm keeps none. */
export async function readAccessToken(realmId: string, id: string): Promise<string | null> {
  const row = await store.findProfile(realmId, id);
  return row?.tokensEncrypted ? accessTokenIn(row.tokensEncrypted) : null;
}

/** The access token among those that are kept of a profile. */
export function accessTokenIn(sealed: Uint8Array): string {
  return z.object({ accessToken: z.string() }).parse(JSON.parse(decrypt("provider-tokens", sealed))).accessToken;
}
