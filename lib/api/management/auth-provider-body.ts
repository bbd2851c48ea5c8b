import { z } from "zod";
import type { AnyProvider } from "@/lib/admin/realm-providers";
import { storedPasswordPolicy } from "@/lib/domain/password-policy";
import { externalFields } from "@/lib/domain/provider-fields";
import { storedProviderSettings } from "@/lib/domain/provider-settings";
import { isPreset, isProviderType } from "@/lib/domain/providers";
import { unixSeconds } from "@/lib/domain/unix-time";
import { momentAnswer, stateAnswer } from "./answer-fields";
import { hostedAnswer, hostedBody, lookAnswer } from "./hosted-answer";

const { client_secret: _, ...shownFields } = externalFields;
const text = z.string().nullable();
const external = Object.fromEntries(Object.keys(shownFields).map((name) => [name, text])) as Record<
  keyof typeof shownFields,
  typeof text
>;

const realmWide = { external_css: text, allowed_origins: z.array(z.string()).nullable() };

/** A provider on the wire: what all have, and what its type has. A client secret is never among it. */
export const authProviderAnswer = z
  .strictObject({
    id: z.string(),
    realm_id: z.string(),
    object: z.literal("auth_provider"),
    provider_type: z.string(),
    name: z.string(),
    state: stateAnswer,
    created_at: momentAnswer,
    ...z.object({ ...hostedAnswer, ...lookAnswer, ...realmWide }).partial().shape,
    min_length: z.number().optional(),
    ...z.object(external).partial().shape,
    has_client_secret: z.boolean().optional(),
    callback_path: z.string().optional().meta({
      description: "What is registered at the provider, behind the origin of each of the realm's apps.",
    }),
  })
  .meta({ id: "AuthProvider" });

type Body = z.input<typeof authProviderAnswer>;

export function authProviderBody(provider: AnyProvider): Body {
  return {
    id: provider.id,
    realm_id: provider.realmId,
    object: "auth_provider",
    provider_type: provider.providerType,
    name: provider.name,
    state: provider.state,
    created_at: unixSeconds(provider.createdAt),
    ...settingsBody(provider),
  };
}

function settingsBody({ id, providerType: type, settings, clientSecretEncrypted }: AnyProvider): Partial<Body> {
  if (type === "login_rocket") return { ...hostedBody(settings), ...lookBody(settings) };
  if (type === "password") return { min_length: storedPasswordPolicy(settings).minLength };
  if (!isProviderType(type)) return {};
  const kept: Readonly<Record<string, string>> = { ...storedProviderSettings(settings) };
  return {
    ...Object.fromEntries(Object.keys(shownFields).map((name) => [name, kept[name] ?? null])),
    has_client_secret: clientSecretEncrypted !== null,
    callback_path: `/auth/${isPreset(type) ? type : id}/callback`,
  };
}

function lookBody(settings: unknown) {
  const { page_title = null, header = null, footer = null, css = null, external_css = null } = Object(settings);
  const { allowed_origins = null } = Object(settings);
  return { page_title, header, footer, css, external_css, allowed_origins };
}
