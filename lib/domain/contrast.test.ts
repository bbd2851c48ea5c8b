import { describe, expect, test } from "vitest";
import { contrast, lowContrasts, lowPairs } from "./contrast";
import { coloursCss, ownPalette, readColour, readColours } from "./theme-colours";

test("contrast is that of WCAG 2.2: from 1 to 21, whichever comes first", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#ffffff", "#000000")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.478, 3);
  expect(contrast("#123456", "#123456")).toBe(1);
});

test("text needs 4.5:1 and an edge 3:1; what just misses it is not rounded up", () => {
  const palette = { ...ownPalette.light, text: "#777777", page: "#ffffff", "field-line": "#959595" };
  const low = lowPairs("light", palette);
  expect(low).toContainEqual({ scheme: "light", front: "text", back: "page", is: 4.47, least: 4.5 });
  expect(low).toContainEqual({ scheme: "light", front: "field-line", back: "surface", is: 2.99, least: 3 });
  expect(lowPairs("light", { text: "#777777" })).toEqual([]);
});

const pairs = (...css: string[]) => lowContrasts(css).map(({ scheme, front, back }) => `${scheme} ${front} on ${back}`);

describe("an owner's CSS", () => {
  test("has no low contrast where it sets no colour", () => {
    expect(pairs()).toEqual([]);
    expect(pairs(".gh-title { color: #fff }", "}{")).toEqual([]);
  });

  test("counts in both schemes where it asks for none, in the one that it asks for else", () => {
    expect(pairs(":root { --gh-link: #2447c5 }")).toEqual([
      "dark link on page",
      "dark link on surface",
      "dark link on field",
    ]);
    expect(
      pairs("@media (prefers-color-scheme: dark) { body { --gh-link: #222 } }").every((one) =>
        one.startsWith("dark link"),
      ),
    ).toBe(true);
  });

  test("counts in its order, the later before the earlier; what nobody can know makes no pair", () => {
    expect(
      pairs(
        ".gh-body { --gh-link: #fff }",
        ".gh-body { --gh-link: #2447c5 } @media (prefers-color-scheme: dark) { .gh-body { --gh-link: #fff } }",
      ),
    ).toEqual([]);
    expect(pairs(".gh-body { --gh-link: #fff } .gh-body { --gh-link: var(--mine) }")).toEqual([]);
  });

  test("is what the studio makes of its colours too, each scheme's own", () => {
    const css = coloursCss(readColours({ light: { link: "#eeeeee", evil: "x" }, dark: { link: "red" } })) ?? "";
    expect(css).not.toContain("evil");
    expect(css).not.toContain("red");
    expect(pairs(css)).toEqual(["light link on page", "light link on surface", "light link on field"]);
  });
});

test.each([
  ["#0a7", "#00aa77"],
  ["0A7", "#00aa77"],
  [" #2447c5 ", "#2447c5"],
  ["red", null],
  ["#12345", null],
  ["#0a7;}", null],
  ["", null],
])("the colour %j is read as %j", (typed, read) => {
  expect(readColour(typed)).toBe(read);
});
