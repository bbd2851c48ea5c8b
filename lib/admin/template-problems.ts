import type { FieldName } from "@/lib/domain/field-names";
import type { Problem } from "@/lib/domain/problem";
import { codePoints } from "@/lib/domain/text";
import { liquidProblem, longestBody, longestSubject, variablesOf } from "@/lib/mail/owner-template";

type Source = {
  readonly part: "subject" | "body";
  readonly source: string;
  /** The variables it may name; null where nobody can say, since it is not clear what the mail is about. */
  readonly known: readonly string[] | null;
};

/** What keeps a part of an owner's mail from being taken, said beside `field`. */
export function templateProblems(field: FieldName, { part, source, known }: Source): Problem[] {
  const max = part === "subject" ? longestSubject : longestBody;
  if (source.trim() === "") return [{ code: `mail-template.${part}-blank`, field }];
  if (codePoints(source) > max) return [{ code: `mail-template.${part}-too-long`, field, params: { max } }];
  try {
    const unknown = variablesOf(source).filter(({ name }) => known && !known.includes(name));
    return unknown.map(({ name, line }) => ({
      code: "mail-template.variable-unknown",
      field,
      params: { variable: name, line, known: known?.join(", ") ?? "" },
    }));
  } catch (error) {
    return [{ code: "mail-template.not-liquid", field, params: liquidProblem(error) }];
  }
}
