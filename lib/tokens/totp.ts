import { createHmac } from "node:crypto";
import { Secret, TOTP } from "otpauth";
import { base32 } from "@/lib/domain/base32";
import { purposeKey } from "./encryption";
import { hashSecret } from "./secret-token";

const PERIOD_SECONDS = 30;

/** Six digits of HMAC-SHA-1, a new one every 30 s: what every authenticator app knows (RFC 6238). */
function generator(secret: string): TOTP {
  return new TOTP({ secret: Secret.fromBase32(secret), algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS });
}

/** A new secret of 160 random bits (RFC 4226 §4), in base32. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code of an enrolment says: `otpauth://totp/…`. */
export function totpUri(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  const totp = generator(secret);
  totp.issuer = issuer.replaceAll(":", " ");
  totp.label = label.replaceAll(":", " ");
  return totp.toString();
}

/** The 30 s step whose code this is: the present one, or the one before or after it; null for any other code. */
export function stepOfCode(secret: string, code: string, at: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = generator(secret).validate({ token: code, timestamp: at.getTime(), window: 1 });
  return delta === null ? null : Math.floor(at.getTime() / 1000 / PERIOD_SECONDS) + delta;
}

const CODES = 10;
const CODE_BYTES = 10;

/**
 * Ten recovery codes of 80 bits, drawn from a secret of 128 random bits and the deployment's own: `ABCD-EFGH-IJKL-MNOP`.
 * One secret always gives the same ten, so whoever holds it can be shown them again and nothing readable is stored.
 */
export function recoveryCodesOf(secret: string): string[] {
  return Array.from({ length: CODES }, (_, index) => {
    const bytes = createHmac("sha256", purposeKey("recovery-code")).update(`${secret}.${index}`).digest();
    return (base32(bytes.subarray(0, CODE_BYTES)).match(/.{4}/g) ?? []).join("-");
  });
}

/** A recovery code as it is hashed, however it was typed: capitals without dashes and spaces. Null: it is none. */
export function plainRecoveryCode(typed: string): string | null {
  const plain = typed.replace(/[\s-]/g, "").toUpperCase();
  return /^[A-Z2-7]{16}$/.test(plain) ? plain : null;
}

/** What is stored of the recovery codes of a secret. */
export function recoveryHashesOf(secret: string): Uint8Array<ArrayBuffer>[] {
  return recoveryCodesOf(secret).map((code) => hashSecret(code.replaceAll("-", "")));
}
