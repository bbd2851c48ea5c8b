import { z } from "zod";
import { checked, nameField } from "./fields";
import { providerTypes } from "./providers";

/** Profiles at external providers are credentials of their provider's type. */
export const credentialTypes = ["password", "api_key", "totp", ...providerTypes] as const;

/** What has a key made up. */
const GENERATE = "generate";

/** A key of an API user's: one of the owner's own, long enough that nobody finds it; blank or "generate": a new one. */
export const apiKeyField = checked(z.string().nullable(), (typed) => {
  const key = typed?.trim() || GENERATE;
  if (key === GENERATE) return { value: GENERATE };
  return /^[\x21-\x7e]{22,200}$/.test(key) ? { value: key } : { fault: { code: "api-key.not-good" } };
}).meta({ type: ["string", "null"], description: "generate, or blank: a new one; else 22 to 200 characters." });

/** What can be changed of a credential: each type has its own fields, and passes over the others. */
export const credentialInput = z.object({
  password: z.string().nullable().optional(),
  password_confirmation: z.string().nullable().optional(),
  api_key: apiKeyField.optional(),
  name: nameField.optional().meta({ description: "Of a totp credential." }),
});

/** What a credential is made of, by its type. */
export const newCredentialInput = credentialInput.extend({
  user_id: z.string(),
  credential_type: z.enum(credentialTypes),
  auth_provider_id: z.string().optional().meta({ description: "Of a profile: the provider that it is at." }),
  provider_user_id: z.string().optional().meta({ description: "Of a profile: who the user is there." }),
});

export type CredentialInput = z.output<typeof credentialInput>;
export type NewCredentialInput = z.output<typeof newCredentialInput>;

/** True where a key is to be made up. */
export function isToGenerate(key: string | undefined): boolean {
  return key === undefined || key === GENERATE;
}
