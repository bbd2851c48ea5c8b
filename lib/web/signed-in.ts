import type { SignedIn } from "@/lib/flows/finish-login";
import { setSessionCookie } from "./session-cookie";

/** Where a person who is in goes: to the app, by the hand-off address, with the hosted session in their browser. */
export async function goToApp(signedIn: SignedIn): Promise<string> {
  if (signedIn.session) await setSessionCookie(signedIn.session);
  return signedIn.url;
}
