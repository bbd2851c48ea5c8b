import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvLine } from "./csv-line";
import { CsvReader } from "./csv-reader";

describe("security 91: a line of CSV", () => {
  test.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", '"\'\r=1"'],
    ["\n=1", '"\'\n=1"'],
    ["＝1+1", "'＝1+1"],
    ["＋1", "'＋1"],
    ["－1", "'－1"],
    ["＠SUM(A1)", "'＠SUM(A1)"],
    ['=HYPERLINK("https://evil.example","Click")', `"'=HYPERLINK(""https://evil.example"",""Click"")"`],
    ['a,"b"', '"a,""b"""'],
    ["a\nb", '"a\nb"'],
    ["plain = text - here", "plain = text - here"],
    ["", ""],
  ])("%j is written %j", (cell, written) => {
    expect(csvLine([cell, "x"])).toBe(`${written},x\r\n`);
  });

  test("is read back by any reader as what it says, but for the apostrophe", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 2, maxLength: 5 }), (cells) => {
        const [record] = new CsvReader(100_000).read(csvLine(cells));
        const plain = record?.cells?.map((cell, n) => (cell === `'${cells[n]}` ? cells[n] : cell));
        expect(plain).toEqual(cells);
      }),
    );
  });
});
