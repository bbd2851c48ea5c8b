import { z } from "zod";
import { numberField, stateField } from "./fields";
import { allowedOriginsField, hostedFields, lookFields } from "./hosted-fields";
import { providerTypes } from "./providers";

/** Providers that are no external ones: the realm's hosted settings, its password policy, its authenticators. */
export const ownTypes = ["login_rocket", "password", "totp"] as const;

export type OwnType = (typeof ownTypes)[number];

export function isOwnType(type: string): type is OwnType {
  return ownTypes.some((one) => one === type);
}

const text = z.string().nullable().optional();

/** What describes an external provider (lib/domain/provider-settings.ts). */
export const externalFields = {
  client_id: text,
  client_secret: text.meta({ description: "Never read back; blank, it stays as it is." }),
  scopes: text,
  issuer: text,
  authorization_url: text,
  token_url: text,
  profile_url: text,
  jwks_url: text,
  introspection_url: text,
  profile_id: text,
  profile_email: text,
  profile_email_verified: text,
  profile_first_name: text,
  profile_last_name: text,
  profile_name: text,
  profile_username: text,
  token_auth: text,
  tenant: text,
  team_id: text,
  key_id: text,
} as const;

/** What can be changed of a provider: each type has its own fields, and passes over the others. */
export const anyProviderInput = z.object({
  name: text,
  state: stateField.optional(),
  ...hostedFields,
  allowed_origins: allowedOriginsField,
  ...lookFields,
  external_css: text.meta({ description: "Of login_rocket: an address, fetched now and then daily." }),
  min_length: numberField(8, 64)
    .nullable()
    .optional()
    .meta({ type: ["integer", "null"], minimum: 8, maximum: 64, description: "Of password; null: 8." }),
  ...externalFields,
});

/** What can be changed of an external provider. */
export const externalInput = z.object({ name: text, state: stateField.optional(), ...externalFields });

/** What an external provider is made of. */
export const newExternalInput = externalInput.extend({ provider_type: z.enum(providerTypes) });

/** What a provider is made of, by its type. */
export const newAnyProviderInput = anyProviderInput.extend({ provider_type: z.enum([...ownTypes, ...providerTypes]) });

export type AnyProviderInput = z.output<typeof anyProviderInput>;
