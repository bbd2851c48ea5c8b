import { z } from "zod";
import * as sessions from "@/lib/db/admin-sessions";
import { startAdminTicket } from "@/lib/db/admin-tickets";
import { findAdministratorByEmail, replaceAdministratorHash } from "@/lib/db/administrators";
import { clearTries, giveTryBack, type Throttle, takeTry } from "@/lib/db/throttles";
import { throttleAddress } from "@/lib/domain/client-address";
import { minutes } from "@/lib/domain/duration";
import { canonicalEmail } from "@/lib/domain/email";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword, passwordTooLong } from "@/lib/domain/password-policy";
import type { Problem } from "@/lib/domain/problem";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { purposeKey } from "@/lib/tokens/encryption";
import { hashPassword, requireHashQueue, verifyPassword } from "@/lib/tokens/password-hash";
import { nullWhenBusy } from "@/lib/tokens/prove-password";
import { hashSecret, mintCookieSecret, throttleKey } from "@/lib/tokens/secret-token";

export type { SignedInAdministrator } from "@/lib/db/admin-sessions";

export const signInInput = z.object({ email: z.string().default(""), password: z.string().default("") });

/** A session has begun; or a code is waited for, by whoever shows the ticket: they have an authenticator. */
export type SignedIn =
  | { readonly kind: "signed-in"; readonly secret: string }
  | { readonly kind: "need-code"; readonly ticket: string };

/** Who asks, from where, when. */
export type Asker = { readonly at: Date; readonly client: { readonly ip: string; readonly userAgent: string | null } };

/** How long a sign-in waits for its code. */
export const CODE_MINUTES = 10;

/** The deployment's own counters stand beside those of its realms. */
const SCOPE = "-";

/**
 * Signs an administrator in by password and starts a session; the secret is what the browser gets. Who has an
 * authenticator gets a ticket in its place, which `signInByCode` completes. One sentence after
 * the same work for everything that is wrong, and the same limits as for a user's login (security.md §1).
 */
export async function signInAdministrator(
  input: z.output<typeof signInInput>,
  { at, client }: Asker,
): Promise<Outcome<SignedIn>> {
  const blanks = blankProblems(input);
  if (blanks.length > 0) return refuse(...blanks);
  if (passwordTooLong(input.password)) return refuse({ code: "credentials.wrong" });
  const email = canonicalEmail(input.email);
  const known = email.ok ? email.canonical : input.email.slice(0, 300);
  requireHashQueue();
  const byAddress: Throttle = {
    scope: SCOPE,
    rule: throttleRules.passwordByAddress,
    keyHash: throttleKey(throttleAddress(client.ip)),
  };
  const byName: Throttle = { scope: SCOPE, rule: throttleRules.passwordByUser, keyHash: throttleKey(known) };
  const wait = Math.max(...(await Promise.all([takeTry(byAddress, at), takeTry(byName, at)])));
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });

  const found = email.ok ? await findAdministratorByEmail(email.canonical) : null;
  const password = normalizePassword(input.password);
  const { matches, outdated } = await verifyPassword(found?.passwordHash ?? null, password);
  if (!matches || !found?.active) return refuse({ code: "credentials.wrong" });
  const signedIn = found.hasDevice ? await awaitCode(found, at) : await startSession(found, { at, client });
  if (!signedIn) return refuse({ code: "credentials.wrong" });
  const to = outdated ? await hashPassword(password).catch(nullWhenBusy) : null;
  if (to !== null) await replaceAdministratorHash(found.id, { from: found.passwordHash, to });
  await Promise.all([clearTries(byName), giveTryBack(byAddress)]);
  return done(signedIn);
}

async function startSession(proved: sessions.ProvedAdministrator, { at, client }: Asker): Promise<SignedIn | null> {
  const { secret, hash } = mintCookieSecret();
  const isStarted = await sessions.startAdminSession(proved, { secretHash: hash, at, by: client });
  return isStarted ? { kind: "signed-in", secret } : null;
}

async function awaitCode(proved: sessions.ProvedAdministrator, at: Date): Promise<SignedIn | null> {
  const { secret, hash } = mintCookieSecret();
  const expiresAt = new Date(at.getTime() + minutes(CODE_MINUTES));
  return (await startAdminTicket(proved, { tokenHash: hash, at, expiresAt }))
    ? { kind: "need-code", ticket: secret }
    : null;
}

function blankProblems({ email, password }: z.output<typeof signInInput>): Problem[] {
  return [
    ...(email.trim() === "" ? [{ code: "email.blank", field: "email" } as const] : []),
    ...(password === "" ? [{ code: "password.blank", field: "password" } as const] : []),
  ];
}

/** The administrator behind a session's secret, while that session and they are alive. */
export async function findSignedIn(secret: string, at: Date): Promise<sessions.SignedInAdministrator | null> {
  return sessions.findAdminSession(hashSecret(secret), at);
}

/** Ends the session of a secret at once. */
export async function signOutAdministrator(secret: string): Promise<void> {
  await sessions.endAdminSession(hashSecret(secret));
}

/** What next-auth encrypts its cookie with: derived from the deployment's own secret, so there is no second one to set. */
export function consoleCookieKey(): string {
  return purposeKey("console-session").toString("hex");
}
