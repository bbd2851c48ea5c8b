import { redirect } from "next/navigation";
import { findSignedIn, type SignedIn, type SignedInAdministrator, signOutAdministrator } from "@/lib/admin/sign-in";
import { isCodeAwaited } from "@/lib/admin/sign-in-code";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { currentRequest } from "@/lib/request/context";
import { dropConsoleCookies, readConsoleSecret, readSignInTicket, signInThroughNextAuth } from "./next-auth";
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

/** Signs an administrator in, and ends the session that this browser had before (ASVS 7.2.4); or has a code waited for. */
export async function signIn({ email, password }: { email: string; password: string }): Promise<Outcome<SignedIn>> {
  return signInBy({ email, password });
}

/** The same by the code that this browser's sign-in waits for. */
export async function signInWithCode({ code }: { code: string }): Promise<Outcome<SignedIn>> {
  const token = await readSignInTicket();
  return token ? signInBy({ token, code }) : refuse({ code: "ticket.ended" });
}

async function signInBy(credentials: Readonly<Record<string, string>>): Promise<Outcome<SignedIn>> {
  const before = await readConsoleSecret();
  const outcome = await signInThroughNextAuth(credentials);
  if (outcome.ok && outcome.value.kind === "signed-in" && before) await signOutAdministrator(before);
  return outcome;
}

/** True while a sign-in waits in this browser for its code. */
export async function isSignInWaiting(): Promise<boolean> {
  const ticket = await readSignInTicket();
  return ticket !== null && isCodeAwaited(ticket, currentRequest().at);
}

/** Ends this browser's console session: the row first, which is what counts, then the cookie. */
export async function signOut(): Promise<void> {
  const secret = await readConsoleSecret();
  if (secret) await signOutAdministrator(secret);
  await dropConsoleCookies();
}
