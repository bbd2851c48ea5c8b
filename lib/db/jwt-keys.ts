import { db } from "./client";
import type { JwtKey } from "./generated/client";

export type { JwtKey } from "./generated/client";

/** The realm's keys for one algorithm that have not been replaced, newest first: the first one signs. */
export async function listSigningKeys(realmId: string, algo: "hs256" | "rs256"): Promise<JwtKey[]> {
  return db().jwtKey.findMany({ where: { realmId, algo, expiredAt: null }, orderBy: { id: "desc" }, take: 10 });
}

/** The key a token names, if it is this realm's. */
export async function findJwtKey(realmId: string, id: string): Promise<JwtKey | null> {
  return db().jwtKey.findUnique({ where: { realmId_id: { realmId, id } } });
}
