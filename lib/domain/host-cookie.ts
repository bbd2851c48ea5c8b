/** Every cookie of ours. */
export type CookieName =
  | "session"
  | "ticket"
  | "reset"
  | "verify"
  | "browser"
  | "handoff"
  | "provider"
  | "provider_post"
  | "identity";

/**
 * The name of a cookie of ours: `__Host-` where the origin is https (RFC 6265bis), so that only this very host can have
 * set it. Browsers refuse that prefix on http.
 */
export function hostCookieName(name: CookieName, isHttps: boolean): string {
  return isHttps ? `__Host-gh_${name}` : `gh_${name}`;
}

/** HttpOnly, SameSite=Lax, this host only (ASVS 3.3). */
export function hostCookieOptions(isHttps: boolean) {
  return { httpOnly: true, secure: isHttps, sameSite: "lax", path: "/" } as const;
}

/**
 * The value of a cookie of ours in a Cookie header, where there is exactly one: a second one of that name was set by
 * somebody else, for another path or a parent domain, and which of the two is ours cannot be told.
 */
export function readHostCookie(header: string | null | undefined, name: string): string | undefined {
  const sent = (header ?? "").split(";").map((pair) => pair.trim());
  const prefix = `${name}=`;
  const values = sent.filter((pair) => pair.startsWith(prefix)).map((pair) => pair.slice(prefix.length));
  return values.length === 1 ? values[0] : undefined;
}

/** A Set-Cookie header (RFC 6265) of a cookie of ours; `maxAgeSeconds` 0 takes it from the browser. */
export function hostCookieText(
  name: CookieName,
  { value, maxAgeSeconds, isHttps }: { value: string; maxAgeSeconds: number; isHttps: boolean },
): string {
  const { path } = hostCookieOptions(isHttps);
  const secure = isHttps ? "; Secure" : "";
  return `${hostCookieName(name, isHttps)}=${value}; Path=${path}; Max-Age=${Math.floor(maxAgeSeconds)}; HttpOnly; SameSite=Lax${secure}`;
}
