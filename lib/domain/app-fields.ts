import { z } from "zod";
import { checked, nameField, readTexts, stateField } from "./fields";
import { allowedOriginsField, hostedFields, lookFields, originsField } from "./hosted-fields";
import { longestRedirectUri, matchRedirectUri } from "./redirect-uri";

/** True for an address that people can be handed over to: the rule of redirect URIs. */
function isHandler(text: string): boolean {
  return matchRedirectUri(text, [text]) !== null;
}

const handlerField = checked(z.string().nullable(), (text) => {
  if (text === null || text === "") return { value: null };
  return isHandler(text) ? { value: text } : { fault: { code: "address.malformed" } };
}).meta({ type: ["string", "null"], maxLength: longestRedirectUri });

const MOST_URIS = 100;

const redirectUrisField = checked(z.unknown(), (sent) => {
  const list = readTexts(sent);
  if ("fault" in list) return list;
  const isGood = list.value.length <= MOST_URIS && list.value.every(isHandler);
  return isGood ? list : { fault: { code: "address.malformed" } };
}).meta({
  type: ["array", "string", "null"],
  items: { type: "string" },
  maxItems: MOST_URIS,
  description: "Where people may be handed over to instead: these addresses, and what is below them.",
});

const subdomainField = checked(z.string().nullable(), (text) => {
  const label = (text ?? "").trim().toLowerCase();
  if (label === "") return { value: null };
  return /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label) && !label.startsWith("xn--")
    ? { value: label }
    : { fault: { code: "subdomain.malformed" } };
}).meta({ type: ["string", "null"], maxLength: 63, description: "Blank: one is made up." });

const MOST_DOMAINS = 20;

/** A host name of an owner's own (RFC 1123), of two labels or more; no address of a machine. */
function isDomain(text: string): boolean {
  const labels = text.split(".");
  const isName = labels.length > 1 && labels.every((one) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(one));
  return isName && text.length <= 253 && !/^\d+$/.test(labels.at(-1) ?? "");
}

const domainsField = checked(z.unknown(), (sent) => {
  const list = readTexts(sent);
  if ("fault" in list) return list;
  const domains = [...new Set(list.value.map((one) => one.trim().toLowerCase().replace(/\.$/, "")))];
  const isGood = domains.length <= MOST_DOMAINS && domains.every(isDomain);
  return isGood ? { value: domains } : { fault: { code: "domain.malformed" } };
}).meta({
  type: ["array", "string", "null"],
  items: { type: "string" },
  maxItems: MOST_DOMAINS,
  description: "Host names of your own, like login.example.com, which lead here. The first one is the main one.",
});

/** What can be changed of a Connected App: the fields that are sent. Of the settings null is: as the realm. */
export const appInput = z.object({
  name: nameField.optional(),
  state: stateField.optional(),
  subdomain: subdomainField.optional(),
  domains: domainsField.optional(),
  login_handler: handlerField.optional(),
  signup_handler: handlerField.optional().meta({ description: "Blank: the login handler." }),
  redirect_uris: redirectUrisField.optional(),
  handler_origins: originsField().optional(),
  allowed_origins: allowedOriginsField,
  ...hostedFields,
  ...lookFields,
  external_css: z.string().nullable().optional(),
});

/** What an app is made of. */
export const newAppInput = appInput.extend({ name: nameField, login_handler: handlerField });

export type AppInput = z.output<typeof appInput>;
