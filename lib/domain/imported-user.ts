import { z } from "zod";
import { checked, customField, momentField, referenceField, stateField } from "./fields";
import { readRecipe } from "./password-recipe";
import type { Problem } from "./problem";
import { cleanName } from "./text";
import type { UserNames } from "./user-names";

/** A hash of a password from elsewhere (lib/domain/password-recipe.ts), in the form in which it is kept. */
export const passwordHashField = checked(z.string(), (sent) => {
  const read = readRecipe(sent);
  if (read.ok) return { value: read.recipe.text };
  return { fault: { code: read.code, ...("params" in read ? { params: read.params } : {}) } };
}).meta({
  type: "string",
  description: "bcrypt, argon2, scrypt or PBKDF2, as other systems store it. The next login hashes the password anew.",
});

const personField = checked(z.string(), (typed) => {
  const name = cleanName(typed);
  return name.ok ? { value: name.value || null } : { fault: { code: name.code } };
}).meta({ type: "string", maxLength: 100 });

const word = (right: string, code: Problem["code"]) =>
  checked(z.unknown(), (sent) => (sent === right || sent === "" ? { value: right } : { fault: { code } })).optional();

/** What an imported user is made of. Who they are called is read apart (lib/domain/user-names.ts). */
export const importedUserInput = z.object({
  username: z.string().optional(),
  email: z.string().optional(),
  email_verification: z.enum(["none", "requested", "verified"]).optional(),
  first_name: personField.optional(),
  last_name: personField.optional(),
  name: personField.optional(),
  state: stateField.optional(),
  reference: referenceField.optional(),
  custom: customField.optional(),
  password_hash: passwordHashField.optional(),
  created_at: momentField.optional(),
  user_type: word("human", "import.not-human"),
  object: word("user", "import.not-a-user"),
  // Hashing 100,000 passwords takes an hour, and plain ones should be in no file.
  password: checked(z.unknown(), () => ({ fault: { code: "import.password" } })).optional(),
});

/** What an export says of a user besides, and an import passes over. */
const passedOver = ["id", "realm_id", "last_login_at", "membership_count", "credentials", "memberships"];
const known = new Set([...Object.keys(importedUserInput.shape), ...passedOver]);

/** What speaks against fields of these names: one that is not known is likely another one misspelt. */
export function unknownNames(names: readonly string[]): Problem[] {
  return names
    .filter((name) => !known.has(name))
    .map((name) => ({ code: "import.field-unknown", params: { name: name.slice(0, 100) } }));
}

/** What speaks against the columns of a CSV file. A column `custom.plan` is the attribute `plan`. */
export function columnProblems(names: readonly string[]): Problem[] {
  const twice = names.filter((name, n) => names.indexOf(name) !== n);
  return [
    ...unknownNames(names.filter((name) => !/^custom\../.test(name))),
    ...[...new Set(twice)].map(
      (name): Problem => ({ code: "import.column-twice", params: { name: name.slice(0, 100) } }),
    ),
  ];
}

/** A human user as they come from elsewhere, in the forms that are stored. */
export type ImportedUser = UserNames & {
  readonly emailVerification: "none" | "requested" | "verified";
  readonly state: "active" | "inactive";
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string;
  readonly reference: string | null;
  readonly custom: Readonly<Record<string, unknown>>;
  readonly passwordHash: string | null;
  readonly createdAt: Date | null;
};

/** The user of these fields. Who has no name is called by their username. */
export function importedUser(names: UserNames, fields: z.output<typeof importedUserInput>): ImportedUser {
  const { first_name: firstName = null, last_name: lastName = null } = fields;
  const called = [firstName, lastName].filter((part) => part !== null).join(" ");
  return {
    ...names,
    emailVerification: fields.email_verification ?? "none",
    state: fields.state ?? "active",
    firstName,
    lastName,
    name: called || fields.name || names.username.display,
    reference: fields.reference ?? null,
    custom: fields.custom ?? {},
    passwordHash: fields.password_hash ?? null,
    createdAt: fields.created_at ?? null,
  };
}
