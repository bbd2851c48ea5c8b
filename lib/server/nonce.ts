import { randomBytes } from "node:crypto";

/** 128 random bits for one response's Content-Security-Policy. */
export function newNonce(): string {
  return randomBytes(16).toString("base64");
}
