import { z } from "zod";

const permission = z.string().min(1).max(100);

const fields = {
  /** Whether the app's hosted pages log in, and sign up. */
  login: z.boolean(),
  signup: z.boolean(),
  /** What a signup makes: a user, a user with an organisation, or a token that the app's own server redeems. */
  signup_mode: z.enum(["user", "user_org", "user_token"]),
  name_field: z.enum(["required", "optional", "hidden"]),
  org_field: z.enum(["required", "optional", "hidden"]),
  password_field: z.enum(["once", "twice"]),
  email_verification: z.enum(["none", "request", "require"]),
  /** What a new membership may do. */
  default_permissions: z.array(permission).max(100),
  /** Whether LoginRocket answers GET with JSONP. It puts passwords into URLs (security.md D1). */
  jsonp: z.boolean(),
  /** Origins whose pages may use the LoginRocket API; "*" for any, without cookies. An app's own are a column of its row. */
  allowed_origins: z.array(z.string()).max(50),
  /** How the handler gets its token. */
  response_mode: z.enum(["query", "fragment", "form_post"]),
  /** The language of the pages, a BCP 47 tag. */
  locale: z.string().regex(/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/),
};

const complete = z.object(fields);
const stored = complete.partial();

export type HostedSettings = z.infer<typeof complete>;

/**
 * Hosted settings as they are stored on a realm's provider or on a Connected App, none of them required. null says:
 * as it is one level up.
 */
export const hostedSettings = z.object({
  login: fields.login.nullish(),
  signup: fields.signup.nullish(),
  signup_mode: fields.signup_mode.nullish(),
  name_field: fields.name_field.nullish(),
  org_field: fields.org_field.nullish(),
  password_field: fields.password_field.nullish(),
  email_verification: fields.email_verification.nullish(),
  default_permissions: fields.default_permissions.nullish(),
  jsonp: fields.jsonp.nullish(),
  allowed_origins: fields.allowed_origins.nullish(),
  response_mode: fields.response_mode.nullish(),
  locale: fields.locale.nullish(),
});

/** What holds where neither the app nor the realm says anything. */
export const builtInSettings: Readonly<HostedSettings> = {
  login: true,
  signup: true,
  signup_mode: "user",
  name_field: "optional",
  org_field: "optional",
  password_field: "once",
  email_verification: "none",
  default_permissions: [],
  jsonp: false,
  allowed_origins: [],
  response_mode: "query",
  locale: "en",
};

/**
 * The settings of an app: each from the app, else from the realm, else built in. null or absent means one level up,
 * and so does a stored value that is unknown or malformed: one bad value never takes a login page down or the other
 * values with it.
 */
export function resolveHostedSettings(app: unknown, realm: unknown): HostedSettings {
  return complete.parse({ ...builtInSettings, ...ownHostedSettings(realm), ...ownHostedSettings(app) });
}

/** The settings that are stored at one level. What is malformed counts as not set. */
export function ownHostedSettings(settings: unknown): z.infer<typeof stored> {
  if (typeof settings !== "object" || settings === null) return {};
  const values = new Map<string, unknown>(Object.entries(settings));
  const kept = Object.entries(fields).filter(([name, field]) => field.safeParse(values.get(name)).success);
  return stored.parse(Object.fromEntries(kept.map(([name]) => [name, values.get(name)])));
}
