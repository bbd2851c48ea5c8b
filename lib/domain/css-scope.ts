import { type CssNode, generate } from "css-tree";
import { cleanCssText, Dropped } from "./css-text";

/** The class of the element that holds everything an owner may style: the hosted page's body. */
export const hostedRoot = "gh-body";

type Compound = { readonly before: string; readonly nodes: CssNode[] };

/**
 * A selector that reaches nothing outside of the hosted page: what names the document (`:root`, `html`, `body`) means
 * the hosted root, all else is sought within it. Of a nested rule, only what begins with `&` is kept.
 */
export function scopeSelector(selector: readonly CssNode[], { nested }: { nested: boolean }): string {
  for (const node of selector) checkNode(node);
  if (nested) {
    if (selector[0]?.type !== "NestingSelector") throw new Dropped("unreadable");
    return cleanCssText(selector.map((node) => generate(node)).join(""), { escapes: true });
  }
  const [first, ...rest] = withoutNestedRoots(compoundsOf(selector));
  if (first?.before !== "" || first.nodes.length === 0) throw new Dropped("unreadable");
  const text = [first, ...rest].map(({ before, nodes }) => before + compoundText(nodes)).join("");
  const staysInside = first.nodes.some(isRoot) && !/^[+~]/.test(rest[0]?.before ?? "");
  return cleanCssText(staysInside ? text : `.${hostedRoot} ${text}`, { escapes: true });
}

function checkNode(node: CssNode): void {
  if (node.type === "Raw" || (node.type === "TypeSelector" && node.name.includes("|"))) throw new Dropped("unreadable");
  if ("children" in node && node.children) for (const child of node.children) checkNode(child);
}

function compoundsOf(selector: readonly CssNode[]): Compound[] {
  const compounds: Compound[] = [{ before: "", nodes: [] }];
  for (const node of selector) {
    if (node.type === "Combinator") compounds.push({ before: node.name, nodes: [] });
    else compounds.at(-1)?.nodes.push(node);
  }
  return compounds;
}

/** `html body.dark` is one element here: `.gh-body.dark`. */
function withoutNestedRoots([first, second, ...rest]: readonly Compound[]): Compound[] {
  if (!first) return [];
  if (!second) return [first];
  const areOne = first.nodes.some(isRoot) && second.nodes.some(isRoot) && /^[ >]$/.test(second.before);
  if (!areOne) return [first, second, ...rest];
  return withoutNestedRoots([{ before: first.before, nodes: [...first.nodes, ...second.nodes] }, ...rest]);
}

function isRoot(node: CssNode): boolean {
  if (node.type === "TypeSelector") return /^(?:html|body)$/i.test(node.name);
  if (node.type === "PseudoClassSelector") return !node.children && /^(?:root|scope)$/i.test(node.name);
  return node.type === "ClassSelector" && node.name === hostedRoot;
}

function compoundText(nodes: readonly CssNode[]): string {
  if (!nodes.some(isRoot)) return nodes.map((node) => generate(node)).join("");
  const others = nodes.filter((node) => !isRoot(node) && !(node.type === "TypeSelector" && node.name === "*"));
  if (others.some((node) => node.type === "TypeSelector")) throw new Dropped("unreadable");
  return `.${hostedRoot}${others.map((node) => generate(node)).join("")}`;
}
