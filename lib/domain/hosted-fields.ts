import { z } from "zod";
import { checked, flagField, permissionsField, readTexts } from "./fields";
import { locales } from "./locale";

/** One of some words; null and blank: as it is one level up. */
function wordField<const Word extends string>(words: readonly Word[]) {
  return checked(z.string().nullable(), (said) => {
    if (said === null || said === "") return { value: null };
    const word = words.find((one) => one === said);
    return word ? { value: word } : { fault: { code: "field.not-listed", params: { values: words.join(", ") } } };
  })
    .optional()
    .meta({ type: ["string", "null"], enum: [...words, null] });
}

const flag = flagField
  .nullable()
  .optional()
  .meta({ type: ["boolean", "null"] });
const asked = ["required", "optional", "hidden"] as const;

const MOST_ORIGINS = 50;

/** Origins, each with scheme and host and nothing else. */
export function originsField({ orAny = false } = {}) {
  return checked(z.unknown(), (sent) => {
    const list = readTexts(sent);
    if ("fault" in list) return list;
    const origins = list.value.map((one) => (orAny && one === "*" ? one : originOf(one)));
    const isGood = origins.every((one) => one !== null) && origins.length <= MOST_ORIGINS;
    return isGood ? { value: [...new Set(origins)] } : { fault: { code: "origin.malformed" } };
  }).meta({
    type: ["array", "string", "null"],
    items: { type: "string" },
    maxItems: MOST_ORIGINS,
    description: `Like https://app.example.com${orAny ? '; "*" for any, without cookies' : ""}.`,
  });
}

function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash;
  return isOrigin && url.username === "" && url.password === "" && !text.includes("*") ? url.origin : null;
}

/** The hosted settings, by one set of names for a realm's provider and for an app; null: as it is one level up. */
export const hostedFields = {
  login: flag,
  signup: flag,
  signup_mode: wordField(["user", "user_org", "user_token"]),
  name_field: wordField(asked),
  org_field: wordField(asked),
  password_field: wordField(["once", "twice"]),
  email_verification: wordField(["none", "request", "require"]),
  default_permissions: permissionsField.nullable().optional(),
  jsonp: flag,
  response_mode: wordField(["query", "fragment", "form_post"]),
  locale: wordField(locales),
} as const;

/** Where the pages that use the LoginRocket API may be. */
export const allowedOriginsField = originsField({ orAny: true }).nullable().optional();

const text = z.string().nullable().optional();

/** The look of hosted pages (lib/domain/custom-html, lib/domain/custom-css). */
export const lookFields = { page_title: text, header: text, footer: text, css: text } as const;

export const hostedNames = Object.keys(hostedFields) as (keyof typeof hostedFields)[];
