import { z } from "zod";
import type { VisitSecrets } from "@/lib/domain/provider-visit";
import { decrypt, encrypt } from "./encryption";
import { hashSecret } from "./secret-token";

const secrets = z.object({ nonce: z.string(), verifier: z.string(), redirectUri: z.string() });

/** The secrets of a visit as they are kept until it comes back: unreadable without the root secret. */
export function sealVisit(visit: VisitSecrets): Uint8Array<ArrayBuffer> {
  return encrypt("provider-visit", JSON.stringify(visit));
}

/** Opens them again; null for what is none, such as a later step that is shown as a visit. */
export function openVisit(sealed: Uint8Array): VisitSecrets | null {
  try {
    return secrets.parse(JSON.parse(decrypt("provider-visit", sealed)));
  } catch {
    return null;
  }
}

/** What an app's server keeps for a person, in the place of a browser's secret. */
export function hashOfNonce(nonce: string): Uint8Array<ArrayBuffer> {
  return hashSecret(`nonce ${nonce}`);
}
