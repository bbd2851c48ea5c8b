import { type ImportedUser, importedUser, importedUserInput, unknownNames } from "@/lib/domain/imported-user";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { type NameRules, readHumanNames } from "@/lib/domain/user-names";
import { readFields, type SentFields } from "./fields";

/** Reads the fields of one user who is imported into a realm of these rules; all that is wrong with them at once. */
export function readImportedUser(rules: NameRules, sent: SentFields): Outcome<ImportedUser> {
  const fields = readFields(importedUserInput, sent, { isNew: true });
  const names = readHumanNames(rules, { username: textOf(sent.username), email: textOf(sent.email) });
  const read = fields.ok ? [] : fields.problems;
  const ofNames = names.ok ? [] : names.problems.filter(({ field }) => !read.some((one) => one.field === field));
  const problems = [...unknownNames(Object.keys(sent)), ...ofNames, ...read];
  if (!fields.ok || !names.ok || problems.length > 0) return refuse(...problems);
  return done(importedUser(names.value, fields.value));
}

function textOf(sent: unknown): string {
  return typeof sent === "string" ? sent : "";
}
