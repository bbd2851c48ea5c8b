import { cookies } from "next/headers";
import { cookieOptions, hostCookie, readOneCookie } from "./host-cookie";

/**
 * By what this browser is known on this host, and what it is known by (as a hash) on the realm's session origin: what
 * SSO tickets are bound to. It says nothing about a person, and goes when the browser is closed.
 */
export type HeldBrowser = { readonly secret: string; readonly homeHash: string | null };

const part = /^[\w-]{43}$/;

export async function readBrowserCookie(): Promise<HeldBrowser | null> {
  const [secret = "", homeHash = ""] = (await readOneCookie("browser"))?.split(".") ?? [];
  return part.test(secret) ? { secret, homeHash: part.test(homeHash) ? homeHash : null } : null;
}

export async function setBrowserCookie({ secret, homeHash }: HeldBrowser): Promise<void> {
  (await cookies()).set(hostCookie("browser"), homeHash ? `${secret}.${homeHash}` : secret, cookieOptions());
}
