import { findAdministratorByEmail } from "@/lib/db/administrators";
import { type Throttle, takeTry } from "@/lib/db/throttles";
import { canonicalEmail } from "@/lib/domain/email";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { normalizePassword, passwordTooLong } from "@/lib/domain/password-policy";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { requireHashQueue, verifyPassword } from "@/lib/tokens/password-hash";
import { throttleKey } from "@/lib/tokens/secret-token";

const wrong = { code: "current-password.wrong", field: "current_password" } as const;

/**
 * Asks an administrator for their own password once more: an open browser alone is not enough for what it guards. Wrong
 * ones count with those of the sign-in; `tries` is to be cleared once what was asked for is done.
 */
export async function proveOwnPassword(
  email: string,
  password: string,
  at: Date,
): Promise<Outcome<{ readonly hash: string; readonly tries: Throttle }>> {
  if (password === "") return refuse({ code: "current-password.blank", field: "current_password" });
  requireHashQueue();
  const address = canonicalEmail(email);
  const known = address.ok ? address.canonical : email;
  const tries: Throttle = { scope: "-", rule: throttleRules.passwordByUser, keyHash: throttleKey(known) };
  const wait = await takeTry(tries, at);
  if (wait > 0) return refuse({ code: "throttle.wait", retryAfter: wait });
  const found = await findAdministratorByEmail(known);
  if (!found || passwordTooLong(password)) return refuse(wrong);
  const { matches } = await verifyPassword(found.passwordHash, normalizePassword(password));
  return matches ? done({ hash: found.passwordHash, tries }) : refuse(wrong);
}
