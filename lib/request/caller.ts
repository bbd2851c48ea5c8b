import { findApiKey, type KnownApiKey } from "@/lib/db/api-keys";
import { hashSecret } from "@/lib/tokens/secret-token";

export type { Actor } from "@/lib/db/changes";

/** Who calls the management API. */
export type Caller = KnownApiKey;

const levels = ["read", "write", "manage"] as const;

/** How the header of that name was sent, if it was. */
type Header = (name: string) => string | undefined;

/**
 * The caller behind `X-Authrocket-Api-Key` or `Authorization: Bearer`, or null. Never from the query: keys in addresses
 * end in logs (ASVS 14.2.1). Compared by hash, so its time tells nothing of a key.
 */
export async function findCaller(header: Header, at: Date): Promise<Caller | null> {
  const bearer = /^Bearer ([^\s]+)$/i.exec(header("authorization") ?? "")?.[1];
  const key = header("x-authrocket-api-key") ?? bearer;
  return key && key.length <= 200 ? findApiKey(hashSecret(key), at) : null;
}

/** True where the caller's level is at least `level`: read ⊂ write ⊂ manage. */
export function mayDo(caller: Caller, level: Caller["level"]): boolean {
  return levels.indexOf(caller.level) >= levels.indexOf(level);
}

/** True where the caller's key is for that realm, or for all. */
export function mayReach(caller: Caller, realmId: string): boolean {
  return caller.realmId === null || caller.realmId === realmId;
}
