import { randomBytes } from "node:crypto";
import { base32 } from "@/lib/domain/base32";

/** A name for an API user that was given none: `api-` and 16 letters and digits, 80 random bits. It is no secret. */
export function apiUsername(): string {
  return `api-${base32(randomBytes(10)).toLowerCase()}`;
}
