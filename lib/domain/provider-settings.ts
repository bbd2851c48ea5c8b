import { z } from "zod";
import type { FieldName } from "./field-names";
import { done, type Outcome, refuse } from "./outcome";
import type { Problem } from "./problem";
import { customTypes, isPreset, isProviderType, type ProviderType, presetNames } from "./providers";
import { cleanName } from "./text";

const text = z.string().default("");

/** What a provider's profile calls each thing we know people by: a name, or several with dots for nested ones. */
const profileFields = {
  profile_id: text,
  profile_email: text,
  profile_email_verified: text,
  profile_first_name: text,
  profile_last_name: text,
  profile_name: text,
  profile_username: text,
} as const;

const addresses = {
  /** OpenID Connect: who signs; its addresses are looked up there unless they are given. */
  issuer: text,
  authorization_url: text,
  token_url: text,
  profile_url: text,
  jwks_url: text,
  /** Where it says whose an access token is (RFC 7662). */
  introspection_url: text,
} as const;

/** An external provider as its owner describes it. What a type does not use is left aside. */
export const providerInput = z.object({
  provider_type: text,
  name: text,
  client_id: text,
  /** Apple: the private key, as PEM (the file `AuthKey_….p8`). Never read back. */
  client_secret: text,
  scopes: text,
  ...addresses,
  ...profileFields,
  /** How the client shows who it is at the token address: in the `post`, or by `basic` authentication. */
  token_auth: text,
  /** Microsoft: whose accounts; `common` for anybody's. */
  tenant: text,
  /** Apple: the team, and the key's own id. */
  team_id: text,
  key_id: text,
});

export type ProviderInput = z.output<typeof providerInput>;

const given = z.string().optional();

/** The same where only what is given changes. A blank client secret stays as it is; the type stays in any case. */
export const providerChanges = z.object({
  ...(Object.fromEntries(Object.keys(providerInput.shape).map((name) => [name, given])) as Record<
    keyof ProviderInput,
    typeof given
  >),
  /** `active` or `inactive`. */
  state: given,
});

export type ProviderChanges = z.output<typeof providerChanges>;

/** What is kept of it in a provider's `settings`. */
export type ProviderSettings = Readonly<
  Partial<Record<Exclude<keyof ProviderInput, "provider_type" | "name" | "client_secret">, string>>
>;

/** A provider as its row describes it, with its secret in plain text, which goes to the provider alone. */
export type SocialProvider = {
  readonly id: string;
  readonly type: ProviderType;
  readonly name: string;
  readonly settings: ProviderSettings;
  readonly clientSecret: string | null;
  /** Another one whenever the row has changed. */
  readonly version: number;
};

const settingNames = Object.keys(providerInput.shape).filter(
  (name): name is keyof ProviderSettings => !["provider_type", "name", "client_secret"].includes(name),
);

const shapes: Partial<Record<keyof ProviderSettings, RegExp>> = {
  client_id: /^[\x21-\x7e]{1,500}$/,
  scopes: /^[\x21\x23-\x5b\x5d-\x7e ]{0,1000}$/, // RFC 6749, 3.3
  token_auth: /^(?:post|basic)$/,
  tenant: /^[\w.-]{1,100}$/,
  team_id: /^\w{1,50}$/,
  key_id: /^\w{1,50}$/,
};

const profilePath = /^[\w$@:/-]{1,60}(?:\.[\w$@:/-]{1,60}){0,5}$/;

const needed: Partial<Record<ProviderType, readonly (keyof ProviderSettings)[]>> = {
  apple: ["team_id", "key_id"],
  oidc: ["issuer"],
  oauth2: ["authorization_url", "token_url", "profile_url"],
};

export type DescribedProvider = {
  readonly type: ProviderType;
  readonly name: string;
  readonly settings: ProviderSettings;
};

/**
 * Reads the description of an external provider; every problem at once. `mayUse` says which addresses the deployment
 * lets it have.
 */
export function readProvider(input: ProviderInput, mayUse: (url: URL) => boolean): Outcome<DescribedProvider> {
  const { provider_type: type } = input;
  if (!isProviderType(type)) return refuse({ code: "provider.type-unknown", field: "provider_type" });
  const name = cleanName(input.name);
  const problems: Problem[] = [
    ...(name.ok ? [] : [{ code: name.code, field: "name" as const }]),
    ...(name.ok && name.value === "" && !isPreset(type) ? [blank("name")] : []),
    ...["client_id" as const, ...(needed[type] ?? []), ...explicitAddresses(type, input)]
      .filter((field) => input[field].trim() === "")
      .map(blank),
    ...settingNames.filter((field) => isWrong(field, input[field].trim(), mayUse)).map(wrong),
  ];
  if (!name.ok || problems.length > 0) return refuse(...problems);
  const kept = settingNames.filter((field) => input[field].trim() !== "").map((field) => [field, input[field].trim()]);
  return done({
    type,
    name: name.value || (isPreset(type) ? presetNames[type] : type),
    settings: Object.fromEntries(kept),
  });
}

/** OpenID Connect without a look-up: whoever gives one address gives all that are needed. */
function explicitAddresses(type: ProviderType, input: ProviderInput): (keyof ProviderSettings)[] {
  const all = ["authorization_url", "token_url", "jwks_url"] as const;
  return type === "oidc" && all.some((field) => input[field].trim() !== "") ? [...all] : [];
}

function blank(field: FieldName): Problem {
  return { code: "provider.blank", field };
}

function wrong(field: keyof ProviderSettings): Problem {
  if (Object.hasOwn(addresses, field)) return { code: "provider.address", field };
  return { code: "provider.not-readable", field };
}

function isWrong(field: keyof ProviderSettings, value: string, mayUse: (url: URL) => boolean): boolean {
  if (value === "") return false;
  if (Object.hasOwn(profileFields, field)) return !profilePath.test(value);
  if (Object.hasOwn(addresses, field)) return !isAddress(value, mayUse);
  return shapes[field]?.test(value) === false;
}

function isAddress(value: string, mayUse: (url: URL) => boolean): boolean {
  if (value.length > 2_000 || !/^https?:\/\/[\x21-\x7e]+$/.test(value) || !URL.canParse(value)) return false;
  const url = new URL(value);
  return url.username === "" && url.password === "" && url.hash === "" && mayUse(url);
}

const stored = z.record(z.string(), z.unknown());

/** The settings of a stored provider. What is not text counts as not given: a bad row fails where it is used, not here. */
export function storedProviderSettings(value: unknown): ProviderSettings {
  const read = stored.safeParse(value);
  const entries = settingNames.map((name) => [name, read.data?.[name]] as const);
  return Object.fromEntries(entries.filter(([, one]) => typeof one === "string" && one !== ""));
}

/** What decides who a subject is: with another one of these, a name that is known may be somebody else's. */
export const subjectSettings = ["issuer", "jwks_url", "profile_url", "profile_id", "tenant"] as const;

/** All of that of one provider, to be compared. */
export function subjectsBy(settings: unknown): string {
  const stored = storedProviderSettings(settings);
  return JSON.stringify(subjectSettings.map((name) => stored[name] ?? null));
}

/** True where a provider cannot do without a client secret: a custom one may be a public client. */
export function needsSecret(type: ProviderType): boolean {
  return !customTypes.some((one) => one === type);
}
