import { z } from "zod";
import { customTextField } from "./custom-text";
import { newRealmInput, type RealmInput, realmInput } from "./realm-fields";

/** A box of a form: sent where it is ticked, and only then. */
export const tickField = z
  .string()
  .default("")
  .transform((sent) => sent === "true");

/** Which memberships a login token tells of. */
export const tokenMemberships = ["none", "memberships", "orgs"] as const;

/** What the form of a realm's settings sends: all of them, each time. */
export const realmFormInput = realmInput.omit({ jwt_fields: true }).extend({
  custom: customTextField.default({}),
  require_unique_emails: tickField,
  seamless_sso: tickField,
  hide_account_existence: tickField,
  keep_provider_tokens: tickField,
  token_custom: tickField,
  token_memberships: z.enum(tokenMemberships).default("none"),
});

/** What is asked about a new realm: what is hard to change later. */
export const newRealmFormInput = newRealmInput
  .pick({ name: true, reference: true, username_validation_human: true, jwt_algo: true })
  .extend({ require_unique_emails: tickField });

/** The settings that such a form says. */
export function realmOfForm({
  token_custom: custom,
  token_memberships: told,
  ...fields
}: z.output<typeof realmFormInput>): RealmInput {
  const memberships = { none: [], memberships: ["memberships"], orgs: ["memberships", "orgs"] }[told];
  return { ...fields, jwt_fields: [...(custom ? ["custom"] : []), ...memberships] };
}
