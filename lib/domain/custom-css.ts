import { type Atrule, type Block, type CssNode, generate, parse, type Rule } from "css-tree";
import { scopeSelector } from "./css-scope";
import { cleanCssText, Dropped, type DropReason } from "./css-text";

/** The most that a stylesheet of an owner's may have, in bytes. */
export const longestCss = 64 * 1024;

/** A part that was left out: its beginning, the line it stands in (from 1), and why. */
export type DroppedPart = { readonly text: string; readonly line: number; readonly reason: DropReason };

export type CleanCss = { readonly css: string; readonly dropped: readonly DroppedPart[] };

/** Groups of rules that are kept, by name. */
const groups = new Set(["media", "supports", "layer", "container"]);
const keyframes = /^(?:-webkit-)?keyframes$/;
const keyframe = /^(?:from|to|\d*\.?\d+%)(?:,(?:from|to|\d*\.?\d+%))*$/;

const ownProperty = /^--[-\w\u0080-\uffff]+$/;
const property = /^-?[a-z][a-z-]*$/;
const runningProperty = /^(?:-ms-|-moz-)?(?:behavior|binding)$/;

const deepest = 32;

/** Where a part stands: in which kind of block, and how deep. */
type Place = { readonly within: "sheet" | "rule" | "keyframes"; readonly depth: number };
type Report = (node: CssNode | null, reason: DropReason) => void;

/**
 * An owner's CSS as it may be served: written anew from what was understood, never the text that came in. Nothing in
 * it fetches from elsewhere, runs, or reaches outside the hosted page (security.md H5); what was left out is listed.
 * Cleaning what is clean changes nothing. The text cannot end a style element.
 */
export function cleanCss(source: string): CleanCss {
  const dropped: DroppedPart[] = [];
  const text = source
    .toWellFormed()
    .replaceAll("\0", "\ufffd")
    .replace(/\r\n?|\f/g, "\n");
  const report: Report = (node, reason) => {
    const { start, end } = node?.loc ?? { start: { offset: 0, line: 1 }, end: { offset: text.length } };
    const part = text.slice(start.offset, end.offset).replace(/\s+/g, " ").trim();
    if (part !== "")
      dropped.push({ text: part.length > 60 ? `${part.slice(0, 59)}…` : part, line: start.line, reason });
  };
  if (new TextEncoder().encode(text).length > longestCss) {
    report(null, "too-large");
    return { css: "", dropped };
  }
  try {
    const sheet = parse(text, { positions: true, parseCustomProperty: false });
    const parts = sheet.type === "StyleSheet" ? [...sheet.children] : [];
    return { css: writeParts(parts, { place: { within: "sheet", depth: 0 }, report }).join("\n"), dropped };
  } catch (error) {
    // Brackets so deep that no parser follows.
    if (!(error instanceof RangeError)) throw error;
    report(null, "unreadable");
    return { css: "", dropped };
  }
}

type Writing = { readonly place: Place; readonly report: Report };

function writeParts(nodes: readonly CssNode[], { place, report }: Writing): string[] {
  return nodes.flatMap((node) => {
    try {
      return writePart(node, { place, report });
    } catch (error) {
      if (!(error instanceof Dropped)) throw error;
      report(node, error.reason);
      return [];
    }
  });
}

function writePart(node: CssNode, writing: Writing): string[] {
  if (writing.place.depth > deepest) throw new Dropped("unreadable");
  switch (node.type) {
    case "Comment":
    case "WhiteSpace":
      return [];
    case "Rule":
      return writeRule(node, writing);
    case "Atrule":
      return writeAtrule(node, writing);
    case "Declaration":
      if (writing.place.within === "sheet") throw new Dropped("unreadable");
      return [writeDeclaration(node)];
    default:
      throw new Dropped("unreadable");
  }
}

function writeRule({ prelude, block }: Rule, { place, report }: Writing): string[] {
  if (prelude.type !== "SelectorList") throw new Dropped("unreadable");
  const within = place.within === "keyframes" ? keyframeText(generate(prelude)) : null;
  const nested = place.within === "rule";
  const selectors =
    within === null
      ? [...prelude.children].flatMap((one) => {
          try {
            return one.type === "Selector" ? [scopeSelector([...one.children], { nested })] : [];
          } catch (error) {
            if (!(error instanceof Dropped)) throw error;
            report(one, error.reason);
            return [];
          }
        })
      : [within];
  return selectors.length > 0
    ? braced(selectors.join(","), block, { place: { ...place, within: "rule" }, report })
    : [];
}

function keyframeText(text: string): string {
  if (!keyframe.test(text.toLowerCase())) throw new Dropped("unreadable");
  return text.toLowerCase();
}

function writeAtrule(node: Atrule, { place, report }: Writing): string[] {
  const name = node.name.toLowerCase();
  if (name === "import") throw new Dropped("import");
  if (name === "font-face") throw new Dropped("font");
  const isKeyframes = keyframes.test(name) && place.within === "sheet";
  if (!isKeyframes && !groups.has(name)) throw new Dropped("rule");
  if (node.prelude?.type === "Raw" || (!node.prelude && name !== "layer")) throw new Dropped("unreadable");
  const condition = node.prelude ? cleanCssText(generate(node.prelude)) : "";
  const head = `@${name}${condition && ` ${condition}`}`;
  if (!node.block) {
    if (name !== "layer" || place.within !== "sheet" || !condition) throw new Dropped("unreadable");
    return [`${head};`];
  }
  return braced(head, node.block, { place: isKeyframes ? { ...place, within: "keyframes" } : place, report });
}

/** A block under its head; nothing for one that is left empty. */
function braced(head: string, block: Block, { place, report }: Writing): string[] {
  const inside = writeParts([...block.children], { place: { ...place, depth: place.depth + 1 }, report });
  return inside.length > 0 ? [`${head}{${inside.join("")}}`] : [];
}

function writeDeclaration(node: Extract<CssNode, { type: "Declaration" }>): string {
  const own = ownProperty.test(node.property);
  const name = own ? node.property : node.property.toLowerCase();
  if (runningProperty.test(name)) throw new Dropped("script");
  if ((!own && !property.test(name)) || (node.important !== true && node.important !== false))
    throw new Dropped("unreadable");
  const value = cleanCssText(generate(node.value), { braces: own });
  if (value === "" && !own) throw new Dropped("unreadable");
  return `${name}:${value}${node.important ? "!important" : ""};`;
}
