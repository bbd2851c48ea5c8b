/** The most characters of a way back, before and after it is reduced. */
export const longestRedir = 2_000;

/**
 * Where in the app a person wanted to go: a path or a full http(s) URL reduced to its path and query, or null when there is none. The result
 * always begins with one slash and never with "//", "/\" or their escaped forms, so that it leads to no other host however an app uses it.
 */
export function reduceRedir(raw: string | undefined): string | null {
  if (typeof raw !== "string" || raw === "" || raw.length > longestRedir || /[\p{Cc}\p{Cs}]/u.test(raw)) return null;
  const base = "http://app.invalid";
  if (!URL.canParse(raw, base)) return null;
  const url = new URL(raw, base);
  const reduced = url.pathname + url.search;
  const inside = /^https?:$/.test(url.protocol) && /^\/(?!\/|\\|%2f|%5c)/i.test(reduced);
  return inside && reduced.length <= longestRedir ? reduced : null;
}
