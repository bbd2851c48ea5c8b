import { z } from "zod";
import type { themeContract } from "./theme-contract";

/** A colour of the theme contract: its variable is `--gh-<name>`. */
export const colourNames = [
  "page",
  "surface",
  "text",
  "text-quiet",
  "line",
  "field",
  "field-line",
  "accent",
  "accent-hover",
  "on-accent",
  "link",
  "focus",
  "problem",
  "problem-surface",
  "notice",
  "notice-surface",
  "strong",
] as const;

export type ColourName = (typeof colourNames)[number];

/** The variable of a colour, which the contract has: another name does not compile. */
type Variable = Extract<(typeof themeContract)["variables"][number]["name"], `--gh-${ColourName}`>;

/** The variable that a colour is. */
export function variableOf(name: ColourName): Variable {
  return `--gh-${name}`;
}

export const schemes = ["light", "dark"] as const;

/** Whether a browser is set to light or to dark. */
export type Scheme = (typeof schemes)[number];

export type Palette = Readonly<Partial<Record<ColourName, string>>>;

/** An owner's colours, each `#rrggbb`; where one is not set, it is ours. */
export type Colours = Readonly<Record<Scheme, Palette>>;

export const noColours: Colours = { light: {}, dark: {} };

/** Our own colours, as components/hosted/hosted.css has them: a test compares the two. */
export const ownPalette = {
  light: {
    page: "#f6f7f9",
    surface: "#ffffff",
    text: "#16181d",
    "text-quiet": "#565d6b",
    line: "#dfe2e8",
    field: "#ffffff",
    "field-line": "#868e9c",
    accent: "#2447c5",
    "accent-hover": "#1b379e",
    "on-accent": "#ffffff",
    link: "#2447c5",
    focus: "#2447c5",
    problem: "#b3261e",
    "problem-surface": "#fdf1f0",
    notice: "#1a7f45",
    "notice-surface": "#eff8f2",
    strong: "#1a7f45",
  },
  dark: {
    page: "#0f1115",
    surface: "#171a21",
    text: "#eceef2",
    "text-quiet": "#a4abb9",
    line: "#2b303b",
    field: "#0f1115",
    "field-line": "#6f7788",
    accent: "#9db2ff",
    "accent-hover": "#b9c8ff",
    "on-accent": "#0d1433",
    link: "#a9bbff",
    focus: "#b9c8ff",
    problem: "#ffb4ab",
    "problem-surface": "#2b1917",
    notice: "#6fd69a",
    "notice-surface": "#14231b",
    strong: "#6fd69a",
  },
} as const satisfies Record<Scheme, Record<ColourName, string>>;

/** A colour as it is typed: `#rgb` or `#rrggbb`, with or without the sign; as `#rrggbb`, or null for anything else. */
export function readColour(typed: string): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(typed.trim().toLowerCase())?.[1];
  if (digits === undefined) return null;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
}

const colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** Colours as they are stored, in the order of the contract. What is not well-formed counts as not set. */
export function readColours(value: unknown): Colours {
  const stored = z.record(z.string(), z.record(z.string(), z.unknown())).safeParse(value).data ?? {};
  const palette = (scheme: Scheme): Palette =>
    Object.fromEntries(
      colourNames.flatMap((name) => {
        const read = colour.safeParse(stored[scheme]?.[name]);
        return read.success ? [[name, read.data]] : [];
      }),
    );
  return { light: palette("light"), dark: palette("dark") };
}

/** Colours as CSS of the owner's: each scheme's own, so that what is set for light leaves our dark as it is. */
export function coloursCss(colours: Colours): string | null {
  const parts = schemes.flatMap((scheme) => {
    const lines = Object.entries(colours[scheme]).map(([name, value]) => `--gh-${name}: ${value};`);
    return lines.length > 0 ? [`@media (prefers-color-scheme: ${scheme}) { .gh-body { ${lines.join(" ")} } }`] : [];
  });
  return parts.length > 0 ? parts.join("\n") : null;
}
