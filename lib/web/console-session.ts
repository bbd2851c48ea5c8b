import { redirect } from "next/navigation";
import { findSignedIn, type SignedInAdministrator, signOutAdministrator } from "@/lib/admin/sign-in";
import type { Outcome } from "@/lib/domain/outcome";
import { currentRequest } from "@/lib/request/context";
import { dropConsoleCookies, readConsoleSecret, signInThroughNextAuth } from "./next-auth";
import { paths } from "./paths";

/** Who is signed in to the console in this browser, or null. Our row decides; the cookie only points at it. */
export async function findAdministrator(): Promise<SignedInAdministrator | null> {
  const secret = await readConsoleSecret();
  return secret ? findSignedIn(secret, currentRequest().at) : null;
}

/** As `findAdministrator`; goes to the sign-in instead of answering null. Every page and action of the console calls it. */
export async function requireAdministrator(): Promise<SignedInAdministrator> {
  return (await findAdministrator()) ?? redirect(paths.consoleLogin());
}

/** Signs an administrator in, and ends the session that this browser had before (ASVS 7.2.4). */
export async function signIn({ email, password }: { email: string; password: string }): Promise<Outcome<unknown>> {
  const before = await readConsoleSecret();
  const outcome = await signInThroughNextAuth(email, password);
  if (outcome.ok && before) await signOutAdministrator(before);
  return outcome;
}

/** Ends this browser's console session: the row first, which is what counts, then the cookie. */
export async function signOut(): Promise<void> {
  const secret = await readConsoleSecret();
  if (secret) await signOutAdministrator(secret);
  await dropConsoleCookies();
}
