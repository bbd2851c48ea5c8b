import { z } from "zod";
import { endSession, endSessionByCookie, findSession } from "@/lib/db/sessions";
import { tokenProblem } from "@/lib/domain/login-token";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Visit } from "@/lib/domain/visit";
import { verifyLoginToken } from "@/lib/tokens/login-jwt";
import { hashSecret } from "@/lib/tokens/secret-token";

/** Ends the hosted session of a cookie, and with it every token that names it. Quiet when there is none. */
export async function logout({ realm }: Visit, cookie: string | undefined): Promise<void> {
  if (cookie) await endSessionByCookie(realm.id, hashSecret(cookie));
}

/** True while the hosted session of a cookie lives. */
export async function isSignedIn({ realm, at }: Visit, cookie: string | undefined): Promise<boolean> {
  return cookie !== undefined && (await findSession(realm.id, { cookieHash: hashSecret(cookie) }, at)) !== null;
}

export const logoutInput = z.object({ token: z.string().default("") });

/**
 * Ends the session that a login token of this realm names. Quiet for any other token, and for a session that is over;
 * but not where no token was sent, or only the id of a session, which ends none.
 */
export async function logoutByToken(
  { realm, at }: Visit,
  { token }: z.output<typeof logoutInput>,
): Promise<Outcome<{ kind: "logged-out" }>> {
  const claims = await verifyLoginToken(realm.id, token, at);
  const problem = tokenProblem(token);
  if (!claims && problem.code !== "session.ended") return refuse(problem);
  if (claims) await endSession(realm.id, claims.tk);
  return done({ kind: "logged-out" });
}
