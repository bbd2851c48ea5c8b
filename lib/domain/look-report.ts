import type { AppLook } from "./app-look";
import { type LowContrast, lowContrasts } from "./contrast";
import { cleanCss } from "./custom-css";
import { type CleanHtml, cleanHtml } from "./custom-html";
import type { Look } from "./look";
import { say } from "./messages";

/** A part of what an owner wrote that is not shown: which text, the line it stands in where that is known, and why. */
export type LeftOutPart = {
  readonly place: "css" | "header" | "footer";
  readonly line: number | null;
  readonly text: string;
  readonly why: string;
};

/** What an owner has to know of a look before it is published, in words. */
export type LookReport = { readonly leftOut: readonly LeftOutPart[]; readonly contrast: readonly string[] };

const MOST = 50;

/** What is left out of a look, and which of its colours are too much alike; `shown` is what people see of it. */
export function reportOn(look: Pick<AppLook, "css" | "header" | "footer">, shown: Look): LookReport {
  const css = cleanCss(look.css ?? "").dropped.map(({ reason, ...part }) => ({
    ...part,
    place: "css" as const,
    why: say(`console.look.dropped.${reason}`),
  }));
  const html = (["header", "footer"] as const).flatMap((place) => leftOutOfHtml(place, look[place] ?? ""));
  return { leftOut: [...css, ...html].slice(0, MOST), contrast: lowContrasts(shown.css).map(contrastSentence) };
}

/** Two colours that are too much alike, in words. */
export function contrastSentence({ scheme, front, back, is, least }: LowContrast): string {
  return say(`console.look.contrast.${scheme}`, { front, back, is: is.toFixed(2), least });
}

function leftOutOfHtml(place: "header" | "footer", source: string): LeftOutPart[] {
  const text = source.replace(/\r\n?/g, "\n");
  return cleanHtml(text).dropped.map((part) => ({
    place,
    line: lineOf(text, part),
    text: part.text,
    why: say(`console.look.html-left-out.${part.reason}`),
  }));
}

/** The line in which a part of HTML first stands: what cleans it says what, and not where. */
function lineOf(source: string, { text, reason }: CleanHtml["dropped"][number]): number | null {
  if (reason === "too-large") return 1;
  const [, element = "", attribute] = /^<([^\s>]+)(?: ([^>]+))?>$/.exec(text) ?? [];
  const at =
    element === ""
      ? source.indexOf(text)
      : source.search(
          new RegExp(`<${literally(element)}\\b${attribute ? `[^>]*\\s${literally(attribute)}\\b` : ""}`, "i"),
        );
  return at === -1 ? null : source.slice(0, at).split("\n").length;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
