import sanitizeHtml from "sanitize-html";
import { directionOf, type Locale } from "@/lib/domain/locale";

/** Text as HTML shows it, also inside an attribute in quotes. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (one) => entities[one] ?? one);
}

/** One line of plain text: what stands in a header, or in the middle of a sentence. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}

/** The languages and ways of a mail that clients may get wrong when they are left to guess. */
export type Shell = { readonly locale: Locale; readonly subject: string };

/** A whole HTML document around `body`, which must be safe already. Without colours of its own: dark clients show it dark. */
export function inShell({ locale, subject }: Shell, body: string): string {
  const direction = directionOf(locale);
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
${bodyOpens}<div lang="${locale}" dir="${direction}">${body}</div>${bodyCloses}
</html>
`;
}

const bodyOpens = '<body style="margin:0">';
const bodyCloses = "</body>";

/** The document of a mail with something of ours, which must be safe already, before and after what it says. */
export function inFrame(html: string, { before, after }: { before: string; after: string }): string {
  const [head = "", ...rest] = html.split(bodyOpens);
  const said = rest.join(bodyOpens).split(bodyCloses).slice(0, -1).join(bodyCloses);
  return `${head}${bodyOpens}${before}${said}${after}${bodyCloses}\n</html>\n`;
}

/** The quiet column that our own mails, and owners' in Markdown, are set in. */
export function inColumn(body: string): string {
  return `<div style="max-width:34rem;margin:0 auto;padding:32px 20px;font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:16px;line-height:1.6;overflow-wrap:anywhere">${body}</div>`;
}

const attributes = ["style", "class", "dir", "lang", "title", "align", "valign", "width", "height", "bgcolor"];

/**
 * The HTML of an owner's mail as it may go out: no script, form, frame, style sheet or handler, and no address in it
 * but https, http and mailto (security.md 101). The last step: nothing changes the HTML after it.
 */
export function cleanMailHtml(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [...sanitizeHtml.defaults.allowedTags, "img", "center", "font"],
    allowedAttributes: {
      "*": attributes,
      a: ["href"],
      img: ["src", "alt"],
      font: ["color", "face", "size"],
      table: ["cellpadding", "cellspacing", "border", "role"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan", "scope"],
      ol: ["start"],
    },
    allowedSchemes: ["https", "http", "mailto"],
    allowedSchemesByTag: { img: ["https"] },
    allowProtocolRelative: false,
    nonTextTags: ["script", "style", "textarea", "option", "xmp", "noscript", "title"],
    transformTags: { "*": withoutRelativeAddress },
  });
}

/** A mail has no address of its own for a relative one to begin at. */
function withoutRelativeAddress(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const kept = Object.entries(attribs).filter(
    ([name, value]) => !["href", "src"].includes(name) || /^[a-z][a-z0-9+.-]*:/i.test(value.trim()),
  );
  return { tagName, attribs: Object.fromEntries(kept) };
}

/** What HTML says, as plain text: paragraphs apart, list items marked, and behind a link's words its address. */
export function textOfHtml(html: string): string {
  // What comes out of the sanitizer is regular enough to be read by patterns; what went in need not be.
  const plain = sanitizeHtml(html.replace(/\s+/g, " "), {
    allowedTags: [
      "a",
      "br",
      "p",
      "div",
      "li",
      "ul",
      "ol",
      "tr",
      "hr",
      "blockquote",
      "h1",
      "h2",
      "h3",
      "h4",
      "h5",
      "h6",
    ],
    allowedAttributes: { a: ["href"] },
    nonTextTags: ["script", "style", "textarea", "option", "xmp", "noscript", "title"],
  });
  const text = plain
    .replace(/<a href="([^"]*)">(.*?)<\/a>/g, (_, href: string, words: string) => linkInText(href, words))
    .replace(/<br ?\/?>/g, "\n")
    .replace(/<li>/g, "\n- ")
    .replace(/<\/?(?:p|ul|ol|blockquote|h\d|hr)\b[^>]*>/g, "\n\n")
    .replace(/<\/?(?:div|tr)\b[^>]*>/g, "\n")
    .replace(/<[^>]*>/g, "");
  const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return text
    .replace(/&(amp|lt|gt|quot);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[ \t\u00a0]*\n[ \t\u00a0]*/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function linkInText(href: string, words: string): string {
  const said = words.replace(/<[^>]*>/g, "").trim();
  const address = href.replace(/^mailto:/i, "");
  return said === "" || said === address ? address : `${said} (${address})`;
}
