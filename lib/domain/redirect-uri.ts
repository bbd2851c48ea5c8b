/** The most characters of a redirect URI. */
export const longestRedirectUri = 2_000;

// Printable ASCII, http or https in full, a host and perhaps a port without userinfo or escapes, then a path, then a query. No fragment.
// What a browser might read in another way (backslash, tab, line feed, a missing slash) does not match at all.
const shape = /^https?:\/\/[a-z0-9.:[\]-]+(\/[!$-;=?-[\]_a-z~]*)?$/i;
const escapedSign = /%(?:2f|5c|2e|25)/i;
const escapedControl = /%(?:[01][0-9a-f]|7f)/i;
const dotSegment = /\/\.{1,2}(?:\/|$)/;

/**
 * The address to hand a person over to when `candidate` is registered, in its normalised form, or null. It is registered when its origin equals a
 * registered one's exactly and its path begins with the registered path on a segment boundary; a slash at the end does not matter.
 * A query of its own is allowed, and required to begin with the registered one where there is one. At most 2,000 characters.
 * Stricter than the URL standard, so that no other reader can find another host in it (RFC 9700, 4.11; security.md 20).
 */
export function matchRedirectUri(candidate: string, registered: readonly string[]): string | null {
  const url = redirectUrl(candidate);
  return url && registered.some((entry) => allows(entry, url)) ? url.href : null;
}

function redirectUrl(candidate: unknown): URL | null {
  if (typeof candidate !== "string" || candidate.length > longestRedirectUri) return null;
  const [address = "", query] = splitOnce(candidate, "?");
  if (!shape.test(address) || !/^[!$-~]*$/.test(query ?? "") || (query ?? "").includes("\\")) return null;
  const path = address.replace(/^https?:\/\/[^/]*/i, "");
  if (escapedSign.test(path) || dotSegment.test(path) || escapedControl.test(candidate)) return null;
  return webUrl(candidate);
}

function allows(entry: string, url: URL): boolean {
  const known = webUrl(entry);
  if (known === null || known.origin !== url.origin) return false;
  const base = known.pathname.replace(/\/+$/, "");
  const onPath = url.pathname === base || url.pathname.startsWith(`${base}/`);
  return onPath && (known.search === "" || url.search === known.search || url.search.startsWith(`${known.search}&`));
}

// Only these schemes have an origin that can be compared; every other one's is the text "null".
function webUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "" ? url : null;
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
