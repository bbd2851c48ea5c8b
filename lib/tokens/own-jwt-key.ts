import { createPrivateKey, createPublicKey } from "node:crypto";
import type { KeyMaterial } from "@/lib/db/jwt-keys";
import { encrypt } from "./encryption";

const LEAST_BITS = 2_048;
const MOST_BITS = 8_192;

/**
 * A signing key that its owner has made: for hs256 a text of 32 to 256 visible characters (RFC 7518, 3.2), for rs256 a
 * private key as PEM, of 2048 bits or more (3.3). Null for anything else.
 */
export function readOwnJwtKey(algo: "hs256" | "rs256", text: string): KeyMaterial | null {
  if (algo === "rs256") return readPem(text);
  return /^[\x21-\x7e]{32,256}$/.test(text) ? { privateEncrypted: encrypt("jwt-key", text), publicPem: null } : null;
}

function readPem(text: string): KeyMaterial | null {
  try {
    const key = createPrivateKey({ key: text, format: "pem" });
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key.asymmetricKeyType !== "rsa" || bits < LEAST_BITS || bits > MOST_BITS) return null;
    return {
      privateEncrypted: encrypt("jwt-key", String(key.export({ type: "pkcs8", format: "pem" }))),
      publicPem: String(createPublicKey(key).export({ type: "spki", format: "pem" })),
    };
  } catch {
    return null;
  }
}
