import { CsvReader, type CsvRecord } from "@/lib/domain/csv-reader";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";

type Fields = Readonly<Record<string, unknown>>;

/** One line of a file that is imported: the fields that it says, by name, or why it cannot be read. */
export type SentLine = { readonly line: number; readonly sent: Outcome<Fields> };

/** The most characters of one line, or one record. */
const LONGEST = 64 * 1024;

const malformed = refuse({ code: "import.line-malformed" });
const tooLong = refuse({ code: "import.line-too-long", params: { max: LONGEST } });
const notUtf8 = refuse({ code: "import.encoding" });

/** Text in pieces, from bytes in pieces. What is no UTF-8 is in it as U+FFFD; a mark of byte order is not. */
async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/**
 * Reads JSON lines as they come: an object on each; blank lines count, and say nothing. No more than one line is held at
 * a time. One that cannot be read does not stop the rest.
 */
export async function* readJsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<SentLine> {
  let [line, rest, isTooLong] = [0, "", false];
  for await (const piece of textOf(bytes)) {
    const parts = piece.split("\n");
    for (const [n, part] of parts.entries()) {
      isTooLong ||= rest.length + part.length > LONGEST;
      rest = isTooLong ? "" : rest + part;
      if (n === parts.length - 1) break;
      line += 1;
      if (isTooLong) yield { line, sent: tooLong };
      else if (rest.trim() !== "") yield { line, sent: objectOf(rest) };
      [rest, isTooLong] = ["", false];
    }
  }
  if (isTooLong) yield { line: line + 1, sent: tooLong };
  else if (rest.trim() !== "") yield { line: line + 1, sent: objectOf(rest) };
}

function objectOf(text: string): Outcome<Fields> {
  if (text.includes("\ufffd")) return notUtf8;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? done({ ...value }) : malformed;
  } catch {
    return malformed;
  }
}

/**
 * Reads CSV as it comes: its first record, which `checkNames` may refuse, says which fields the cells of the others are.
 * A blank cell is not sent. The columns `custom.…` make up the field `custom`. One record that cannot be read does not
 * stop the rest.
 */
export async function readCsvLines(
  bytes: AsyncIterable<Uint8Array>,
  checkNames: (names: readonly string[]) => readonly Problem[],
): Promise<Outcome<AsyncIterable<SentLine>>> {
  const records = recordsOf(bytes);
  const header = await records.next();
  if (header.done || !header.value.cells) return refuse({ code: "import.no-header" });
  const names = header.value.cells.map((cell) => cell.trim());
  const problems = checkNames(names);
  return problems.length > 0 ? refuse(...problems) : done(linesOf(records, names));
}

async function* recordsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const reader = new CsvReader(LONGEST);
  for await (const piece of textOf(bytes)) yield* reader.read(piece);
  yield* reader.end();
}

async function* linesOf(records: AsyncIterable<CsvRecord>, names: readonly string[]): AsyncGenerator<SentLine> {
  for await (const { line, cells } of records) yield { line, sent: cells ? fieldsOf(names, cells) : malformed };
}

function fieldsOf(names: readonly string[], cells: readonly string[]): Outcome<Fields> {
  if (cells.length !== names.length)
    return refuse({ code: "import.cells-differ", params: { cells: cells.length, columns: names.length } });
  if (cells.some((cell) => cell.includes("\ufffd"))) return notUtf8;
  const pairs = cells.flatMap((cell, n): [string, string][] => (cell === "" ? [] : [[names[n] ?? "", cell]]));
  const isCustom = ([name]: readonly [string, string]) => name.startsWith("custom.");
  const single = pairs.filter(isCustom).map(([name, cell]) => [name.slice("custom.".length), cell]);
  const { custom: json, ...plain } = Object.fromEntries(pairs.filter((pair) => !isCustom(pair)));
  if (json === undefined && single.length === 0) return done(plain);
  const custom = json === undefined ? done({}) : objectOf(json);
  return custom.ok
    ? done({ ...plain, custom: { ...custom.value, ...Object.fromEntries(single) } })
    : refuse({ code: "import.custom-malformed", field: "custom" });
}
