/** A page that shows another of ours in a frame, one that is shown in it, and a document of somebody else's words that is. */
export type Framing = "frames" | "framed" | "document";

type Policy = { readonly nonce: string; readonly formAction: readonly string[]; readonly framing?: Framing | null };

/**
 * The Content-Security-Policy (level 3) of a page: nothing is loaded but our own styles, images and answers and the
 * scripts of this response, nobody frames it, no plugin is in it, and no frame but where it `frames` a page of ours. `nonce` is base64 and new for each
 * response. Forms may go to the page's own origin and, along the redirects that follow, to the origins in
 * `formAction`; what is not an http(s) origin there is left out.
 */
export function contentSecurityPolicy({ nonce, formAction, framing = null }: Policy): string {
  checkNonce(nonce);
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    framing === "frames" ? "frame-src 'self'" : "frame-src 'none'",
    ["form-action 'self'", ...new Set(formAction.flatMap(originOf))].join(" "),
    "report-to csp",
  ].join("; ");
}

function checkNonce(nonce: string): void {
  if (!/^[A-Za-z0-9+/_-]{16,}={0,2}$/.test(nonce)) throw new RangeError("A nonce is base64 of at least 96 bits.");
}

/**
 * The policy of a page that is only looked at: a page of ours may frame it, and nothing in it runs, is sent or leads
 * anywhere, framed or not. What it stops is no news.
 */
export function framedPolicy(nonce: string): string {
  checkNonce(nonce);
  return [
    "default-src 'none'",
    "script-src 'none'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "object-src 'none'",
    "frame-src 'none'",
    "frame-ancestors 'self'",
    "sandbox allow-same-origin",
  ].join("; ");
}

/**
 * The policy of a document that a page of ours shows in a frame, and that an owner worded: text and styles alone. It runs
 * nothing, loads nothing, sends nothing, and is of an origin of its own, so that whatever is in it stays in its frame.
 */
export const documentPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "sandbox",
].join("; ");

// Read by the URL parser, so that no text from a row can add a directive.
function originOf(address: string): string[] {
  if (!URL.canParse(address)) return [];
  const { protocol, origin } = new URL(address);
  return /^https?:$/.test(protocol) && !/[;,\s'"*]/.test(origin) ? [origin] : [];
}

/** The path, on every host, to which browsers say what a page's policy stopped. */
export const CSP_REPORTS = "/csp_reports";

/** What every response carries, files with a content hash in their name included. */
export const staticHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Permissions-Policy": [
    "accelerometer=()",
    "camera=()",
    "display-capture=()",
    "geolocation=()",
    "gyroscope=()",
    "magnetometer=()",
    "microphone=()",
    "midi=()",
    "payment=()",
    "serial=()",
    "usb=()",
  ].join(", "),
} as const satisfies Record<string, string>;

/**
 * What every response carries that is made for somebody (ASVS 14.3.2: it is stored nowhere). JSONP and CORS answers
 * stay readable.
 */
export const commonHeaders = { ...staticHeaders, "Cache-Control": "no-store" } as const satisfies Record<
  string,
  string
>;

/**
 * What every page carries besides its Content-Security-Policy. Its Referrer-Policy lets a plain form post name its
 * own origin, without which it could not be told from another site's.
 */
export const pageHeaders = {
  ...commonHeaders,
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Reporting-Endpoints": `csp="${CSP_REPORTS}"`,
} as const satisfies Record<string, string>;

/**
 * What every response carries besides where it is served as https: two years of HSTS (RFC 6797), of this host
 * alone, since the hosts below it may be others'.
 */
export const httpsHeaders = { "Strict-Transport-Security": "max-age=63072000" } as const satisfies Record<
  string,
  string
>;
