import { findLoginUser } from "@/lib/db/users";
import type { Door } from "@/lib/domain/door";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { provePassword } from "@/lib/tokens/prove-password";
import { enter, type LoggedIn, type SecondStep } from "./finish-login";

const wrong = { code: "credentials.wrong" } as const;

/**
 * Logs a user in by password for their app's own server: the same counters, second factor and session as on the hosted
 * pages. What an unproved address may do is the server's to decide: it is told of it.
 */
export async function authenticate(
  door: Door,
  { usernameCanonical, password }: { readonly usernameCanonical: string; readonly password: string },
): Promise<Outcome<LoggedIn | SecondStep>> {
  if (password === "") return refuse({ code: "password.blank", field: "password" });
  const proven = await provePassword(door, {
    name: usernameCanonical,
    password,
    find: () => findLoginUser(door.realm.id, { usernameCanonical, emailCanonical: null }),
  });
  if (!proven.ok) return proven;
  const { user, ...proof } = proven.value;
  const entered = await enter(door, user, { ...proof, secondFactor: false });
  if (!entered || entered.kind === "verify-email-first") return refuse(wrong);
  return entered.kind === "need-enrolment" ? refuse({ code: "second-factor.missing" }) : done(entered);
}
