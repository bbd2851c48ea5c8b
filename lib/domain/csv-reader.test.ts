import fc from "fast-check";
import { expect, test } from "vitest";
import { CsvReader } from "./csv-reader";

/** Reads a text cut into pieces of that size. */
function read(text: string, size = text.length || 1) {
  const reader = new CsvReader(1_000);
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) => text.slice(n * size, (n + 1) * size));
  return [...pieces.flatMap((piece) => reader.read(piece)), ...reader.end()];
}

const cellsOf = (text: string) => read(text).map((record) => record.cells);

test("RFC 4180: cells, quotes, commas and line ends in quotes, CRLF and LF, with and without the last line's end", () => {
  const rows = [
    ["aaa", "b,b", 'c"c', "d\r\nd"],
    ["", "zzz", "", "ü"],
  ];
  const text = 'aaa,"b,b","c""c","d\r\nd"\r\n,zzz,"",ü';
  for (const end of ["", "\r\n", "\n"]) expect(cellsOf(text + end)).toEqual(rows);
  expect(cellsOf(text.replaceAll("\r\n", "\n"))).toEqual([["aaa", "b,b", 'c"c', "d\nd"], rows[1]]);
  expect(cellsOf("")).toEqual([]);
  expect(cellsOf("a,")).toEqual([["a", ""]]);
  expect(cellsOf('""')).toEqual([[""]]);
});

test("a record's line is the one it begins on; blank lines count", () => {
  expect(read('a\n\n"b\nb"\nc\n').map((record) => record.line)).toEqual([1, 3, 5]);
});

test("a record that is malformed or too long is told, and the next one is whole", () => {
  for (const broken of [
    'a"b',
    '"a"b',
    '"a" ,b',
    "a\rb",
    "\r,a",
    '"a"\r"',
    "x".repeat(1_001),
    `"${"x".repeat(1_001)}`,
    `${"x,".repeat(600)}`,
  ])
    expect(cellsOf(`${broken}\ngood,one\n`).slice(-2), broken.slice(0, 20)).toEqual([null, ["good", "one"]]);
  expect(cellsOf('good\n"never closed\nand on')).toEqual([["good"], null]);
});

test("in whatever pieces it comes, it is the same; and what is written in quotes comes back", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", "é", " ") });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
      fc.integer({ min: 1, max: 7 }),
      (rows, size) => {
        const text = rows.map((row) => `${row.map(quoted).join(",")}\r\n`).join("");
        expect(read(text, size).map((record) => record.cells)).toEqual(rows);
      },
    ),
  );
  fc.assert(
    fc.property(cell, fc.integer({ min: 1, max: 7 }), (text, size) => {
      expect(read(text, size)).toEqual(read(text));
    }),
  );
});
