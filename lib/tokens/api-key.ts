import { randomBytes } from "node:crypto";
import { secretFrom } from "@/lib/domain/ids";
import { encrypt } from "./encryption";
import { hashSecret } from "./secret-token";

/** A new key of the management API: `ko_`, 22 characters, a hyphen and 43 more; shown once, stored as its hash. */
export function mintApiKey(): { key: string; hash: Uint8Array<ArrayBuffer> } {
  const key = `${secretFrom("ko", randomBytes(16))}-${randomBytes(32).toString("hex").slice(0, 43)}`;
  return { key, hash: hashSecret(key) };
}

/** A new key of an API user: 256 random bits in base64url, behind the realm's own prefix. */
export function mintUserKey(prefix: string | null): string {
  return `${prefix ?? ""}${randomBytes(32).toString("base64url")}`;
}

/** What is stored of a user's key: its hash, and itself, encrypted, where the realm wants to be able to read it again. */
export function storedUserKey(key: string, policy: "encrypt" | "hash") {
  return { secretHash: hashSecret(key), secretEncrypted: policy === "encrypt" ? encrypt("api-key", key) : null };
}
