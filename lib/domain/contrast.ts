import { generate, parse } from "css-tree";
import { cleanCss } from "./custom-css";
import {
  type ColourName,
  colourNames,
  ownPalette,
  type Palette,
  readColour,
  type Scheme,
  schemes,
} from "./theme-colours";

type Pair = readonly [front: ColourName, back: ColourName];

/** What is read on what: 4.5:1 (WCAG 2.2 §1.4.3, level AA). */
export const readOn: readonly Pair[] = [
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
];

/** Edges that have to be seen on what they stand on: 3:1 (WCAG 2.2 §1.4.11, level AA). */
export const edgesOn: readonly Pair[] = [
  ["field-line", "surface"],
  ["problem", "field"],
  ["focus", "surface"],
  ["focus", "page"],
  ["accent", "surface"],
  ["problem", "problem-surface"],
  ["notice", "notice-surface"],
];

/** Two colours that are too much alike: `is` to one, where it takes `least`. */
export type LowContrast = {
  readonly scheme: Scheme;
  readonly front: ColourName;
  readonly back: ColourName;
  readonly is: number;
  readonly least: number;
};

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours `#rrggbb`, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The pairs of a palette that are too much alike. A colour that is not known makes no pair. */
export function lowPairs(scheme: Scheme, palette: Palette): LowContrast[] {
  const all = [...readOn.map((pair) => ({ pair, least: 4.5 })), ...edgesOn.map((pair) => ({ pair, least: 3 }))];
  return all.flatMap(({ pair: [front, back], least }) => {
    const [one, other] = [palette[front], palette[back]];
    const is = one && other ? contrast(one, other) : least;
    return is < least ? [{ scheme, front, back, is: Math.floor(is * 100) / 100, least }] : [];
  });
}

/** What an owner's stylesheets make too much alike, by the variables that they set on `.gh-body`. */
export function lowContrasts(css: readonly string[]): LowContrast[] {
  const set = css.flatMap((sheet) => settings(cleanCss(sheet).css));
  return schemes.flatMap((scheme) => {
    // An owner's CSS stands outside our layers: what it sets whatever the scheme wins over what we set for dark.
    const palette = { ...ownPalette.light, ...(scheme === "dark" ? ownPalette.dark : {}) };
    const theirs = set
      .filter((one) => one.scheme === null || one.scheme === scheme)
      .map(({ name, value }) => [name, value]);
    return lowPairs(scheme, { ...palette, ...Object.fromEntries(theirs) });
  });
}

type Setting = { readonly scheme: Scheme | null; readonly name: ColourName; readonly value: string | undefined };

/** The colours that clean CSS sets on the page's body: always, or in one scheme. Undefined: to what nobody can know. */
function settings(css: string): Setting[] {
  const sheet = parse(css, { parseCustomProperty: false });
  const found: Setting[] = [];
  const read = (nodes: Iterable<ReturnType<typeof parse>>, scheme: Scheme | null) => {
    for (const node of nodes) {
      if (node.type === "Atrule" && node.name === "media" && node.block && node.prelude && scheme === null) {
        const [, only] = /^\(prefers-color-scheme:\s*(light|dark)\)$/.exec(generate(node.prelude)) ?? [];
        if (only) read(node.block.children, only === "dark" ? "dark" : "light");
      }
      if (node.type !== "Rule" || generate(node.prelude) !== ".gh-body") continue;
      for (const one of node.block.children) {
        const name = one.type === "Declaration" && colourNames.find((colour) => one.property === `--gh-${colour}`);
        if (name) found.push({ scheme, name, value: readColour(generate(one.value)) ?? undefined });
      }
    }
  };
  if (sheet.type === "StyleSheet") read(sheet.children, null);
  return found;
}
