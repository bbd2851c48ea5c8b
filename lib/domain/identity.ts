import { canonicalEmail } from "./email";
import { cleanName } from "./text";

/** Who a provider says has come, in forms that can be stored. The subject is theirs for ever; all else may change. */
export type Identity = {
  readonly subject: string;
  /** Null where it gave none, or none that a mail could reach. */
  readonly email: { readonly display: string; readonly canonical: string } | null;
  /** Whether the provider itself has seen that they have this address. */
  readonly emailVerified: boolean;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
  /** What they call themselves there: a suggestion, and no more. */
  readonly username: string | null;
};

/** A provider's tokens for one person, as it gave them. */
export type ProviderTokens = {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly idToken: string | null;
  readonly scope: string | null;
  /** In how many seconds the access token ends; null where it does not say. */
  readonly expiresIn: number | null;
};

/** What a provider's profile calls each of these. */
export type ProfileFields = Readonly<
  Record<"id" | "email" | "emailVerified" | "firstName" | "lastName" | "name" | "username", string>
>;

/** As OpenID Connect Core 1.0 (5.1) names them. */
export const standardClaims: ProfileFields = {
  id: "sub",
  email: "email",
  emailVerified: "email_verified",
  firstName: "given_name",
  lastName: "family_name",
  name: "name",
  username: "preferred_username",
};

const LONGEST_SUBJECT = 255;

/** Reads a profile; null where it does not say whose it is. Nothing but text, numbers and truth is taken from it. */
export function readIdentity(profile: unknown, fields: ProfileFields): Identity | null {
  const read = (field: keyof ProfileFields) => valueAt(profile, fields[field].split("."));
  const subject = textOf(read("id"));
  if (!subject || subject.length > LONGEST_SUBJECT) return null;
  const email = canonicalEmail(textOf(read("email")) ?? "");
  const verified = read("emailVerified");
  const nameOf = (field: keyof ProfileFields) => {
    const name = cleanName(textOf(read(field)) ?? "");
    return (name.ok && name.value) || null;
  };
  return {
    subject,
    email: email.ok ? { display: email.display, canonical: email.canonical } : null,
    // Some send it as text, Microsoft as a digit.
    emailVerified: email.ok && [true, "true", 1, "1"].some((yes) => yes === verified),
    firstName: nameOf("firstName"),
    lastName: nameOf("lastName"),
    name: nameOf("name"),
    username: nameOf("username"),
  };
}

/**
 * One person as told twice: what `told` leaves out is taken from `signed`. An address and whether it was verified stay
 * together: neither vouches for the other's.
 */
export function filledIn(told: Identity, signed: Identity): Identity {
  const { email, emailVerified } = told.email ? told : signed;
  return {
    subject: told.subject,
    email,
    emailVerified,
    firstName: told.firstName ?? signed.firstName,
    lastName: told.lastName ?? signed.lastName,
    name: told.name ?? signed.name,
    username: told.username ?? signed.username,
  };
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  const isRecord = typeof value === "object" && value !== null && Object.hasOwn(value, first);
  return isRecord ? valueAt(Reflect.get(value, first), rest) : undefined;
}

/** PostgreSQL keeps no NUL, and a lone surrogate would be stored as another character. */
function textOf(value: unknown): string | null {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : null;
  return typeof value === "string" && value.isWellFormed() && !value.includes("\u0000") ? value : null;
}

/** What is kept of an identity in a profile's row, and shown to the realm's owner. */
export function profileOf(identity: Identity) {
  const { email, emailVerified, firstName, lastName, name, username } = identity;
  return {
    email: email?.display ?? null,
    email_verified: emailVerified,
    first_name: firstName,
    last_name: lastName,
    name,
    username,
  };
}

/** What a person will know themselves by; null where the provider said nothing of the kind. */
export function nameOf({ email, name, username }: Identity): string | null {
  return email?.display ?? name ?? username;
}
