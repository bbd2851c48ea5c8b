import { z } from "zod";
import { recordEvent } from "@/lib/db/events";
import { changePassword, findPasswordOwner, type PasswordOwner } from "@/lib/db/password-changes";
import { findSession } from "@/lib/db/sessions";
import { type Throttle, takeTries } from "@/lib/db/throttles";
import { throttleAddress } from "@/lib/domain/client-address";
import { tokenProblem } from "@/lib/domain/login-token";
import { mailLink } from "@/lib/domain/mail-link";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import {
  confirmationProblems,
  normalizePassword,
  passwordProblems,
  passwordTooLong,
} from "@/lib/domain/password-policy";
import type { Problem } from "@/lib/domain/problem";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { composeMail } from "@/lib/mail/compose";
import { verifyLoginToken } from "@/lib/tokens/login-jwt";
import { hashPassword, requireHashQueue, verifyPassword } from "@/lib/tokens/password-hash";
import { throttleKey } from "@/lib/tokens/secret-token";

export const updatePasswordInput = z.object({
  token: z.string().default(""),
  current_password: z.string().default(""),
  password: z.string().default(""),
  password_confirmation: z.string().optional(),
});

export type UpdatePasswordInput = z.output<typeof updatePasswordInput>;

export type PasswordUpdated = { readonly kind: "password-updated" };

const wrong = { code: "current-password.wrong", field: "current_password" } as const;

/**
 * Gives somebody who is logged in another password, for the one they have. The token says who they are: a living session
 * of this realm, which is past its second factor (security.md 58) and goes on; every other one ends, and the owner is
 * told (49). It hands out nothing that logs in. Wrong passwords are counted with those of logins, on the same counters.
 */
export async function updatePassword(visit: Visit, input: UpdatePasswordInput): Promise<Outcome<PasswordUpdated>> {
  const { realm, app, at, client } = visit;
  const held = await findHolder(visit, input.token);
  const problems = [...(held ? [] : [tokenProblem(input.token)]), ...typedProblems(visit, input, held?.owner)];
  if (!held || problems.length > 0) return refuse(...problems);

  requireHashQueue();
  const { owner, sessionId } = held;
  const counters = countersOf(visit, owner);
  const wait = Math.max(...(await takeTries([counters.byName, counters.giveBack], at)));
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });

  if (!(await isRight(owner, input.current_password))) {
    await recordEvent(realm.id, { type: "user.login.failed", userId: owner.id, loginPolicyId: app.id, at, by: client });
    return refuse(wrong);
  }
  const changed =
    owner.password &&
    (await changePassword(realm.id, {
      userId: owner.id,
      from: owner.password,
      passwordHash: await hashPassword(normalizePassword(input.password)),
      sessionId,
      at,
      appId: app.id,
      by: client,
      ...counters,
      mail: await changedMail(visit, owner),
    }));
  return changed ? done({ kind: "password-updated" }) : refuse(wrong);
}

type Holder = { readonly owner: PasswordOwner; readonly sessionId: string | null };

/** Whose a token is: of a living session, or in a realm that keeps none, of any user who is active. */
async function findHolder({ realm, at }: Visit, token: string): Promise<Holder | null> {
  const claims = await verifyLoginToken(realm.id, token, at);
  if (!claims) return null;
  const isKept = realm.sessionType === "managed";
  const session = isKept ? await findSession(realm.id, { id: claims.tk }, at) : null;
  if (isKept ? session?.user.id !== claims.uid : claims.tk.startsWith("kss_")) return null;
  const owner = await findPasswordOwner(realm.id, claims.uid);
  return owner && { owner, sessionId: session?.id ?? null };
}

function typedProblems({ realm, app }: Visit, input: UpdatePasswordInput, owner?: PasswordOwner): Problem[] {
  const person = { username: owner?.username, email: owner?.email ?? "", names: [realm.name, app.name] };
  return [
    ...(input.current_password === "" ? [{ code: "current-password.blank", field: "current_password" } as const] : []),
    ...passwordProblems(realm.passwordPolicy, input.password, person),
    ...(input.password_confirmation === undefined ? [] : confirmationProblems(input)),
  ];
}

/** Those of a login by either of the user's names; a try here counts as one by the user name. */
function countersOf({ realm, client }: Visit, { usernameCanonical, emailCanonical }: PasswordOwner) {
  const counter = (rule: Throttle["rule"], key: string): Throttle => ({
    scope: realm.id,
    rule,
    keyHash: throttleKey(key),
  });
  const byName = counter(throttleRules.passwordByUser, usernameCanonical);
  return {
    byName,
    clear: [byName, ...(emailCanonical === null ? [] : [counter(throttleRules.passwordByUser, emailCanonical)])],
    giveBack: counter(throttleRules.passwordByAddress, throttleAddress(client.ip)),
  };
}

async function isRight({ password }: PasswordOwner, typed: string): Promise<boolean> {
  if (passwordTooLong(typed)) return false;
  const { matches } = await verifyPassword(password?.hash ?? null, normalizePassword(typed));
  return matches;
}

/** Tells the owner, who may not have been the one who did it. */
async function changedMail({ realm, app, voice }: Visit, { id, username, name, email }: PasswordOwner) {
  if (email === null) return null;
  const link = mailLink({ origin: app.origin, redir: null, redirectUri: null }, "/forgot_password");
  return composeMail("user.password.changed", { realm, app, voice, user: { id, username, name, email } }, { link });
}
