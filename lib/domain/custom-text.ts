import { z } from "zod";
import { type Custom, checked, customField } from "./fields";

type Scalar = Extract<Custom[string], string | number | boolean | null>;

/**
 * Custom attributes as a person types them, one a line: `name: value`. Types are detected (seed 003): `1` is a number,
 * `true`, `false` and `null` are themselves, `[a, 1]` is a list, all else is text. Quotes, as JSON has them, force text:
 * `"1"`. What a number would be written as otherwise stays text: 007, 1.10, +49.
 */
export const customTextField = checked(z.string(), (text) => {
  const read = new Map<string, Custom[string]>();
  for (const [n, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === "") continue;
    const pair = pairOf(line.trim());
    if (!pair) return { fault: { code: "custom.line", params: { line: n + 1 } } };
    if (read.has(pair.name)) return { fault: { code: "custom.twice", params: { name: pair.name.slice(0, 100) } } };
    read.set(pair.name, pair.value);
  }
  return { value: Object.fromEntries(read) as unknown };
}).pipe(customField);

/** The same the other way: what `customTextField` reads as these very attributes. */
export function customText(custom: Custom): string {
  return Object.entries(custom)
    .map(([name, value]) => `${bareName(name) ? name : JSON.stringify(name)}: ${written(value)}`)
    .join("\n");
}

const quoted = String.raw`"(?:[^"\\]|\\.)*"`;
const line = new RegExp(`^(?:(${quoted})|([^":][^:]*?))\\s*:\\s*(.*)$`, "u");
const element = new RegExp(`\\s*(${quoted}|[^",][^",]*?)\\s*(?:,|$)`, "uy");

function pairOf(text: string): { name: string; value: Custom[string] } | null {
  const [, inQuotes, bare, value = ""] = line.exec(text) ?? [];
  const name = inQuotes === undefined ? bare : unquoted(inQuotes);
  if (name === undefined || name === null) return null;
  if (!isList(value)) return { name, value: scalarOf(value) };
  const list = listOf(value.slice(1, -1));
  return list && { name, value: list };
}

const isList = (text: string) => text.startsWith("[") && text.endsWith("]");

function listOf(text: string): Scalar[] | null {
  const found: Scalar[] = [];
  element.lastIndex = 0;
  while (element.lastIndex < text.trimEnd().length) {
    const [, one] = element.exec(text) ?? [];
    if (one === undefined) return null;
    found.push(scalarOf(one));
  }
  return found;
}

function scalarOf(text: string): Scalar {
  if (text === "null") return null;
  if (text === "true" || text === "false") return text === "true";
  if (/^-?\d/.test(text) && String(Number(text)) === text) return Number(text);
  return unquoted(text) ?? text;
}

function unquoted(text: string): string | null {
  if (!text.startsWith('"')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? value : null;
  } catch {
    return null;
  }
}

function written(value: Custom[string]): string {
  if (typeof value === "object" && value !== null)
    return `[${value.map((one) => writtenScalar(one, /[",[\]]|^$/)).join(", ")}]`;
  return writtenScalar(value, /^\[.*\]$/);
}

/** Text stands bare where it is read as itself, and holds nothing that means more there. */
function writtenScalar(value: Scalar, special: RegExp): string {
  if (typeof value !== "string") return String(value);
  const isBare =
    scalarOf(value) === value && value.trim() === value && !/\p{C}|\p{Zl}|\p{Zp}/u.test(value) && !special.test(value);
  return isBare ? value : JSON.stringify(value);
}

const bareName = (name: string) =>
  /^[^":][^:]*$/.test(name) && name.trim() === name && !/\p{C}|\p{Zl}|\p{Zp}/u.test(name);
