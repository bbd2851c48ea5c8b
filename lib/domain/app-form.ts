import { z } from "zod";
import { appInput, newAppInput } from "./app-fields";
import { checked, stateField } from "./fields";
import { allowedOriginsField, hostedFields } from "./hosted-fields";
import { anyProviderInput } from "./provider-fields";

// What is set of an app, and of hosted pages, as a form sends it: text alone, where blank is null and a list has its
// elements in lines.

const trimmed = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((sent) => (typeof sent === "string" ? sent.trim() : sent), field).optional();

const orNull = <Field extends z.ZodType>(field: Field) =>
  z.preprocess((sent) => (sent === "" ? null : sent), field).optional();

const words = (sent: unknown) => (typeof sent === "string" ? sent.split(/[\s,]+/).filter((one) => one !== "") : sent);

const lines = <Field extends z.ZodType>(field: Field) => z.preprocess(words, field).optional();

/** No origins: as the realm has it. */
const originLines = z
  .preprocess((sent) => (typeof sent === "string" && sent.trim() === "" ? null : words(sent)), allowedOriginsField)
  .optional();

/** The address of a handler that an app cannot be without: blank is told with all else that is wrong. */
const requiredHandler = checked(trimmed(newAppInput.shape.login_handler), (address) =>
  address ? { value: address } : { fault: { code: "field.blank" } },
);

/** A new app: all else of it has a setting that works. */
export const newAppForm = newAppInput
  .pick({ name: true })
  .extend({ subdomain: trimmed(newAppInput.shape.subdomain), login_handler: requiredHandler });

/** What an app is called, and its addresses. */
export const appForm = appInput.pick({ name: true, state: true }).extend({
  subdomain: trimmed(appInput.shape.subdomain),
  domains: lines(appInput.shape.domains),
  login_handler: trimmed(appInput.shape.login_handler),
  signup_handler: trimmed(appInput.shape.signup_handler),
  redirect_uris: lines(appInput.shape.redirect_uris),
  handler_origins: lines(appInput.shape.handler_origins),
  allowed_origins: originLines,
});

/** The hosted settings of an app. Blank: as it is one level up. Of permissions, `-` alone is none at all. */
export const hostedForm = z.object({
  login: orNull(hostedFields.login),
  signup: orNull(hostedFields.signup),
  signup_mode: orNull(hostedFields.signup_mode),
  name_field: orNull(hostedFields.name_field),
  org_field: orNull(hostedFields.org_field),
  password_field: orNull(hostedFields.password_field),
  email_verification: orNull(hostedFields.email_verification),
  default_permissions: z
    .preprocess((sent) => {
      if (typeof sent !== "string") return sent;
      return sent.trim() === "" ? null : sent.trim() === "-" ? [] : words(sent);
    }, hostedFields.default_permissions)
    .optional(),
  jsonp: orNull(hostedFields.jsonp),
  response_mode: orNull(hostedFields.response_mode),
  locale: orNull(hostedFields.locale),
});

/** The same of a realm, which names the origins of all its apps with it. */
export const realmPagesForm = hostedForm.extend({ allowed_origins: originLines, state: stateField.optional() });

/** What a realm asks of passwords. Blank: as it is built in. */
export const passwordRulesForm = z.object({
  min_length: orNull(anyProviderInput.shape.min_length),
  state: stateField.optional(),
});

/** Permissions as `hostedForm` reads them; null: as one level up. */
export function permissionsTyped(permissions: readonly string[] | null | undefined): string {
  if (!permissions) return "";
  return permissions.length === 0 ? "-" : permissions.join(" ");
}
