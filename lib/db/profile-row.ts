import { uniqueViolation } from "./unique-violation";

/** A person's profile at a provider, to be kept: whose it is there, what it says, and its tokens where the realm keeps them. */
export type NewProfile = {
  readonly authProviderId: string;
  readonly providerType: string;
  readonly subject: string;
  /** Who said so: what decided who a subject is when the provider was asked (lib/domain/provider-settings.ts). */
  readonly subjectsBy: string;
  readonly profile: Readonly<Record<string, string | boolean | null>>;
  readonly tokensEncrypted: Uint8Array<ArrayBuffer> | null;
  readonly tokenExpiresAt: Date | null;
};

/** A profile as the columns of a credential. */
export function profileRow({ authProviderId, providerType, subject, subjectsBy: _, profile, ...tokens }: NewProfile) {
  return {
    credentialType: providerType,
    authProviderId,
    providerUserId: subject,
    providerProfile: { ...profile },
    ...tokens,
  };
}

/** True where a write ran into a user who has that profile already. */
export function isProfileTaken(error: unknown): boolean {
  return uniqueViolation(error) === "provider_user_id";
}
