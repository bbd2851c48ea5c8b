import { canonicalEmail } from "./email";
import { done, type Outcome, refuse } from "./outcome";
import { confirmationProblems, passwordProblems } from "./password-policy";
import type { Problem } from "./problem";
import { type CleanName, cleanName } from "./text";
import { type CanonicalUsername, canonicalUsername } from "./username";
import type { Visit } from "./visit";

type Typed = {
  readonly username: string;
  readonly email: string;
  readonly email_confirmation?: string | undefined;
  readonly password: string;
  readonly password_confirmation?: string | undefined;
  readonly first_name: string;
  readonly last_name: string;
};

/** Who a signup is about, in the forms that are stored. */
export type SignupPerson = {
  readonly username: { readonly display: string; readonly canonical: string; readonly skeleton: string | null };
  readonly email: { readonly display: string; readonly canonical: string; readonly unique: boolean };
  readonly firstName: string | null;
  readonly lastName: string | null;
};

/** Reads the fields of a signup by the rules of realm and app; every problem of every field at once. */
export function readSignup({ realm, app }: Pick<Visit, "realm" | "app">, typed: Typed): Outcome<SignupPerson> {
  const byEmail = realm.usernameValidationHuman === "email";
  const email = canonicalEmail(typed.email || (byEmail ? typed.username : ""));
  const username = byEmail ? null : plainUsername(typed.username);
  const [firstName, lastName] = [cleanName(typed.first_name), cleanName(typed.last_name)];
  const asksAgain = app.settings.password_field === "twice" || typed.password_confirmation !== undefined;
  const problems: Problem[] = [
    ...(username && !username.ok ? [{ code: username.code, field: "username" as const }] : []),
    ...(email.ok ? [] : [{ code: email.code, field: "email" as const }]),
    ...emailConfirmationProblems(typed),
    ...nameProblems({ first_name: firstName, last_name: lastName }, app.settings.name_field === "required"),
    ...passwordProblems(realm.passwordPolicy, typed.password, {
      username: typed.username,
      email: typed.email,
      names: [realm.name, app.name],
    }),
    ...(asksAgain ? confirmationProblems(typed) : []),
  ];
  const [first, ...more] = problems;
  if (first || !email.ok || (username && !username.ok))
    return refuse(first ?? { code: "email.blank", field: "email" }, ...more);
  return done({
    username: username ?? { display: email.display, canonical: email.canonical, skeleton: null },
    email: { display: email.display, canonical: email.canonical, unique: realm.requireUniqueEmails },
    firstName: (firstName.ok && firstName.value) || null,
    lastName: (lastName.ok && lastName.value) || null,
  });
}

function emailConfirmationProblems({ email, email_confirmation: again }: Typed): Problem[] {
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
