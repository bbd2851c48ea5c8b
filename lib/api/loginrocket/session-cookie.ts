import type { Context } from "hono";
import { hostCookieName, hostCookieText, readHostCookie } from "@/lib/domain/host-cookie";
import type { HostedApp } from "@/lib/domain/visit";
import { currentRequest } from "@/lib/request/context";
import { askingPage } from "./cors";

/** The hosted session's cookie of the app's host, as a verb may use it. */
export type SessionCookie = {
  /** The secret of the hosted session, where the browser sent exactly one. */
  readonly secret: string | undefined;
  readonly set: (session: { readonly secret: string; readonly maxAgeSeconds: number }) => void;
  readonly drop: () => void;
};

/**
 * The session cookie of this request's browser: the one that the hosted pages of this host use. Null where it may be
 * neither read nor set: on a GET, which a script tag of any site can send; and for a page of another site, unless its
 * origin is listed (security.md 22, 75, 78). A browser always says where a POST came from; a client that does not is
 * none, and holds nobody's cookies. In a realm with seamless SSO it takes people on to the other apps where the host is
 * the realm's session origin, as that is the only one that is asked there.
 */
export function sessionCookie(c: Context, app: HostedApp): SessionCookie | null {
  if (c.req.method !== "POST" || !mayUseCookies(c, app)) return null;
  const isHttps = currentRequest().url.protocol === "https:";
  const put = (value: string, maxAgeSeconds: number) =>
    c.header("Set-Cookie", hostCookieText("session", { value, maxAgeSeconds, isHttps }), { append: true });
  return {
    secret: readHostCookie(c.req.header("cookie"), hostCookieName("session", isHttps)),
    set: ({ secret, maxAgeSeconds }) => put(secret, maxAgeSeconds),
    drop: () => put("", 0),
  };
}

function mayUseCookies(c: Context, app: HostedApp): boolean {
  const right = askingPage(c, app);
  if (right !== null) return right === "listed";
  const site = c.req.header("sec-fetch-site");
  return site === undefined || site === "same-origin" || site === "none";
}
