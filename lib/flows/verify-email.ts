import { z } from "zod";
import { emailTokenLives, spendEmailToken } from "@/lib/db/email-tokens";
import { recordEvent } from "@/lib/db/events";
import { endSessionByCookie, findSession } from "@/lib/db/sessions";
import { giveTryBack, takeTry } from "@/lib/db/throttles";
import { findLoginUser } from "@/lib/db/users";
import { appIdOf, type Door } from "@/lib/domain/door";
import { isId } from "@/lib/domain/ids";
import { type LoginName, loginName } from "@/lib/domain/login-name";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Visit } from "@/lib/domain/visit";
import { hashSecret } from "@/lib/tokens/secret-token";
import { tokenTries } from "@/lib/tokens/token-tries";
import { finishLogin, type SignedIn } from "./finish-login";

export const verifyEmailInput = z.object({
  username: z.string().default(""),
  email: z.string().default(""),
  token: z.string().default(""),
});

export type EmailVerified = { readonly kind: "email-verified" };

/**
 * Spends a mailed token that proves its owner's address, once. It logs nobody in: but where `cookie` is that of a living
 * session of the same user, they go straight on to the app.
 */
export async function verifyEmail(
  visit: Visit,
  input: z.output<typeof verifyEmailInput>,
  cookie?: string,
): Promise<Outcome<EmailVerified | SignedIn>> {
  const name = loginName(input.username || input.email, visit.realm);
  const proved = await proveEmail(visit, { token: input.token, name });
  if (!proved.ok) return proved;
  const { userId } = proved.value;
  const entered = cookie === undefined ? null : await goStraightOn(visit, { userId, name, cookie });
  return done(entered ?? { kind: "email-verified" });
}

/** Spends a token that proves the address of whoever has that name; the same at any door. */
export async function proveEmail(
  door: Door,
  { token, name }: { readonly token: string; readonly name: LoginName },
): Promise<Outcome<{ userId: string }>> {
  const { realm, at, client } = door;
  const tries = tokenTries(door);
  const wait = tries ? await takeTry(tries, at) : 0;
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });

  const origin = { at, appId: appIdOf(door), by: client };
  const proved = isId("kvf", token)
    ? await spendEmailToken(realm.id, { tokenHash: hashSecret(token), name, ...origin })
    : null;
  if (!proved) {
    // It names nobody, so that it tells nothing.
    const loginPolicyId = origin.appId;
    await recordEvent(realm.id, { type: "user.email.verification_failed", loginPolicyId, at, by: client });
    return refuse({ code: "email-token.spent" });
  }
  if (tries) await giveTryBack(tries);
  return done(proved);
}

/** A new session in place of the one in this browser, if that is the same user's: every other gate is behind them. */
async function goStraightOn(
  visit: Visit,
  { userId, name, cookie }: { userId: string; name: LoginName; cookie: string },
): Promise<SignedIn | null> {
  const { realm, at } = visit;
  const cookieHash = hashSecret(cookie);
  // The password first: a session that lives after it was read was begun with it, as a change would have ended both.
  const user = await findLoginUser(realm.id, name);
  const session = await findSession(realm.id, { cookieHash }, at);
  if (user?.id !== userId || session?.user.id !== userId) return null;
  const password = user.password?.disabled ? null : user.password;
  const entered = await finishLogin(visit, user, { counters: null, password, secondFactor: true });
  if (entered?.kind !== "signed-in") return null;
  await endSessionByCookie(realm.id, cookieHash);
  return entered;
}

/** True while the token of a link can be spent. Reads only: a scanner that opens the link changes nothing (47). */
export async function verificationLinkWorks({ realm, at }: Visit, token: string): Promise<boolean> {
  return isId("kvf", token) && emailTokenLives(realm.id, { tokenHash: hashSecret(token), at });
}
