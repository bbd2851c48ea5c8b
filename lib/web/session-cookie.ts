import { cookies } from "next/headers";
import { currentRequest } from "@/lib/request/context";

/** `__Host-` where the origin is https (RFC 6265bis): only this very host can have set it. Browsers refuse it on http. */
function cookieName(): string {
  return isHttps() ? "__Host-gh_session" : "gh_session";
}

function isHttps(): boolean {
  return currentRequest().url.protocol === "https:";
}

/** The secret of the hosted session that this browser holds, if any. */
export async function readSessionCookie(): Promise<string | undefined> {
  return (await cookies()).get(cookieName())?.value;
}

/** Gives the browser its hosted session: HttpOnly, SameSite=Lax, this host only (ASVS 3.3). */
export async function setSessionCookie({
  secret,
  maxAgeSeconds,
}: {
  secret: string;
  maxAgeSeconds: number;
}): Promise<void> {
  (await cookies()).set(cookieName(), secret, {
    httpOnly: true,
    secure: isHttps(),
    sameSite: "lax",
    path: "/",
    maxAge: maxAgeSeconds,
  });
}

/** Takes the hosted session from the browser. */
export async function dropSessionCookie(): Promise<void> {
  (await cookies()).set(cookieName(), "", { httpOnly: true, secure: isHttps(), sameSite: "lax", path: "/", maxAge: 0 });
}
