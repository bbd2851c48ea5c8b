import { z } from "zod";
import { hostedNames } from "@/lib/domain/hosted-fields";
import { hostedSettings } from "@/lib/domain/hosted-settings";

const { allowed_origins: _, ...settings } = hostedSettings.shape;

/** Hosted settings on the wire; null: as it is one level up. */
export const hostedAnswer = {
  login: z.boolean().nullable(),
  signup: z.boolean().nullable(),
  signup_mode: z.string().nullable(),
  name_field: z.string().nullable(),
  org_field: z.string().nullable(),
  password_field: z.string().nullable(),
  email_verification: z.string().nullable(),
  default_permissions: z.array(z.string()).nullable(),
  jsonp: z.boolean().nullable(),
  response_mode: z.string().nullable(),
  locale: z.string().nullable(),
} as const;

const all = z.object(hostedAnswer);

/** Hosted settings as they are stored. What is malformed counts as not set, here as on the pages. */
export function hostedBody(stored: unknown): z.output<typeof all> {
  const values = new Map<string, unknown>(Object.entries(Object(stored)));
  return all.parse(
    Object.fromEntries(hostedNames.map((name) => [name, settings[name].safeParse(values.get(name)).data ?? null])),
  );
}

/** The look of hosted pages on the wire. */
export const lookAnswer = {
  page_title: z.string().nullable(),
  header: z.string().nullable(),
  footer: z.string().nullable(),
  css: z.string().nullable(),
} as const;
