import { z } from "zod";
import { findLoginUser } from "@/lib/db/users";
import { blankName, loginName } from "@/lib/domain/login-name";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import type { Visit } from "@/lib/domain/visit";
import { provePassword } from "@/lib/tokens/prove-password";
import { type Entered, finishLogin } from "./finish-login";

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
export async function login(visit: Visit, input: LoginInput): Promise<Outcome<Entered>> {
  const { realm, app } = visit;
  if (!app.settings.login) return refuse({ code: "login.disabled" });
  if (visit.redirectUri === "refused") return refuse({ code: "redirect-uri.not-registered" });
  const typed = input.username || input.email;
  const blanks = blankProblems(visit, { typed, password: input.password });
  if (blanks) return refuse(...blanks);

  const name = loginName(typed, realm);
  const proven = await provePassword(visit, {
    name: name.usernameCanonical ?? name.emailCanonical ?? typed.slice(0, 300),
    password: input.password,
    find: () => findLoginUser(realm.id, name),
  });
  if (!proven.ok) return proven;
  const { user, counters, password } = proven.value;
  const entered = await finishLogin(visit, user, { counters, password, secondFactor: false });
  return entered ? done(entered) : refuse(wrong);
}

function blankProblems(
  { realm }: Visit,
  { typed, password }: { typed: string; password: string },
): [Problem, ...Problem[]] | null {
  const name = blankName(realm);
  const secret: Problem = { code: "password.blank", field: "password" };
  if (typed.trim() === "") return password === "" ? [name, secret] : [name];
  return password === "" ? [secret] : null;
}
