import type { Context } from "hono";
import { corsRight } from "@/lib/domain/cors";
import type { HostedApp } from "@/lib/domain/visit";

/** A name, or a path of up to five of them: no brackets, no calls (security.md 77). */
const identifier = /^[A-Za-z_$][\w$]*(\.[A-Za-z_$][\w$]*){0,4}$/;

/** The callback of a JSONP request; null where there is none; false where it is no name of a function. */
export function readCallback(c: Context): string | null | false {
  const [callback, ...more] = c.req.queries("callback") ?? [];
  if (callback === undefined) return null;
  return more.length === 0 && callback.length <= 64 && identifier.test(callback) ? callback : false;
}

/**
 * True where a GET comes from where the app's owner allows: a script or a fetch, from a page of a listed origin where
 * the browser says so. Images, windows and prefetches are refused; a client that says nothing is no browser, and is
 * served (security.md 79).
 */
export function mayAskByGet(c: Context, app: HostedApp): boolean {
  const dest = c.req.header("sec-fetch-dest");
  if (dest !== undefined && dest !== "script" && dest !== "empty") return false;
  if (/prefetch/.test(`${c.req.header("purpose") ?? ""} ${c.req.header("sec-purpose") ?? ""}`)) return false;
  const from = c.req.header("origin") ?? c.req.header("referer");
  if (from === undefined) return true;
  return URL.canParse(from) && corsRight(new URL(from).origin, app) !== "none";
}

/**
 * An answer as a script that calls `callback`. The comment in front keeps the name from being read as another kind of
 * file; what could end the script, or is no character of JavaScript, is escaped.
 */
export function asJsonp(callback: string, body: unknown): string {
  const json = JSON.stringify(body).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `/**/typeof ${callback} === 'function' && ${callback}(${json});`;
}
