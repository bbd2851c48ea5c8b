import { z } from "zod";
import * as sessions from "@/lib/db/admin-sessions";
import { setAdministratorPassword } from "@/lib/db/administrator-accounts";
import { findAdministratorByEmail } from "@/lib/db/administrators";
import type { Doer } from "@/lib/db/audit";
import { clearTries, type Throttle, takeTry } from "@/lib/db/throttles";
import { canonicalEmail } from "@/lib/domain/email";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import {
  confirmationProblems,
  normalizePassword,
  passwordProblems,
  passwordTooLong,
} from "@/lib/domain/password-policy";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { hashPassword, requireHashQueue, verifyPassword } from "@/lib/tokens/password-hash";
import { throttleKey } from "@/lib/tokens/secret-token";
import { ADMIN_PASSWORD } from "./setup";
import type { SignedInAdministrator } from "./sign-in";

const text = z.string().default("");

/** A new password for one's own account, and the one it takes the place of. */
export const ownPasswordInput = z.object({ current_password: text, password: text, password_confirmation: text });

/** The sessions of an administrator that are alive, the newest first. */
export async function listOwnSessions({ id }: SignedInAdministrator, at: Date) {
  return sessions.listAdminSessions(id, at);
}

/** Ends one of one's own sessions at once. */
export async function endOwnSession(
  { id }: SignedInAdministrator,
  sessionId: string,
  doer: Doer,
): Promise<Outcome<null>> {
  const wasThere = isId("ads", sessionId) && (await sessions.endAdminSessions(id, { id: sessionId }, doer)) > 0;
  return wasThere ? done(null) : refuse({ code: "not-found" });
}

/** Ends all of one's own sessions but the one that asks. */
export async function endOtherSessions({ id, sessionId }: SignedInAdministrator, doer: Doer): Promise<Outcome<null>> {
  await sessions.endAdminSessions(id, { id: { not: sessionId } }, doer);
  return done(null);
}

/**
 * Changes one's own password, which is asked for once more: an open browser alone is not enough. Ends all other
 * sessions. Wrong ones count with those of the sign-in.
 */
export async function changeOwnPassword(
  { id, email, sessionId }: SignedInAdministrator,
  input: z.output<typeof ownPasswordInput>,
  doer: Doer,
): Promise<Outcome<null>> {
  const problems = [
    ...(input.current_password === "" ? [{ code: "current-password.blank", field: "current_password" } as const] : []),
    ...passwordProblems(ADMIN_PASSWORD, input.password, { email, names: ["gatehouse"] }),
    ...confirmationProblems(input),
  ];
  if (problems.length > 0) return refuse(...problems);
  requireHashQueue();
  const address = canonicalEmail(email);
  const known = address.ok ? address.canonical : email;
  const tries: Throttle = { scope: "-", rule: throttleRules.passwordByUser, keyHash: throttleKey(known) };
  const wait = await takeTry(tries, doer.at);
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });

  const found = await findAdministratorByEmail(known);
  const wrong = { code: "current-password.wrong", field: "current_password" } as const;
  if (!found || passwordTooLong(input.current_password)) return refuse(wrong);
  const { matches } = await verifyPassword(found.passwordHash, normalizePassword(input.current_password));
  if (!matches) return refuse(wrong);
  const passwordHash = await hashPassword(normalizePassword(input.password));
  const changed = await setAdministratorPassword(
    id,
    { passwordHash, from: found.passwordHash, butSession: sessionId },
    doer,
  );
  if (!changed) return refuse(wrong);
  await clearTries(tries);
  return done(null);
}
