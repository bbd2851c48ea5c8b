import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { lowPairs } from "@/lib/domain/contrast";
import { demoThemes } from "@/lib/domain/demo-themes";
import { ownScheme } from "@/lib/domain/look-preview";
import { colourNames, ownPalette, variableOf } from "@/lib/domain/theme-colours";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
type Colours = Readonly<Record<string, string>>;

/** The colours on .gh-body, and those that a browser set to dark lays over them. */
function coloursOf(file: string): { light: Colours; dark: Colours } {
  const [light = "", dark = ""] = [...read(file).matchAll(/\.gh-body \{([^}]*--gh-page[^}]*)\}/g)].map(
    (match) => match[1] ?? "",
  );
  const colours = (text: string) =>
    Object.fromEntries([...text.matchAll(/--gh-([a-z-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]));
  return { light: colours(light), dark: colours(dark) };
}

const own = coloursOf("components/hosted/hosted.css");
const looks = [
  { name: "default", ...own },
  ...demoThemes.map(({ file }) => ({ name: file, ...coloursOf(`prisma/themes/${file}.css`) })),
];

describe.each(looks)("the colours of $name", ({ light, dark }) => {
  test.each([
    ["light", { ...own.light, ...light }],
    // An owner's CSS stands outside our layers: what it sets for light wins over what we set for dark.
    ["dark", { ...own.light, ...own.dark, ...light, ...dark }],
  ])("can be told apart by everyone, in %s", (scheme, colours) => {
    expect(lowPairs(scheme === "dark" ? "dark" : "light", colours)).toEqual([]);
    // Every pair is there to be compared: what is not known is not low.
    expect(colourNames.filter((one) => !colours[one])).toEqual([]);
  });
});

test("the studio counts with the very colours of hosted.css", () => {
  expect(ownPalette.light).toEqual(Object.fromEntries(colourNames.map((name) => [name, own.light[name]])));
  expect(ownPalette.dark).toEqual(Object.fromEntries(colourNames.map((name) => [name, own.dark[name]])));
  for (const shadow of [...read("components/hosted/hosted.css").matchAll(/--gh-shadow: ([^;]*);/g)])
    expect(ownScheme("light") + ownScheme("dark")).toContain(`--gh-shadow: ${shadow[1]};`);
});

test("every colour of the contract can be set in the studio, and no other", () => {
  const colours = Object.keys(own.dark).map((name) => `--gh-${name}`);
  expect(colourNames.map(variableOf).sort()).toEqual(colours.sort());
});
