import type { z } from "zod";
import type { FieldName } from "@/lib/domain/field-names";
import type { Fault } from "@/lib/domain/fields";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";

/** What was sent, by name, as it came. */
export type SentFields = Readonly<Record<string, unknown>>;

/** A schema of fields that all have a name of ours. */
export type FieldSchema = z.ZodObject<Readonly<Partial<Record<FieldName, z.ZodType>>>>;

/** How deep the values of fields are looked into; no field of ours is a list of lists. */
const MOST_LEVELS = 4;

/**
 * Reads exactly the fields that `schema` names: all else that was sent is never looked at (security.md 88). A value of
 * another type is a problem of its field, never a match; all problems are told at once. What cannot be stored (NUL,
 * half a surrogate pair) is one too. `isNew`: null is then the same as not sent, since clients write out what they
 * leave blank; in a change it means blank.
 */
export function readFields<S extends FieldSchema>(
  schema: S,
  sent: SentFields,
  { isNew }: { readonly isNew: boolean },
): Outcome<z.output<S>> {
  const names = Object.keys(schema.shape) as FieldName[];
  const given = names.filter((name) => Object.hasOwn(sent, name) && !(isNew && sent[name] === null));
  const parsed = schema.safeParse(Object.fromEntries(given.map((name) => [name, sent[name]])));
  const problems: Problem[] = [
    ...given.flatMap((field) => unfit(sent[field]).map((code): Problem => ({ code, field }))),
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => problemOf(issue, sent))),
  ];
  const [first, ...more] = withoutRepeats(problems);
  if (first) return refuse(first, ...more);
  return parsed.success ? done(parsed.data) : refuse({ code: "request.malformed" });
}

/** What is wrong with a field, as a schema found it. */
export function problemOf(issue: z.core.$ZodIssue, sent: SentFields): Problem {
  const field = issue.path[0] as FieldName;
  const value = Object.hasOwn(sent, field) ? sent[field] : undefined;
  if (issue.code === "custom" && isFault(issue.params?.fault)) return { ...issue.params.fault, field };
  if (value === undefined || value === null) return { code: "field.blank", field };
  if (issue.code === "invalid_value")
    return { code: "field.not-listed", field, params: { values: issue.values.join(", ") } };
  const isText = issue.code === "invalid_type" && issue.expected === "string";
  return { code: isText ? "field.not-text" : "field.malformed", field };
}

function isFault(value: unknown): value is Fault & Pick<Problem, "params"> {
  return typeof value === "object" && value !== null && "code" in value;
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, field }) => {
    const key = `${code} ${field}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Texts in a value, its names too, that PostgreSQL would not keep as they are; and what is too deep to look into. */
function unfit(value: unknown, level = 0): ("text.not-allowed" | "field.malformed")[] {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\u0000") ? [] : ["text.not-allowed"];
  if (typeof value !== "object" || value === null) return [];
  if (level >= MOST_LEVELS) return ["field.malformed"];
  return Object.entries(value).flatMap(([name, inner]) => [...unfit(name), ...unfit(inner, level + 1)]);
}
