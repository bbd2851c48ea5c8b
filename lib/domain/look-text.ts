import { cleanCss } from "./custom-css";
import { cleanHtml, type HtmlDropReason } from "./custom-html";
import { done, type Outcome, refuse } from "./outcome";
import type { Problem } from "./problem";
import { cleanName } from "./text";

/** The text of a look as it is sent. */
type Sent = {
  readonly page_title?: string | null | undefined;
  readonly header?: string | null | undefined;
  readonly footer?: string | null | undefined;
  readonly css?: string | null | undefined;
};

type Read = { [Name in keyof Sent]?: string | null } & { readonly leftOut: readonly HtmlDropReason[] };

/**
 * Reads what was sent of a look's text; null for what is blank. HTML is cleaned here, and why parts of it were left out
 * is told; CSS is kept as it was written, for its owner to read again, and cleaned whenever it is served.
 */
export function readLookText({ page_title, header, footer, css }: Sent): Outcome<Read> {
  const title = cleanName(page_title ?? "");
  const [above, below] = [cleanHtml(lines(header)), cleanHtml(lines(footer))];
  const problems: Problem[] = [
    ...(title.ok ? [] : [{ code: title.code, field: "page_title" } as const]),
    ...(isTooLarge(above) ? [{ code: "look.html-too-long", field: "header" } as const] : []),
    ...(isTooLarge(below) ? [{ code: "look.html-too-long", field: "footer" } as const] : []),
    ...(isTooLarge(cleanCss(lines(css))) ? [{ code: "look.css-too-long", field: "css" } as const] : []),
  ];
  if (!title.ok || problems.length > 0) return refuse(...problems);
  return done({
    ...(page_title === undefined ? {} : { page_title: title.value || null }),
    ...(header === undefined ? {} : { header: above.html || null }),
    ...(footer === undefined ? {} : { footer: below.html || null }),
    ...(css === undefined ? {} : { css: lines(css) || null }),
    leftOut: [...new Set([...above.dropped, ...below.dropped].map((part) => part.reason))],
  });
}

/** What was typed into a text area, with the line ends of everywhere else. */
function lines(typed: string | null | undefined): string {
  return (typed ?? "").replaceAll("\r\n", "\n").trim();
}

function isTooLarge({ dropped }: { readonly dropped: readonly { readonly reason: string }[] }): boolean {
  return dropped.some((part) => part.reason === "too-large");
}
