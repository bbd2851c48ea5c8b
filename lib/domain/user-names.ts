import { canonicalEmail } from "./email";
import { done, type Outcome, refuse } from "./outcome";
import { canonicalUsername } from "./username";

/** What a realm says of names and addresses. */
export type NameRules = {
  readonly usernameValidationHuman: "standard" | "email";
  readonly requireUniqueEmails: boolean;
};

/** A user name in the forms that are stored (lib/domain/username.ts). */
export type StoredUsername = {
  readonly display: string;
  readonly canonical: string;
  readonly skeleton: string | null;
};

/** An address in the forms that are stored; `unique` where no other user may have it. */
export type StoredEmail = { readonly display: string; readonly canonical: string; readonly unique: boolean };

/** The name and the address of a human user, in the forms that are stored. */
export type UserNames = { readonly username: StoredUsername; readonly email: StoredEmail };

/** The same of an API user, who may have no address. */
type ApiNames = { readonly username: StoredUsername; readonly email: StoredEmail | null };

type Typed = { readonly username: string; readonly email: string };

/**
 * Reads the name and the address of a human whom an owner makes, by the rules of the realm; all problems at once. In
 * e-mail realms the two are each other's, where one is left out; they are not kept the same afterwards.
 */
export function readHumanNames(rules: NameRules, typed: Typed): Outcome<UserNames> {
  const byEmail = rules.usernameValidationHuman === "email";
  const either = typed.username.trim() || typed.email;
  const email = readEmail(rules, byEmail && typed.email.trim() === "" ? either : typed.email);
  const own = email.ok ? email : readEmail(rules, typed.username); // what is no address says nothing against a name
  const whose = { userType: "human", email: own.ok ? own.value : null } as const;
  return together(readUsername(rules, byEmail ? either : typed.username, whose), email);
}

/** Reads the name of an API user, and the address if there is one. */
export function readApiNames(rules: NameRules, typed: Typed): Outcome<ApiNames> {
  const username = readUsername(rules, typed.username, { userType: "api", email: null });
  return together(username, readEmailOf(rules, typed.email, "api"));
}

function together<E>(username: Outcome<StoredUsername>, email: Outcome<E>) {
  if (username.ok && email.ok) return done({ username: username.value, email: email.value });
  return refuse(...(username.ok ? [] : username.problems), ...(email.ok ? [] : email.problems));
}

type Whose = { readonly userType: "human" | "api"; readonly email: StoredEmail | null };

/**
 * Reads the name of a user whom an owner makes or renames. In e-mail realms people are known by an address; elsewhere a
 * name that is an address must be the user's own: anyone else's would stand in that person's way when they log in.
 */
export function readUsername(rules: NameRules, typed: string, { userType, email }: Whose): Outcome<StoredUsername> {
  const byEmail = rules.usernameValidationHuman === "email";
  if (userType === "human" && (byEmail || typed.includes("@"))) {
    if (typed.trim() === "") return refuse({ code: "username.blank", field: "username" });
    const address = canonicalEmail(typed);
    if (address.ok && (byEmail || address.canonical === email?.canonical))
      return done({ display: address.display, canonical: address.canonical, skeleton: null });
    if (byEmail) return refuse({ code: "username.not-address", field: "username" });
    if (address.ok) return refuse({ code: "email.confirmation-differs", field: "email" });
    return refuse({ code: "username.not-allowed", field: "username" });
  }
  const name = canonicalUsername(typed);
  if (!name.ok) return refuse({ code: name.code, field: "username" });
  if (name.canonical.includes("@")) return refuse({ code: "username.not-allowed", field: "username" });
  return done({ display: name.display, canonical: name.canonical, skeleton: name.skeleton });
}

/** Reads an address by the rules of the realm. A human has one, an API user may. */
export function readEmailOf(rules: NameRules, typed: string, userType: "human" | "api"): Outcome<StoredEmail | null> {
  return userType === "api" && typed.trim() === "" ? done(null) : readEmail(rules, typed);
}

function readEmail(rules: NameRules, typed: string): Outcome<StoredEmail> {
  const email = canonicalEmail(typed);
  if (!email.ok) return refuse({ code: email.code, field: "email" });
  return done({ display: email.display, canonical: email.canonical, unique: rules.requireUniqueEmails });
}

/** What a name that somebody wrote down may be stored as: a user name, or an address that is one. */
export function canonicalNames(typed: string): readonly string[] {
  const [name, address] = [canonicalUsername(typed), canonicalEmail(typed)];
  return [...(name.ok ? [name.canonical] : []), ...(address.ok ? [address.canonical] : [])];
}
