import { randomBytes } from "node:crypto";
import { z } from "zod";
import { decrypt, encrypt } from "./encryption";

/** What a webhook goes out with that nobody is shown: its signing key, and the password of its destination. */
export type HookSecret = { readonly key: string; readonly password: string | null };

const sealed = z.object({ key: z.string(), password: z.string().nullable() });

/** A new key to sign webhooks with, as Standard Webhooks writes one: 256 random bits. */
export function mintHookKey(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** Seals it for the row of its hook. */
export function sealHookSecret(secret: HookSecret): Uint8Array<ArrayBuffer> {
  return encrypt("hook-secret", JSON.stringify(secret));
}

/** Opens what `sealHookSecret` sealed. */
export function openHookSecret(bytes: Uint8Array): HookSecret {
  return sealed.parse(JSON.parse(decrypt("hook-secret", bytes)));
}
