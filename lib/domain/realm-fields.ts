import { z } from "zod";
import {
  checked,
  customField,
  flagField,
  nameField,
  numberField,
  readTexts,
  referenceField,
  stateField,
} from "./fields";

const YEAR_IN_MINUTES = 366 * 24 * 60;

const claims = ["custom", "memberships", "orgs"] as const;

/** What a login token says besides: orgs only with memberships. */
const jwtFieldsField = checked(z.unknown(), (sent) => {
  const list = readTexts(sent);
  if ("fault" in list) return list;
  const isKnown = list.value.every((one) => claims.some((claim) => claim === one));
  const isWhole = !list.value.includes("orgs") || list.value.includes("memberships");
  return isKnown && isWhole
    ? list
    : {
        fault: {
          code: isKnown ? "jwt-fields.no-memberships" : "field.not-listed",
          params: { values: claims.join(", ") },
        },
      };
}).meta({ type: ["array", "string", "null"], items: { type: "string", enum: [...claims] } });

const prefixField = checked(z.string().nullable(), (sent) =>
  /^[A-Za-z0-9_-]{0,20}$/.test(sent ?? "") ? { value: sent || null } : { fault: { code: "field.malformed" } },
).meta({ type: ["string", "null"], maxLength: 20, pattern: "^[A-Za-z0-9_-]*$" });

/** What can be changed of a realm: the fields that are sent. */
export const realmInput = z.object({
  name: nameField.optional(),
  state: stateField.optional(),
  reference: referenceField.optional(),
  custom: customField.optional(),
  username_validation_human: z.enum(["standard", "email"]).optional().meta({
    description: "Fixed, once the realm has users.",
  }),
  require_unique_emails: flagField.optional().meta({ description: "Once false, it stays so." }),
  api_key_prefix: prefixField
    .optional()
    .meta({ description: "Stands before the keys that are made up for API users." }),
  api_key_policy: z.enum(["encrypt", "hash"]).optional().meta({ description: "hash: keys are shown once." }),
  api_key_minutes: numberField(0, YEAR_IN_MINUTES).optional(),
  jwt_algo: z.enum(["hs256", "rs256"]).optional(),
  jwt_fields: jwtFieldsField.optional(),
  session_type: z.enum(["managed", "unmanaged"]).optional(),
  session_minutes: numberField(1, YEAR_IN_MINUTES).optional(),
  signup_token_minutes: numberField(1, 1_440).optional(),
  seamless_sso: flagField.optional(),
  mfa_policy: z.enum(["off", "optional", "required"]).optional(),
  hide_account_existence: flagField.optional(),
  keep_provider_tokens: flagField.optional(),
  event_days: numberField(1, 3_650).optional(),
});

/** What a realm is made of. */
export const newRealmInput = realmInput.extend({ name: nameField });

export type RealmInput = z.output<typeof realmInput>;
