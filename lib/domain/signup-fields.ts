import { canonicalEmail } from "./email";
import { done, type Outcome, refuse } from "./outcome";
import { confirmationProblems, passwordProblems } from "./password-policy";
import type { FieldName, Problem } from "./problem";
import { cleanName, isPlainText } from "./text";
import { canonicalUsername } from "./username";
import type { Visit } from "./visit";

/** Names longer than this are a mistake, or somebody's game. */
const LONGEST_NAME = 100;

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
  const username = byEmail ? null : canonicalUsername(typed.username);
  const problems: Problem[] = [
    ...(username && !username.ok ? [{ code: username.code, field: "username" as const }] : []),
    ...(email.ok ? [] : [{ code: email.code, field: "email" as const }]),
    ...emailConfirmationProblems(typed),
    ...nameProblems(typed, app.settings.name_field === "required"),
    ...passwordProblems(realm.passwordPolicy, typed.password, {
      username: typed.username,
      email: typed.email,
      names: [realm.name, app.name],
    }),
    ...confirmationProblems({
      password: typed.password,
      confirmation: typed.password_confirmation,
      required: app.settings.password_field === "twice",
    }),
  ];
  const [first, ...more] = problems;
  if (first || !email.ok || (username && !username.ok)) return refuse(first ?? { code: "email.blank", field: "email" }, ...more);
  return done({
    username: username ?? { display: email.display, canonical: email.canonical, skeleton: null },
    email: { display: email.display, canonical: email.canonical, unique: realm.requireUniqueEmails },
    firstName: cleanName(typed.first_name) || null,
    lastName: cleanName(typed.last_name) || null,
  });
}

function emailConfirmationProblems({ email, email_confirmation: again }: Typed): Problem[] {
  if (again === undefined) return [];
  const [one, other] = [canonicalEmail(email), canonicalEmail(again)];
  const same = one.ok && other.ok ? one.canonical === other.canonical : email === again;
  return same ? [] : [{ code: "email.confirmation-differs", field: "email_confirmation" }];
}

function nameProblems(typed: Typed, required: boolean): Problem[] {
  const fields = [
    ["first_name", "first-name.blank"],
    ["last_name", "last-name.blank"],
  ] as const satisfies readonly (readonly [FieldName, Problem["code"]])[];
  return fields.flatMap(([field, blank]): Problem[] => {
    const value = typed[field];
    if (!isPlainText(value)) return [{ code: "text.not-allowed", field }];
    if ([...value.trim()].length > LONGEST_NAME) return [{ code: "name.too-long", field, params: { max: LONGEST_NAME } }];
    return required && value.trim() === "" ? [{ code: blank, field }] : [];
  });
}
