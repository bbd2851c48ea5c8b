import { confirmationProblems, type PasswordPolicy, passwordProblems } from "./password-policy";
import type { Problem } from "./problem";
import type { UserInput } from "./user-fields";
import type { NameRules } from "./user-names";

/** What a realm says of its users. */
export type UserRules = NameRules & { readonly name: string; readonly passwordPolicy: PasswordPolicy };

/** What speaks against a password that an owner sets: the realm's policy, and a second typing, where it is sent. */
export function ownersPasswordProblems(
  { passwordPolicy, name }: UserRules,
  { password, password_confirmation: again }: Pick<UserInput, "password" | "password_confirmation">,
  person: { readonly username: string; readonly email: string },
): Problem[] {
  const typed = password ?? "";
  return [
    ...passwordProblems(passwordPolicy, typed, { ...person, names: [name] }),
    ...(again === undefined || again === null
      ? []
      : confirmationProblems({ password: typed, password_confirmation: again })),
  ];
}

/** What an API user cannot have. */
export function humanOnlyProblems(input: UserInput): Problem[] {
  const sent = {
    password: input.password || input.password_confirmation,
    first_name: input.first_name,
    last_name: input.last_name,
    email_verification: input.email_verification !== "none" && input.email_verification,
  } as const;
  return (Object.keys(sent) as (keyof typeof sent)[])
    .filter((field) => sent[field])
    .map((field) => ({ code: "field.human-only", field }));
}

/** What a human is called: by first and last name, else as before, else by their username. */
export function humanName(
  { firstName, lastName }: { readonly firstName: string | null; readonly lastName: string | null },
  otherwise: string,
): string {
  return [firstName, lastName].filter(Boolean).join(" ") || otherwise;
}
