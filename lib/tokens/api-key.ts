import { randomBytes } from "node:crypto";
import { secretFrom } from "@/lib/domain/ids";
import { hashSecret } from "./secret-token";

/** A new key of the management API: `ko_`, 22 characters, a hyphen and 43 more; shown once, stored as its hash. */
export function mintApiKey(): { key: string; hash: Uint8Array<ArrayBuffer> } {
  const key = `${secretFrom("ko", randomBytes(16))}-${randomBytes(32).toString("hex").slice(0, 43)}`;
  return { key, hash: hashSecret(key) };
}
