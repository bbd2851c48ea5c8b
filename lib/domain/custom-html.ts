import sanitizeHtml, { type Attributes } from "sanitize-html";
import { assetHash } from "./asset-address";

/** The most that a piece of HTML of an owner's may have, in bytes. */
export const longestHtml = 16 * 1024;

/** Why a part was left out: an element or an attribute that is not on the list, an address, a name of ours. */
export const htmlDropReasons = ["too-large", "element", "attribute", "address", "own-name"] as const;

export type HtmlDropReason = (typeof htmlDropReasons)[number];

export type CleanHtml = {
  readonly html: string;
  readonly dropped: readonly { readonly text: string; readonly reason: HtmlDropReason }[];
};

const elements = [
  ...["h1", "h2", "h3", "h4", "h5", "h6", "p", "a", "img", "ul", "ol", "li"],
  ...["strong", "em", "b", "i", "small", "br", "hr", "div", "span"],
];

const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ["href", "rel"],
  img: ["src", "alt", "width", "height"],
  div: ["class"],
  span: ["class"],
};

// What stands in these is no text for anybody to read.
const notText = [
  "script",
  "style",
  "textarea",
  "option",
  "noscript",
  "template",
  "svg",
  "math",
  "title",
  "iframe",
  "object",
];

type Drop = (text: string, reason: HtmlDropReason) => void;

/**
 * An owner's HTML as it may be shown above or below a form (security.md H6, ASVS 1.3.1): text, headings, lists, links
 * and the realm's own images. No form, script, style, id or name; no class that begins with `gh-`, since those are what
 * our own controls look like. Cleaning what is clean changes nothing, so it is cleaned when saved and when shown.
 */
export function cleanHtml(source: string): CleanHtml {
  const dropped = new Map<string, CleanHtml["dropped"][number]>();
  const drop: Drop = (text, reason) => dropped.set(`${reason} ${text}`, { text: text.slice(0, 60), reason });
  if (isTooLong(source)) {
    drop(source, "too-large");
    return { html: "", dropped: [...dropped.values()] };
  }
  // What is left out may bring together what stood apart (a paragraph in a paragraph): once more, until nothing changes.
  let html = source.toWellFormed().replaceAll("\0", "");
  for (let before = "", rounds = 0; html !== before && rounds < MOST_ROUNDS; rounds++) {
    before = html;
    html = sanitize(html, drop);
  }
  if (isTooLong(html)) {
    drop(source, "too-large");
    html = "";
  }
  return { html, dropped: [...dropped.values()] };
}

const MOST_ROUNDS = 5;

function isTooLong(html: string): boolean {
  return new TextEncoder().encode(html).length > longestHtml;
}

function sanitize(source: string, drop: Drop): string {
  return sanitizeHtml(source, {
    allowedTags: elements,
    allowedAttributes: Object.fromEntries(Object.entries(attributes).map(([name, allowed]) => [name, [...allowed]])),
    allowedSchemes: ["http", "https", "mailto"],
    allowProtocolRelative: false,
    disallowedTagsMode: "discard",
    nonTextTags: notText,
    nestingLimit: 32,
    transformTags: { "*": (name, given) => ({ tagName: name, attribs: keepAttributes(name, given, drop) }) },
    exclusiveFilter: ({ tag, attribs }) => tag === "img" && !attribs.src,
  });
}

function keepAttributes(element: string, given: Attributes, drop: Drop): Attributes {
  if (!elements.includes(element)) {
    drop(`<${element}>`, "element");
    return {};
  }
  const kept: Attributes = {};
  for (const [name, value] of Object.entries(given)) {
    const text = keepAttribute({ element, name, value }, drop);
    if (text !== null) kept[name] = text;
  }
  return element === "a" && kept.href !== undefined ? { ...kept, rel: "noopener" } : withoutRel(kept);
}

function withoutRel({ rel: _, ...others }: Attributes): Attributes {
  return others;
}

function keepAttribute(
  { element, name, value }: { element: string; name: string; value: string },
  drop: Drop,
): string | null {
  if (!attributes[element]?.includes(name)) {
    drop(`<${element} ${name}>`, "attribute");
    return null;
  }
  switch (name) {
    case "href":
      return keepAddress(
        value,
        /^(?:https?:\/\/|mailto:)[^\s\\]+$/i.test(value.trim()) && URL.canParse(value.trim()),
        drop,
      );
    case "src":
      return keepAddress(value, assetHash(value.trim()) !== null, drop);
    case "width":
    case "height":
      return /^\d{1,4}$/.test(value.trim()) ? value.trim() : null;
    case "class":
      return keepClasses(value, drop);
    default:
      return value;
  }
}

function keepAddress(value: string, isAllowed: boolean, drop: Drop): string | null {
  if (!isAllowed) drop(value, "address");
  return isAllowed ? value.trim() : null;
}

function keepClasses(value: string, drop: Drop): string | null {
  const names = value.split(/\s+/).filter((name) => name !== "");
  for (const name of names.filter(isOurs)) drop(name, "own-name");
  return names.filter((name) => !isOurs(name)).join(" ") || null;
}

function isOurs(name: string): boolean {
  return name.toLowerCase().startsWith("gh-");
}
