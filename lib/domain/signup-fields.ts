import { canonicalEmail } from "./email";
import type { HostedSettings } from "./hosted-settings";
import { done, type Outcome, refuse } from "./outcome";
import { confirmationProblems, passwordProblems } from "./password-policy";
import type { Problem } from "./problem";
import { type CleanName, cleanName } from "./text";
import { type CanonicalUsername, canonicalUsername } from "./username";
import type { HostedApp, VisitRealm } from "./visit";

type TypedPerson = {
  readonly username: string;
  readonly email: string;
  readonly email_confirmation?: string | undefined;
  readonly first_name: string;
  readonly last_name: string;
  readonly org_name?: string | undefined;
};

type Typed = TypedPerson & { readonly password: string; readonly password_confirmation?: string | undefined };

/** Who a signup is about, in the forms that are stored. */
export type SignupPerson = {
  readonly username: { readonly display: string; readonly canonical: string; readonly skeleton: string | null };
  readonly email: { readonly display: string; readonly canonical: string; readonly unique: boolean };
  readonly firstName: string | null;
  readonly lastName: string | null;
  /** The organisation as it was typed; null where none was asked for or given. */
  readonly orgName: string | null;
};

/** What decides which fields a signup has, but for the password. */
type PersonRules = {
  readonly realm: Pick<VisitRealm, "usernameValidationHuman" | "requireUniqueEmails">;
  readonly app: Pick<HostedApp, "settings">;
};

/** What decides which fields a signup has, and what may stand in them. */
export type SignupRules = {
  readonly realm: Pick<VisitRealm, "name" | "usernameValidationHuman" | "requireUniqueEmails" | "passwordPolicy">;
  readonly app: Pick<HostedApp, "name" | "settings">;
};

/**
 * Reads the fields of a signup by the rules of realm and app; every problem of every field at once. In e-mail realms
 * either field may hold the address.
 */
export function readSignup(rules: SignupRules, sent: Typed): Outcome<SignupPerson> {
  const { realm, app } = rules;
  const typed = withAddress(rules, sent);
  const person = readPerson(rules, typed);
  const asksAgain = app.settings.password_field === "twice" || typed.password_confirmation !== undefined;
  const problems: Problem[] = [
    ...(person.ok ? [] : person.problems),
    ...passwordProblems(realm.passwordPolicy, typed.password, {
      username: typed.username,
      email: typed.email,
      names: [realm.name, app.name],
    }),
    ...(asksAgain ? confirmationProblems(typed) : []),
  ];
  return problems.length > 0 ? refuse(...problems) : person;
}

/** The same without a password: who is known by a profile at a provider needs none. */
export function readPerson(rules: PersonRules, sent: TypedPerson): Outcome<SignupPerson> {
  const { realm, app } = rules;
  const typed = withAddress(rules, sent);
  const byEmail = realm.usernameValidationHuman === "email";
  const email = canonicalEmail(typed.email);
  const username = byEmail ? null : plainUsername(typed.username);
  const [firstName, lastName] = [cleanName(typed.first_name), cleanName(typed.last_name)];
  const orgName = cleanName((app.settings.signup_mode !== "user" && typed.org_name) || "");
  const problems: Problem[] = [
    ...(username && !username.ok ? [{ code: username.code, field: "username" as const }] : []),
    ...(email.ok ? [] : [{ code: email.code, field: "email" as const }]),
    ...emailConfirmationProblems(typed),
    ...nameProblems({ first_name: firstName, last_name: lastName }, app.settings.name_field === "required"),
    ...orgNameProblems(orgName, app.settings),
  ];
  const [first, ...more] = problems;
  if (first || !email.ok || (username && !username.ok))
    return refuse(first ?? { code: "email.blank", field: "email" }, ...more);
  return done({
    username: username ?? { display: email.display, canonical: email.canonical, skeleton: null },
    email: { display: email.display, canonical: email.canonical, unique: realm.requireUniqueEmails },
    firstName: (firstName.ok && firstName.value) || null,
    lastName: (lastName.ok && lastName.value) || null,
    orgName: (orgName.ok && orgName.value) || null,
  });
}

/** In e-mail realms the address may come as the user name. */
function withAddress<T extends TypedPerson>({ realm }: PersonRules, sent: T): T {
  const byEmail = realm.usernameValidationHuman === "email";
  return byEmail ? { ...sent, email: sent.email || sent.username } : sent;
}

function emailConfirmationProblems({ email, email_confirmation: again }: TypedPerson): Problem[] {
  if (again === undefined) return [];
  const [one, other] = [canonicalEmail(email), canonicalEmail(again)];
  const same = one.ok && other.ok ? one.canonical === other.canonical : email === again;
  return same ? [] : [{ code: "email.confirmation-differs", field: "email_confirmation" }];
}

/** A name with "@" would stand in the way of the person whose address it is: they log in with that. */
function plainUsername(typed: string): CanonicalUsername {
  return typed.includes("@") ? { ok: false, code: "username.not-allowed" } : canonicalUsername(typed);
}

function nameProblems(names: Record<"first_name" | "last_name", CleanName>, required: boolean): Problem[] {
  const blanks = { first_name: "first-name.blank", last_name: "last-name.blank" } as const;
  return (["first_name", "last_name"] as const).flatMap((field): Problem[] => {
    const name = names[field];
    if (!name.ok) return [{ code: name.code, field }];
    return required && name.value === "" ? [{ code: blanks[field], field }] : [];
  });
}

/** Asked for in mode user_org alone; in mode user_token it is kept for the app if it was sent. */
function orgNameProblems(name: CleanName, { signup_mode: mode, org_field: field }: HostedSettings): Problem[] {
  if (!name.ok) return [{ code: name.code, field: "org_name" }];
  const required = mode === "user_org" && field === "required";
  return required && name.value === "" ? [{ code: "org-name.blank", field: "org_name" }] : [];
}

/** What a person is called: by their names, else by their user name. */
export function fullName({ firstName, lastName, username }: Omit<SignupPerson, "email" | "orgName">): string {
  return [firstName, lastName].filter(Boolean).join(" ") || username.display;
}

/** The organisation of a signup in mode user_org: named as was asked for, else after the person (seed 001). */
export function orgOf({ app }: { readonly app: Pick<HostedApp, "settings"> }, person: Omit<SignupPerson, "email">) {
  const { signup_mode: mode, org_field: field, default_permissions: permissions } = app.settings;
  if (mode !== "user_org") return null;
  return { name: (field !== "hidden" && person.orgName) || fullName(person), permissions };
}

/** In an e-mail realm the address is the user name, so it is the address that is taken. */
export function takenProblem(
  { usernameValidationHuman }: Pick<VisitRealm, "usernameValidationHuman">,
  taken: "username" | "email",
) {
  if (taken === "email" || usernameValidationHuman === "email") return { code: "email.taken", field: "email" } as const;
  return { code: "username.taken", field: "username" } as const;
}
