import { decrypt, encrypt } from "@/lib/tokens/encryption";

/** A text that a browser is to carry for us without being able to read it, in letters that a cookie takes. */
export function sealForCookie(text: string): string {
  return Buffer.from(encrypt("handoff", text)).toString("base64url");
}

/** What `sealForCookie` sealed, or null for anything else. */
export function openSealedCookie(value: string): string | null {
  try {
    return decrypt("handoff", Buffer.from(value, "base64url"));
  } catch {
    return null;
  }
}
