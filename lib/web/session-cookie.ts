import { cookies } from "next/headers";
import { cookieOptions, hostCookie, readOneCookie } from "./host-cookie";

/** The secret of the hosted session that this browser holds, if any. */
export async function readSessionCookie(): Promise<string | undefined> {
  return readOneCookie("session");
}

/** Gives the browser its hosted session. */
export async function setSessionCookie({
  secret,
  maxAgeSeconds,
}: {
  secret: string;
  maxAgeSeconds: number;
}): Promise<void> {
  (await cookies()).set(hostCookie("session"), secret, { ...cookieOptions(), maxAge: maxAgeSeconds });
}

/** Takes the hosted session from the browser. */
export async function dropSessionCookie(): Promise<void> {
  (await cookies()).set(hostCookie("session"), "", { ...cookieOptions(), maxAge: 0 });
}
