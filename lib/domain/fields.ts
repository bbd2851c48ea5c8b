import { z } from "zod";
import type { ProblemCode } from "./problem";
import { cleanName, codePoints, isPlainText } from "./text";

/** What is wrong with the value of one field. */
export type Fault = { readonly code: ProblemCode; readonly params?: Readonly<Record<string, string | number>> };

/** A value as it is stored, or what is wrong with it. */
type Checked<T> = { readonly value: T } | { readonly fault: Fault };

const wrong = (code: ProblemCode, params?: Fault["params"]) => ({ fault: { code, ...(params ? { params } : {}) } });

/**
 * A schema that checks `input` by a rule of ours. Its faults come back from lib/request/fields.ts as problems of the
 * field, all at once. Schemas of fields have no default: what is not sent is for the function that takes the input.
 */
export function checked<In extends z.ZodType, T>(input: In, check: (value: z.output<In>) => Checked<T>) {
  return input.transform((value, context): T => {
    const result = check(value);
    if ("value" in result) return result.value;
    context.addIssue({ code: "custom", params: { fault: result.fault } });
    return z.NEVER;
  });
}

/** What a person reads as the name of something: at most 100 characters, all of them visible. */
export const nameField = checked(z.string(), (typed) => {
  const name = cleanName(typed);
  if (!name.ok) return wrong(name.code);
  return name.value === "" ? wrong("field.blank") : { value: name.value };
}).meta({ type: "string", maxLength: 100 });

/** Text of up to `max` characters that says nothing when it is blank: null. */
export function textField(max: number) {
  return checked(z.string().nullable(), (text) => {
    if (text === null || text === "") return { value: null };
    if (!isPlainText(text)) return wrong("text.not-allowed");
    return codePoints(text) > max ? wrong("field.too-long", { max }) : { value: text };
  }).meta({ type: ["string", "null"], maxLength: max });
}

/** What the app's owner calls it in their own books. */
export const referenceField = textField(255).meta({ description: "The owner's own name for it. It can be searched." });

export const stateField = z.enum(["active", "inactive"]);

/** A whole number, or the digits of one: forms know no numbers. */
export function numberField(min: number, max: number) {
  return checked(z.unknown(), (sent) => {
    const number = typeof sent === "string" && /^-?\d{1,15}$/.test(sent) ? Number(sent) : sent;
    return typeof number === "number" && Number.isInteger(number) && number >= min && number <= max
      ? { value: number }
      : wrong("field.not-number", { min, max });
  }).meta({ type: "integer", minimum: min, maximum: max });
}

/** True or false, or the word: forms know neither. */
export const flagField = checked(z.unknown(), (sent) => {
  if (sent === true || sent === "true" || sent === "1") return { value: true };
  return sent === false || sent === "false" || sent === "0" ? { value: false } : wrong("field.not-flag");
}).meta({ type: "boolean" });

/** The last moment that everything here can write: the end of the year 9999. */
const latest = 253_402_300_799;

/** A moment: Unix seconds, as a number or as digits, or RFC 3339. null and blank: none. */
export const momentField = checked(z.unknown(), (sent) => {
  if (sent === null || sent === "") return { value: null };
  const text = typeof sent === "string" ? sent : "";
  const isDate = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const seconds = /^\d{1,12}(?:\.\d{1,6})?$/.test(text) ? Number(text) : isDate ? Date.parse(text) / 1000 : sent;
  return typeof seconds === "number" && seconds >= 0 && seconds <= latest
    ? { value: new Date(Math.round(seconds * 1000)) }
    : wrong("field.not-moment");
}).meta({ type: ["number", "null"], minimum: 0, maximum: latest, description: "Unix seconds." });

/** Texts that are sent as a list, or as one of them. Twice the same counts once. null and blank: none. */
export function readTexts(sent: unknown): Checked<string[]> {
  const list = sent === null || sent === "" ? [] : typeof sent === "string" ? [sent] : sent;
  const isTexts = Array.isArray(list) && list.every((one) => typeof one === "string");
  return isTexts ? { value: [...new Set(list)] } : wrong("field.not-list");
}

const MOST_PERMISSIONS = 20;

/** What a membership allows: at most 20 tags, whose meaning is the app's own business. */
export const permissionsField = checked(z.unknown(), (sent) => {
  const list = readTexts(sent);
  if ("fault" in list) return list;
  if (!list.value.every((one) => /^[A-Za-z0-9*:;._-]{1,62}$/.test(one))) return wrong("permissions.malformed");
  return list.value.length > MOST_PERMISSIONS ? wrong("permissions.too-many", { max: MOST_PERMISSIONS }) : list;
}).meta({
  type: ["array", "string", "null"],
  items: { type: "string", pattern: "^[A-Za-z0-9*:;._-]{1,62}$" },
  maxItems: MOST_PERMISSIONS,
  description: "A list of tags, or one tag.",
});

/** An owner's own values beside an object. */
export type Custom = Readonly<Record<string, Scalar | readonly Scalar[]>>;
type Scalar = string | number | boolean | null;

const MOST_CUSTOM_BYTES = 16 * 1024;
const MOST_NAMES = 100;

/** Names to scalars, or to lists of scalars; their types are kept. null and blank: none. */
export const customField = checked(z.unknown(), (sent) => {
  if (sent === null || sent === "") return { value: {} };
  if (typeof sent !== "object" || Array.isArray(sent)) return wrong("field.not-object");
  const entries = Object.entries(sent);
  if (entries.length > MOST_NAMES || !entries.every(([name]) => isCustomName(name))) return wrong("custom.key");
  if (!entries.every((entry): entry is [string, Custom[string]] => isCustomValue(entry[1])))
    return wrong("custom.value");
  const value: Custom = Object.fromEntries(entries);
  return new TextEncoder().encode(JSON.stringify(value)).length > MOST_CUSTOM_BYTES
    ? wrong("custom.too-large")
    : { value };
}).meta({
  type: ["object", "null"],
  description: "The owner's own values: texts, numbers, true, false, null, and lists of those. Replaced as a whole.",
});

/** Names that mean something to JavaScript itself would be lost, or worse, in the owner's own programs. */
function isCustomName(name: string): boolean {
  const isOwn = !["__proto__", "constructor", "prototype"].includes(name);
  return isOwn && name !== "" && codePoints(name) <= 100 && isPlainText(name);
}

function isCustomValue(value: unknown): value is Custom[string] {
  return Array.isArray(value) ? value.every(isScalar) : isScalar(value);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
}
