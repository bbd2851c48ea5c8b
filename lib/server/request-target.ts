import type { IncomingMessage } from "node:http";
import { Refusal } from "./refusal";

/** What a request line asks for. `host` is set by an absolute-form target, and then outweighs the Host header (RFC 9112, 3.2.2). */
export type Target = { readonly path: string; readonly query: string; readonly host: string | null };

const LONGEST = 8_192;

/** Reads the target of a request, or refuses it: what is left has one meaning for everything that reads it later. */
export function readTarget({ url = "" }: IncomingMessage): Target {
  if (url.length > LONGEST || !/^[\x21-\x7e]+$/.test(url) || url.includes("#")) throw new Refusal("bad-request");
  const absolute = /^https?:\/\/([^/?]*)(.*)$/i.exec(url);
  const [, host = null, rest = url] = absolute ?? [];
  const mark = rest.indexOf("?");
  const path = (mark < 0 ? rest : rest.slice(0, mark)) || (absolute ? "/" : "");
  if (!isPlainPath(path)) throw new Refusal("bad-request");
  return { path, query: mark < 0 ? "" : rest.slice(mark), host };
}

/** True for a path that means the same before and after decoding: no hidden slash, dot segment or control character. */
function isPlainPath(path: string): boolean {
  if (!path.startsWith("/") || path.startsWith("//") || path.includes("\\")) return false;
  if (/%(?![0-9a-f]{2})/i.test(path) || /%(?:2f|5c|2e|25|7f|[01][0-9a-f])/i.test(path)) return false;
  if (path.split("/").some((segment) => segment === "." || segment === "..")) return false;
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false; // percent-encoded bytes that are no UTF-8
  }
}
