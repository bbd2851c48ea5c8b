import {
  commonHeaders,
  contentSecurityPolicy,
  documentPolicy,
  framedPolicy,
  httpsHeaders,
  pageHeaders,
  staticHeaders,
} from "@/lib/domain/security-headers";
import { env } from "@/lib/env";
import type { Rules } from "./rules";

/** Kept for ever by whoever likes: the name holds the hash of the content, and only the app's own pages say it. */
const lookHeaders = {
  ...staticHeaders,
  "Cache-Control": "public, max-age=31536000, immutable",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** Loaded by pages of any origin, with integrity if they like. How long it is kept, its handler says: not all are for ever. */
const libraryHeaders = {
  ...staticHeaders,
  "Access-Control-Allow-Origin": "*",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

type Answer = { readonly status: number; readonly type: string; readonly isRedirect: boolean };

/** What is no page shows nothing, loads nothing and is framed by nobody, should a browser take it for one. */
const noPagePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The headers of security.md A for one response. Whatever the handler said in their place is overwritten. */
export function securityHeaders(rules: Rules, answer: Answer): Record<string, string | null> {
  const isHtml = answer.type.startsWith("text/html") && !answer.isRedirect;
  return {
    ...(isHtml ? pageHeaders : otherHeaders(rules, answer)),
    ...(env().https ? httpsHeaders : {}),
    ...withCharset(answer.type),
    "Content-Security-Policy": isHtml ? pagePolicy(rules) : noPagePolicy,
    "X-Powered-By": null,
  };
}

/** The policy of a page; Next reads the nonce for its own scripts from the same header of the request. */
export function pagePolicy(rules: Rules): string {
  if (rules.framing === "document") return documentPolicy;
  if (!("context" in rules)) return contentSecurityPolicy({ nonce: rules.nonce, formAction: [] });
  const { nonce, formAction, framing } = rules;
  return framing === "framed" ? framedPolicy(nonce) : contentSecurityPolicy({ nonce, formAction, framing });
}

/** Everything is private but the files of a build, of an app's look, and authrocket.js. */
function otherHeaders(rules: Rules, { status }: Answer): Readonly<Record<string, string>> {
  if (status < 400 && rules.kind === "static") return staticHeaders;
  if (status < 400 && rules.kind === "icon") return { ...staticHeaders, "Cache-Control": "public, max-age=86400" };
  if (status === 200 && rules.kind === "look") return lookHeaders;
  if (status < 400 && rules.kind === "library") return libraryHeaders;
  return commonHeaders;
}

/** Text without a charset is read as whatever the browser guesses. */
function withCharset(type: string): Record<string, string> {
  const isText = /^(?:text\/|application\/(?:json|javascript)|image\/svg)/.test(type);
  return isText && !/charset=/i.test(type) ? { "Content-Type": `${type}; charset=utf-8` } : {};
}
