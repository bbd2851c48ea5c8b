import { randomBytes } from "node:crypto";
import { setAdministrator } from "@/lib/db/administrators";
import { base32 } from "@/lib/domain/base32";
import { demoClientId } from "@/lib/domain/demo-people";
import { canonicalEmail } from "@/lib/domain/email";
import { normalizePassword } from "@/lib/domain/password-policy";
import { purposeKey } from "@/lib/tokens/encryption";
import { hashPassword } from "@/lib/tokens/password-hash";
import { readablePassword } from "@/lib/tokens/readable-password";
import { createAuthProvider, listAuthProviders, providerInput, updateAuthProvider } from "./auth-providers";

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

/** What the demo's realm proves itself with at Demo ID, which is this very process: the same at every start. */
export function demoProviderSecret(): string {
  return purposeKey("demo-provider").toString("base64url");
}

/** Has the demo's people come by Demo ID at `issuer` as well; where the demo has moved, the provider moves with it. */
export async function ensureDemoProvider(realmId: string, issuer: string): Promise<void> {
  const changed = { at: new Date(), by: { ip: null, userAgent: null }, doer: null };
  const found = (await listAuthProviders(realmId)).find(({ settings }) => settings.client_id === demoClientId);
  const wanted = { issuer, client_id: demoClientId, client_secret: demoProviderSecret() };
  if (found?.settings.issuer === issuer) return;
  const kept = found
    ? await updateAuthProvider(realmId, found.id, wanted, changed)
    : await createAuthProvider(
        realmId,
        providerInput.parse({ provider_type: "oidc", name: "Demo ID", ...wanted }),
        changed,
      );
  if (!kept.ok) throw new Error(`The demo's provider could not be made: ${kept.problems[0].code}.`);
}
