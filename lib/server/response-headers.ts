import { commonHeaders, contentSecurityPolicy, pageHeaders } from "@/lib/domain/security-headers";
import { env } from "@/lib/env";
import type { Rules } from "./rules";

type Answer = { readonly status: number; readonly type: string; readonly isRedirect: boolean };

/** The headers of security.md A for one response. Whatever the handler said in their place is overwritten. */
export function securityHeaders(rules: Rules, answer: Answer): Record<string, string | null> {
  const { https } = env();
  const isHtml = answer.type.startsWith("text/html");
  return {
    ...commonHeaders({ https }),
    ...(isHtml ? pageHeaders : {}),
    ...contentType(answer.type),
    ...cacheControl(rules, answer),
    "Content-Security-Policy": isHtml
      ? pagePolicy(rules)
      : "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    // Under no-referrer browsers send "Origin: null" with a plain form post, which the front refuses.
    "Referrer-Policy": isHtml && rules.kind === "page" && !answer.isRedirect ? "same-origin" : "no-referrer",
    "X-Powered-By": null,
  };
}

/** The policy of a page; Next reads the nonce for its own scripts from the same header of the request. */
export function pagePolicy(rules: Rules): string {
  const { https } = env();
  if ("context" in rules)
    return contentSecurityPolicy({ nonce: rules.context.nonce, formAction: rules.formAction, https });
  return contentSecurityPolicy({ nonce: rules.nonce, formAction: [], https });
}

/** Everything is private but the files of a build, whose names hold their content's hash. */
function cacheControl(rules: Rules, { status }: Answer): Record<string, string> {
  if (status < 400 && rules.kind === "static") return {};
  if (status < 400 && rules.kind === "icon") return { "Cache-Control": "public, max-age=86400" };
  return { "Cache-Control": "no-store" };
}

/** Text without a charset is read as whatever the browser guesses. */
function contentType(type: string): Record<string, string> {
  const isText = /^(?:text\/|application\/(?:json|javascript)|image\/svg)/.test(type);
  return isText && !/charset=/i.test(type) ? { "Content-Type": `${type}; charset=utf-8` } : {};
}
