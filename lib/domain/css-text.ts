import { string, tokenize, tokenTypes, url } from "css-tree";
import { assetHash } from "./asset-address";

/** Why a part of an owner's CSS or HTML was left out. */
export type DropReason = "too-large" | "unreadable" | "import" | "font" | "rule" | "address" | "script";

/** A part of CSS that is left out. */
export class Dropped extends Error {
  constructor(readonly reason: DropReason) {
    super(reason);
  }
}

/** What only some texts may hold: braces (custom properties), names with escaped punctuation (selectors). */
type Allowed = { readonly braces?: boolean; readonly escapes?: boolean };

type Token = { readonly type: number; readonly text: string };

/** Functions that make a browser fetch what is named in them (CSS Images 4, CSS Values 5, and what they were called before). */
const fetching = new Set(["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"]);

/** Functions that ran scripts, or draw what is not the owner's own. */
const running = new Set(["expression", "element", "-moz-element", "paint"]);

const dataImage = /^data:image\/(?:png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}$/;

// Single punctuation marks, but for "<": Hexadecimal escapes are refused.
const escapedIdent = /^(?:[-\w\u0080-\uffff]|\\[!-/:;=-@[-`{-~])+$/;

/** An image that a page may show: one of the realm's own, or one that is written out where it is named. */
function isOwnAddress(text: string): boolean {
  return dataImage.test(text) || assetHash(text) !== null;
}

/**
 * A value, selector or condition as it may be said again: token by token, comments left out, strings and addresses
 * written anew, brackets closed. Throws Dropped for what fetches from elsewhere, runs anything, or cannot be told for
 * certain: an escape that hides a name (`\75rl(`), a fetching function whose address comes from a variable.
 */
export function cleanCssText(source: string, { braces = false, escapes = false }: Allowed = {}): string {
  const tokens = tokensOf(source);
  const open: string[] = [];
  const written: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const { type, text } = token;
    if (type === tokenTypes.Function) checkFunction(tokens, index);
    if (type === tokenTypes.Function || type === tokenTypes.LeftParenthesis) open.push(")");
    else if (type === tokenTypes.LeftSquareBracket) open.push("]");
    else if (type === tokenTypes.LeftCurlyBracket) open.push(braces ? "}" : unreadable());
    else if (/^[)\]}]$/.test(text) && open.pop() !== text) unreadable();
    if (
      text.includes("\\") &&
      type !== tokenTypes.String &&
      type !== tokenTypes.Url &&
      !(escapes && isEscapedIdent(token))
    )
      unreadable();
    written.push(writeToken(token, tokens[index + 1]));
  }
  if (open.length > 0) unreadable();
  return written.join("").trim();
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  tokenize(source, (type, start, end) => tokens.push({ type, text: source.slice(start, end) }));
  return tokens.filter(({ type, text }) => type !== tokenTypes.Comment || !text.endsWith("*/"));
}

function writeToken({ type, text }: Token, next: Token | undefined): string {
  switch (type) {
    case tokenTypes.String:
      // No markup in a string, wherever the text may end up.
      return string.encode(string.decode(text)).replaceAll("<", "\\3c ");
    case tokenTypes.Url: {
      const named = url.decode(text);
      if (!isOwnAddress(named)) throw new Dropped("address");
      return `url(${named})`;
    }
    case tokenTypes.WhiteSpace:
      return " ";
    case tokenTypes.BadString:
    case tokenTypes.BadUrl:
    case tokenTypes.CDO:
    case tokenTypes.CDC:
    case tokenTypes.AtKeyword:
    case tokenTypes.Comment:
      return unreadable();
    case tokenTypes.Delim:
      if (text === "!") return unreadable();
      return text === "<" && next?.text !== "=" && next?.type !== tokenTypes.WhiteSpace ? "< " : text;
    default:
      return text;
  }
}

function isEscapedIdent({ type, text }: Token): boolean {
  return type === tokenTypes.Ident && escapedIdent.test(text);
}

function checkFunction(tokens: readonly Token[], at: number): void {
  const name = (tokens[at]?.text ?? "").slice(0, -1).toLowerCase();
  if (running.has(name)) throw new Dropped("script");
  if (!fetching.has(name)) return;
  const inside = insideOf(tokens, at);
  const strings = inside.filter(({ type }) => type === tokenTypes.String);
  const urls = inside.filter(({ type }) => type === tokenTypes.Url);
  const unsure = inside.some(
    ({ type, text }) => type === tokenTypes.Function && /^(?:var|env|attr|if|--.*)\($/i.test(text),
  );
  const named = strings.map(({ text }) => string.decode(text));
  if (unsure || strings.length + urls.length === 0 || !named.every(isOwnAddress)) throw new Dropped("address");
  if (
    (name === "url" || name === "src") &&
    inside.some(({ type }) => type !== tokenTypes.String && type !== tokenTypes.WhiteSpace)
  )
    throw new Dropped("address");
}

/** What stands between a function's name and the bracket that closes it. */
function insideOf(tokens: readonly Token[], at: number): Token[] {
  const inside: Token[] = [];
  let depth = 1;
  for (const token of tokens.slice(at + 1)) {
    if (token.type === tokenTypes.Function || token.type === tokenTypes.LeftParenthesis) depth += 1;
    if (token.type === tokenTypes.RightParenthesis) depth -= 1;
    if (depth === 0) break;
    inside.push(token);
  }
  return inside;
}

function unreadable(): never {
  throw new Dropped("unreadable");
}
