import { z } from "zod";
import { type AppLook, readAppLook } from "./app-look";
import type { HtmlDropReason } from "./custom-html";
import { readLookText } from "./look-text";
import { done, type Outcome, refuse } from "./outcome";
import type { Problem } from "./problem";
import { type Colours, colourNames, type Palette, readColour, type Scheme, schemes, variableOf } from "./theme-colours";

const text = z.string().default("");

/** The field of a colour in the form of a look. */
export function colourField(scheme: Scheme, name: string): string {
  return `${scheme}.${name}`;
}

const colourFields = schemes.flatMap((scheme) => colourNames.map((name) => colourField(scheme, name)));

/**
 * What is to become of a look that is sent: a draft, or what people see; `over`: in the place of what
 * somebody else has saved meanwhile.
 */
export const lookSteps = ["draft", "draft-over", "publish", "publish-anyway"] as const;

/** A look as its form sends it. Blank: as the realm has it, else ours. */
export const lookInput = z.object({
  page_title: text,
  header: text,
  footer: text,
  css: text,
  external_css: text,
  remove_logo: text,
  /** What marks the look that the form was filled with; blank where nobody says. */
  base: text,
  step: z.enum(lookSteps).default("draft").catch("draft"),
  ...Object.fromEntries(colourFields.map((name) => [name, text])),
});

export type LookInput = Pick<
  z.output<typeof lookInput>,
  "page_title" | "header" | "footer" | "css" | "external_css" | "remove_logo" | "base" | "step"
>;

type Typed = { readonly look: AppLook; readonly leftOut: readonly HtmlDropReason[] };

/**
 * The look that was typed, all but what its form does not hold: the logo, the text of its external stylesheet and its
 * sentences are those of `before`. Nothing in it is clean yet. With all problems of what was typed at once.
 */
export function readTypedLook(input: LookInput, before: AppLook): Outcome<Typed> {
  const read = readLookText(input);
  const colours = readTypedColours(input);
  if (!read.ok || !colours.ok)
    return refuse(...(read.ok ? [] : read.problems), ...(colours.ok ? [] : colours.problems));
  const { leftOut, page_title: pageTitle = null, css = null } = read.value;
  const typed = {
    pageTitle,
    header: asTyped(input.header),
    footer: asTyped(input.footer),
    css,
    colours: colours.value,
  };
  return done({ look: readAppLook({ ...before, ...typed, ...(input.remove_logo ? { logo: null } : {}) }), leftOut });
}

/** The same without refusing anything: what can be shown of a look while it is typed. */
export function showTypedLook(input: LookInput, before: AppLook): AppLook {
  const typed = {
    pageTitle: input.page_title.trim() || null,
    header: asTyped(input.header),
    footer: asTyped(input.footer),
    css: asTyped(input.css),
    colours: { light: palette(input, "light"), dark: palette(input, "dark") },
  };
  return readAppLook({ ...before, ...typed, ...(input.remove_logo ? { logo: null } : {}) });
}

function asTyped(typed: string): string | null {
  return typed.replaceAll("\r\n", "\n").trim() || null;
}

function typedColour(input: LookInput, scheme: Scheme, name: string): string {
  const value = new Map<string, unknown>(Object.entries(input)).get(colourField(scheme, name));
  return typeof value === "string" ? value.trim() : "";
}

function palette(input: LookInput, scheme: Scheme): Palette {
  return Object.fromEntries(
    colourNames.flatMap((name) => {
      const colour = readColour(typedColour(input, scheme, name));
      return colour ? [[name, colour]] : [];
    }),
  );
}

function readTypedColours(input: LookInput): Outcome<Colours> {
  const wrong: Problem[] = schemes.flatMap((scheme) =>
    colourNames
      .filter((name) => typedColour(input, scheme, name) !== "" && !readColour(typedColour(input, scheme, name)))
      .map((name) => ({
        code: "look.not-colour" as const,
        field: "colours" as const,
        params: { typed: typedColour(input, scheme, name).slice(0, 40), variable: variableOf(name) },
      })),
  );
  // One is enough to say what a colour is.
  const [first] = wrong;
  return first ? refuse(first) : done({ light: palette(input, "light"), dark: palette(input, "dark") });
}
