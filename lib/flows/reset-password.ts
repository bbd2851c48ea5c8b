import { z } from "zod";
import { findMailHook } from "@/lib/db/app-hooks";
import { recordEvent } from "@/lib/db/events";
import { findResetUser, type ResetUser, spendResetToken } from "@/lib/db/reset-tokens";
import { giveTryBack, type Throttle, takeTry } from "@/lib/db/throttles";
import { appIdOf, type Door } from "@/lib/domain/door";
import { isId } from "@/lib/domain/ids";
import { loginName } from "@/lib/domain/login-name";
import { mailLink } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { confirmationProblems, normalizePassword, passwordProblems } from "@/lib/domain/password-policy";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { composeMail } from "@/lib/mail/compose";
import { hashPassword, requireHashQueue } from "@/lib/tokens/password-hash";
import { hashSecret, throttleKey } from "@/lib/tokens/secret-token";
import { tokenTries } from "@/lib/tokens/token-tries";

export const resetPasswordInput = z.object({
  username: z.string().default(""),
  email: z.string().default(""),
  token: z.string().default(""),
  password: z.string().default(""),
  password_confirmation: z.string().optional(),
});

export type ResetPasswordInput = z.output<typeof resetPasswordInput>;

export type PasswordReset = { readonly kind: "password-reset" };

/**
 * Spends a mailed token on a new password, once. Ends every session, login under way and other reset of the user, and
 * forgets their wrong tries, so that nobody is locked out of their own account (security.md 18). It logs nobody in: a
 * second factor still stands (48). A token of another kind, user or realm is as good as none.
 */
export async function resetPassword(door: Door, input: ResetPasswordInput): Promise<Outcome<PasswordReset>> {
  const { realm, app, at, client } = door;
  const names = [realm.name, ...(app ? [app.name] : [])];
  const typed = [
    ...passwordProblems(realm.passwordPolicy, input.password, { username: input.username, email: input.email, names }),
    // A page that shows the second field sends it, if only blank.
    ...(input.password_confirmation === undefined ? [] : confirmationProblems(input)),
  ];
  if (typed.length > 0) return refuse(...typed);

  requireHashQueue();
  const tries = tokenTries(door);
  const wait = tries ? await takeTry(tries, at) : 0;
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });

  const name = loginName(input.username || input.email, realm);
  const tokenHash = hashSecret(input.token);
  const user = isId("kpw", input.token) ? await findResetUser(realm.id, { tokenHash, at, name }) : null;
  if (!user) return refuseToken(door);
  const personal = passwordProblems(realm.passwordPolicy, input.password, {
    username: user.username,
    email: user.email ?? "",
    names,
  });
  if (personal.length > 0) {
    if (tries) await giveTryBack(tries);
    return refuse(...personal);
  }
  const spent = await spendResetToken(realm.id, {
    userId: user.id,
    tokenHash,
    passwordHash: await hashPassword(normalizePassword(input.password)),
    at,
    appId: appIdOf(door),
    by: client,
    clear: countersOf(realm.id, user),
    giveBack: tries,
    mail: await changedMail(door, user),
  });
  return spent ? done({ kind: "password-reset" }) : refuseToken(door);
}

/** True while the token of a link can be spent. Reads only: a scanner that opens the link changes nothing (47). */
export async function resetLinkWorks({ realm, at }: Visit, token: string): Promise<boolean> {
  return isId("kpw", token) && (await findResetUser(realm.id, { tokenHash: hashSecret(token), at })) !== null;
}

async function refuseToken(door: Door) {
  const { realm, at, client } = door;
  // It names nobody, so that it tells nothing.
  await recordEvent(realm.id, { type: "user.password_token.failed", loginPolicyId: appIdOf(door), at, by: client });
  return refuse({ code: "reset-token.spent" });
}

/** What login counts wrong passwords by: either of the user's names. */
function countersOf(realmId: string, { usernameCanonical, emailCanonical }: ResetUser): Throttle[] {
  return [usernameCanonical, emailCanonical].flatMap((name) =>
    name === null ? [] : [{ scope: realmId, rule: throttleRules.passwordByUser, keyHash: throttleKey(name) }],
  );
}

/** Tells the owner, who may not have been the one who did it. Where a hook of the realm does, one mail says enough. */
async function changedMail({ realm, app, voice }: Door, { id, username, name, email }: ResetUser) {
  if (email === null || !app || (await findMailHook(realm.id, "user.password_token.consumed"))) return null;
  const link = mailLink({ origin: app.origin, redir: null, redirectUri: null }, "/forgot_password");
  return composeMail("user.password.changed", { realm, app, voice, user: { id, username, name, email } }, { link });
}
