import { randomBytes } from "node:crypto";
import { setAdministrator } from "@/lib/db/administrators";
import { base32 } from "@/lib/domain/base32";
import { canonicalEmail } from "@/lib/domain/email";
import { normalizePassword } from "@/lib/domain/password-policy";
import { hashPassword } from "@/lib/tokens/password-hash";
import { readablePassword } from "@/lib/tokens/readable-password";

/** A new password for somebody of the demo, made to be read off a screen: 27 characters. */
export const demoPassword = readablePassword;

/** A new secret of 160 bits for an authenticator app (RFC 4226 §4), in base32. */
export function demoOtpSecret(): string {
  return base32(randomBytes(20));
}

/** Makes the demo's administrator, an owner; or, where that address is one already, gives them the password. */
export async function setDemoAdministrator({ email, password }: { email: string; password: string }): Promise<void> {
  const address = canonicalEmail(email);
  if (!address.ok) throw new Error(`${email} is no address for an administrator.`);
  await setAdministrator({
    email: address.display,
    emailCanonical: address.canonical,
    passwordHash: await hashPassword(normalizePassword(password)),
  });
}
