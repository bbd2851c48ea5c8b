import { createPrivateKey } from "node:crypto";
import { SignJWT } from "jose";

/** Who signs: Apple's team, the key's id, and the key itself as PEM (PKCS 8, P-256). */
export type AppleKey = { readonly teamId: string; readonly keyId: string; readonly pem: string };

/** True for a private key that Apple's client secrets can be signed with. */
export function isAppleKey(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(pem);
    return asymmetricKeyType === "ec" && asymmetricKeyDetails?.namedCurve === "prime256v1";
  } catch {
    return false;
  }
}

/** Apple's client secret: a JWT (ES256) that names the team, the client and the key, made anew each time, for 5 minutes. */
export async function appleSecret(
  { teamId, keyId, pem }: AppleKey,
  { clientId, audience, at }: { clientId: string; audience: string; at: Date },
): Promise<string> {
  const now = Math.floor(at.getTime() / 1000);
  return new SignJWT({})
    .setProtectedHeader({ alg: "ES256", kid: keyId })
    .setIssuer(teamId)
    .setSubject(clientId)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + 5 * 60)
    .sign(createPrivateKey(pem));
}
