import { createHash, createHmac, randomBytes } from "node:crypto";
import { type IdPrefix, secretFrom } from "@/lib/domain/ids";
import { purposeKey } from "./encryption";

/** SHA-256 of a secret: all that the database ever holds of one. Enough, as every secret has 128 random bits or more. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(secret).digest());
}

/** A new secret that reads like an id (`kpw_…`): 128 random bits, and the hash to store. */
export function mintSecret(prefix: IdPrefix): { secret: string; hash: Uint8Array<ArrayBuffer> } {
  const secret = secretFrom(prefix, randomBytes(16));
  return { secret, hash: hashSecret(secret) };
}

/** A new secret for a cookie: 256 random bits in base64url, and the hash to store. */
export function mintCookieSecret(): { secret: string; hash: Uint8Array<ArrayBuffer> } {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: hashSecret(secret) };
}

/** A stand-in for what people type (names, addresses) as the key of a counter: keyed, so that a dump tells nothing. */
export function throttleKey(typed: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac("sha256", purposeKey("throttle")).update(typed).digest());
}
