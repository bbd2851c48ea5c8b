import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { demoThemes } from "@/lib/domain/demo-themes";

const root = path.resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
type Colours = Readonly<Record<string, string>>;

/** What stands on what: text at 4.5:1 (WCAG 2.2 §1.4.3), borders and rings at 3:1 (§1.4.11). */
const texts = [
  ["text", "page"],
  ["text", "surface"],
  ["text", "field"],
  ["text", "problem-surface"],
  ["text", "notice-surface"],
  ["text-quiet", "page"],
  ["text-quiet", "surface"],
  ["link", "page"],
  ["link", "surface"],
  ["link", "field"],
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["problem", "surface"],
  ["strong", "surface"],
] as const;
const edges = [
  ["field-line", "surface"],
  ["problem", "field"],
  ["focus", "surface"],
  ["focus", "page"],
  ["accent", "surface"],
  ["problem", "problem-surface"],
  ["notice", "notice-surface"],
] as const;

/** The colours on .gh-body, and those that a browser set to dark lays over them. */
function coloursOf(file: string): { light: Colours; dark: Colours } {
  const [light = "", dark = ""] = [...read(file).matchAll(/\.gh-body \{([^}]*--gh-page[^}]*)\}/g)].map(
    (match) => match[1] ?? "",
  );
  const colours = (text: string) =>
    Object.fromEntries([...text.matchAll(/--gh-([a-z-]+): (#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]));
  return { light: colours(light), dark: colours(dark) };
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(colours: Colours, [front, back]: readonly [string, string]): number {
  const [one, other] = [luminance(colours[front] ?? ""), luminance(colours[back] ?? "")];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
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
  ])("can be told apart by everyone, in %s", (_, colours) => {
    const low = [...texts.map((pair) => ({ pair, least: 4.5 })), ...edges.map((pair) => ({ pair, least: 3 }))]
      .map(({ pair, least }) => ({ pair: pair.join(" on "), least, is: contrast(colours, pair) }))
      .filter(({ is, least }) => !(is >= least));
    expect(low).toEqual([]);
  });
});
