import { z } from "zod";
import { findSessionHolder } from "@/lib/db/sessions";
import { tokenProblem } from "@/lib/domain/login-token";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Visit } from "@/lib/domain/visit";
import { verifyLoginToken } from "@/lib/tokens/login-jwt";

export const checkSessionInput = z.object({ token: z.string().default("") });

/**
 * Whether a login token still counts: this realm signed it, and the managed session it names lives, of a user who is
 * active. Tokens of unmanaged sessions name none, so nobody can vouch for them here, and it says so (seed 002).
 */
export async function checkSession(
  { realm, at }: Visit,
  { token }: z.output<typeof checkSessionInput>,
): Promise<Outcome<{ kind: "valid" }>> {
  if (realm.sessionType !== "managed") return refuse({ code: "session.not-managed" });
  const claims = await verifyLoginToken(realm.id, token, at);
  const holder = claims && (await findSessionHolder(realm.id, claims.tk, at));
  return holder !== null && holder === claims?.uid ? done({ kind: "valid" }) : refuse(tokenProblem(token));
}
