import { z } from "zod";
import type { ListedRealm } from "@/lib/admin/realm-records";
import { unixSeconds } from "@/lib/domain/unix-time";
import { customAnswer, customBody, momentAnswer, stateAnswer } from "./answer-fields";

/** A realm on the wire, as a list has it. */
export const listedRealmAnswer = z
  .strictObject({
    id: z.string(),
    object: z.literal("realm"),
    name: z.string(),
    state: stateAnswer,
    reference: z.string().nullable(),
    custom: customAnswer,
    username_validation_human: z.enum(["standard", "email"]),
    require_unique_emails: z.boolean(),
    api_key_prefix: z.string().nullable(),
    api_key_policy: z.enum(["encrypt", "hash"]),
    api_key_minutes: z.number(),
    jwt_algo: z.enum(["hs256", "rs256"]),
    jwt_fields: z.array(z.string()),
    session_type: z.enum(["managed", "unmanaged"]),
    session_minutes: z.number(),
    signup_token_minutes: z.number(),
    seamless_sso: z.boolean(),
    mfa_policy: z.enum(["off", "optional", "required"]),
    hide_account_existence: z.boolean(),
    keep_provider_tokens: z.boolean(),
    event_days: z.number(),
    created_at: momentAnswer,
  })
  .meta({ id: "ListedRealm" });

/** A realm by itself. */
export const realmAnswer = listedRealmAnswer
  .extend({
    jwt_key: z
      .string()
      .optional()
      .meta({ description: "What verifies the realm's tokens. Shown to keys of level manage alone." }),
  })
  .meta({ id: "Realm" });

export function realmBody(realm: ListedRealm): z.input<typeof listedRealmAnswer> {
  return {
    id: realm.id,
    object: "realm",
    name: realm.name,
    state: realm.state,
    reference: realm.reference,
    custom: customBody(realm.custom),
    username_validation_human: realm.usernameValidationHuman,
    require_unique_emails: realm.requireUniqueEmails,
    api_key_prefix: realm.apiKeyPrefix,
    api_key_policy: realm.apiKeyPolicy,
    api_key_minutes: realm.apiKeyMinutes,
    jwt_algo: realm.jwtAlgo,
    jwt_fields: realm.jwtFields,
    session_type: realm.sessionType,
    session_minutes: realm.sessionMinutes,
    signup_token_minutes: realm.signupTokenMinutes,
    seamless_sso: realm.seamlessSso,
    mfa_policy: realm.mfaPolicy,
    hide_account_existence: realm.hideAccountExistence,
    keep_provider_tokens: realm.keepProviderTokens,
    event_days: realm.eventDays,
    created_at: unixSeconds(realm.createdAt),
  };
}
