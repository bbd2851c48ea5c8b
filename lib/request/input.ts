import type { z } from "zod";
import { type FieldName, fieldNames } from "@/lib/domain/field-names";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { problemOf } from "./fields";

/** Fields by name, each with every value that was sent for it, as they came. */
export type RawFields = (name: string) => readonly unknown[];

/**
 * Reads exactly the fields that `schema` names; all else that was sent is never looked at. A field sent twice, as a
 * list, an object or a file is a problem of its own, never a match. One rule for pages and APIs. How long a field may
 * be is its own matter, so that too long a password is told like any other wrong one; the front limits the whole body.
 */
export function readInput<S extends z.ZodObject>(schema: S, raw: RawFields): Outcome<z.output<S>> {
  const problems: Problem[] = [];
  const read: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const [value, ...more] = raw(name);
    if (value === undefined) continue;
    const field = isFieldName(name) ? { field: name } : {};
    if (more.length > 0 || typeof value !== "string") problems.push({ code: "field.not-single", ...field });
    else if (!isStorable(value)) problems.push({ code: "text.not-allowed", ...field });
    else read[name] = value;
  }
  const parsed = schema.safeParse(read);
  const [first, ...others] = problems;
  if (first) return refuse(first, ...others);
  return parsed.success ? done(parsed.data) : refuse(...parsed.error.issues.map((issue) => problemOf(issue, read)));
}

/** The fields of a form. PHP-style names (`username[]`) count as the field, so that they are refused and not missed. */
export function formFields(form: FormData): RawFields {
  return (name) => [...form.getAll(name), ...(form.has(`${name}[]`) ? [form.getAll(`${name}[]`)] : [])];
}

/** PostgreSQL keeps no NUL, and a lone surrogate would be stored as another character. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

function isFieldName(name: string): name is FieldName {
  return (fieldNames as readonly string[]).includes(name);
}
