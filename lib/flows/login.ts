import { z } from "zod";
import { recordFailedLogin } from "@/lib/db/events";
import { type Throttle, takeTry } from "@/lib/db/throttles";
import { findLoginUser, type LoginUser, replacePasswordHash } from "@/lib/db/users";
import { throttleAddress } from "@/lib/domain/client-address";
import { loginName } from "@/lib/domain/login-name";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword, passwordTooLong } from "@/lib/domain/password-policy";
import type { Problem } from "@/lib/domain/problem";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { hashPassword, requireHashQueue, verifyPassword } from "@/lib/tokens/password-hash";
import { throttleKey } from "@/lib/tokens/secret-token";
import { finishLogin, type SignedIn } from "./finish-login";

/** Either field may hold the name: forms of e-mail realms ask for `email`, others for `username`. */
export const loginInput = z.object({
  username: z.string().default(""),
  email: z.string().default(""),
  password: z.string().default(""),
});

export type LoginInput = z.output<typeof loginInput>;

const wrong = { code: "credentials.wrong" } as const;

/**
 * Logs a person in by password. Whatever is wrong about the pair (no such name, wrong password, an inactive user,
 * another realm's), the answer is one sentence after the same work, so it tells nothing about who exists (ASVS 6.3.8).
 */
export async function login(visit: Visit, input: LoginInput): Promise<Outcome<SignedIn>> {
  const { realm, app, at, client } = visit;
  if (!app.settings.login) return refuse({ code: "login.disabled" });
  if (visit.redirectUri === "refused") return refuse({ code: "redirect-uri.not-registered" });
  const typed = input.username || input.email;
  const blanks = blankProblems(visit, { typed, password: input.password });
  if (blanks) return refuse(...blanks);
  if (passwordTooLong(input.password)) return refuse(wrong);

  requireHashQueue();
  const name = loginName(typed, realm);
  const counters = countersOf(visit, name.usernameCanonical ?? name.emailCanonical ?? typed.slice(0, 300));
  const waits = await Promise.all([takeTry(counters.giveBack, at), takeTry(counters.clear, at)]);
  const wait = Math.max(...waits);
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait, params: { minutes: Math.ceil(wait / 60) } });

  const password = normalizePassword(input.password);
  const user = await findLoginUser(realm.id, name);
  const proven = await provePassword(user, password);
  if (!user || !proven) {
    await recordFailedLogin(realm.id, { userId: user?.id ?? null, appId: app.id, at, by: client });
    return refuse(wrong);
  }
  if (proven.outdated)
    await replacePasswordHash(realm.id, proven.credentialId, { from: proven.hash, to: await hashPassword(password) });
  if (user.hasTotp) return refuse({ code: "mfa.not-built" });
  const signedIn = await finishLogin(visit, user, counters);
  return signedIn ? done(signedIn) : refuse(wrong);
}

function blankProblems(
  { realm }: Visit,
  { typed, password }: { typed: string; password: string },
): [Problem, ...Problem[]] | null {
  const byEmail = realm.usernameValidationHuman === "email";
  const name: Problem = byEmail
    ? { code: "email.blank", field: "email" }
    : { code: "username.blank", field: "username" };
  const secret: Problem = { code: "password.blank", field: "password" };
  if (typed.trim() === "") return password === "" ? [name, secret] : [name];
  return password === "" ? [secret] : null;
}

/** The user's counter stands for the name as looked up, whether or not anyone has it: the two must not differ. */
function countersOf({ realm, client }: Visit, name: string): { clear: Throttle; giveBack: Throttle } {
  return {
    clear: { scope: realm.id, rule: throttleRules.passwordByUser, keyHash: throttleKey(name) },
    giveBack: {
      scope: realm.id,
      rule: throttleRules.passwordByAddress,
      keyHash: throttleKey(throttleAddress(client.ip)),
    },
  };
}

async function provePassword(user: LoginUser | null, password: string) {
  const usable = user?.password && !user.password.disabled ? user.password : null;
  const { matches, outdated } = await verifyPassword(usable?.hash ?? null, password);
  return matches && usable && user?.active ? { credentialId: usable.id, hash: usable.hash, outdated } : null;
}
