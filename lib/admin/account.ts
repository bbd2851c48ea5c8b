import { z } from "zod";
import * as sessions from "@/lib/db/admin-sessions";
import { setAdministratorPassword } from "@/lib/db/administrator-accounts";
import type { Doer } from "@/lib/db/audit";
import { clearTries } from "@/lib/db/throttles";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { confirmationProblems, normalizePassword, passwordProblems } from "@/lib/domain/password-policy";
import { hashPassword } from "@/lib/tokens/password-hash";
import { proveOwnPassword } from "./own-password";
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
  const proved = await proveOwnPassword(email, input.current_password, doer.at);
  if (!proved.ok) return proved;
  const { hash: from, tries } = proved.value;
  const passwordHash = await hashPassword(normalizePassword(input.password));
  const changed = await setAdministratorPassword(id, { passwordHash, from, butSession: sessionId }, doer);
  if (!changed) return refuse({ code: "current-password.wrong", field: "current_password" });
  await clearTries(tries);
  return done(null);
}
