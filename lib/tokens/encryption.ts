import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { processWide } from "@/lib/process-wide";
import { rootSecret } from "./root-secret";

/** What a key is for; each purpose has a key of its own, so that a value of one is nothing to another. */
export type Purpose =
  | "jwt-key"
  | "totp"
  | "admin-totp"
  | "api-key"
  | "client-secret"
  | "provider-visit"
  | "provider-identity"
  | "provider-tokens"
  | "hook-secret"
  | "demo-provider"
  | "console-session"
  | "throttle"
  | "signup"
  | "nobody"
  | "recovery-code"
  | "setup"
  | "handoff";

const FORMAT = 1;

/** The 256-bit key of one purpose, derived from the root secret (HKDF-SHA-256, RFC 5869). */
export function purposeKey(purpose: Purpose): Buffer {
  return processWide(`purpose-key.${purpose}`, () =>
    Buffer.from(hkdfSync("sha256", rootSecret(), "gatehouse", purpose, 32)),
  );
}

/** Seals `plaintext` with AES-256-GCM: format byte, 12 bytes of nonce, 16 of tag, then the ciphertext. */
export function encrypt(purpose: Purpose, plaintext: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", purposeKey(purpose), nonce);
  const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.from([FORMAT]), nonce, cipher.getAuthTag(), body]));
}

/** Opens what `encrypt` sealed. Throws where a byte was changed, or the root secret is another. */
export function decrypt(purpose: Purpose, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== FORMAT || bytes.length < 29) throw new Error("This value was not sealed by this version.");
  const decipher = createDecipheriv("aes-256-gcm", purposeKey(purpose), bytes.subarray(1, 13));
  decipher.setAuthTag(bytes.subarray(13, 29));
  return Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString("utf8");
}
