import { headers } from "next/headers";
import { type CookieName, hostCookieName, hostCookieOptions, readHostCookie } from "@/lib/domain/host-cookie";
import { currentRequest } from "@/lib/request/context";

/** The name of a cookie of ours at the origin of this request. */
export function hostCookie(name: CookieName): string {
  return hostCookieName(name, isHttps());
}

/** The same for a cookie that is always `Secure`, which browsers keep on https, and on http of this very machine. */
export function secureCookie(name: CookieName): string {
  return `__Host-gh_${name}`;
}

/** HttpOnly, SameSite=Lax, this host only (ASVS 3.3). */
export function cookieOptions() {
  return hostCookieOptions(isHttps());
}

/** The value of a cookie of ours, where there is exactly one. */
export async function readOneCookie(name: CookieName, fullName = hostCookie(name)): Promise<string | undefined> {
  return readHostCookie((await headers()).get("cookie"), fullName);
}

function isHttps(): boolean {
  return currentRequest().url.protocol === "https:";
}
