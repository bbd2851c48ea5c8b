import { endSessionByCookie, findSessionByCookie } from "@/lib/db/sessions";
import type { Visit } from "@/lib/domain/visit";
import { hashSecret } from "@/lib/tokens/secret-token";

/** Ends the hosted session of a cookie, and with it every token that names it. Quiet when there is none. */
export async function logout({ realm }: Visit, cookie: string | undefined): Promise<void> {
  if (cookie) await endSessionByCookie(realm.id, hashSecret(cookie));
}

/** True while the hosted session of a cookie lives. */
export async function isSignedIn({ realm, at }: Visit, cookie: string | undefined): Promise<boolean> {
  return cookie !== undefined && (await findSessionByCookie(realm.id, hashSecret(cookie), at)) !== null;
}
