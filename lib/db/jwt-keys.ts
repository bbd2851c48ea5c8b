import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { type Actor, recordChanges } from "./changes";
import { db } from "./client";
import type { JwtAlgo, JwtKey } from "./generated/client";
import { inOrder, pageOfIds } from "./keyset";
import { newId } from "./new-id";
import type { Db } from "./sql";

export type { JwtKey } from "./generated/client";

/** What a key is made of, sealed. */
export type KeyMaterial = { readonly privateEncrypted: Uint8Array<ArrayBuffer>; readonly publicPem: string | null };

/** The realm's keys for one algorithm that have not been replaced, newest first: the first one signs. */
export async function listSigningKeys(realmId: string, algo: JwtAlgo): Promise<JwtKey[]> {
  return db().jwtKey.findMany({ where: { realmId, algo, expiredAt: null }, orderBy: { id: "desc" }, take: 10 });
}

/** The key a token names, if it is this realm's. */
export async function findJwtKey(realmId: string, id: string): Promise<JwtKey | null> {
  return db().jwtKey.findUnique({ where: { realmId_id: { realmId, id } } });
}

/** One page of a realm's keys, replaced ones with them; null where the page's `after` names none of the realm. */
export async function listJwtKeys(realmId: string, page: Page<SortOf<"jwt_keys">>): Promise<Slice<JwtKey> | null> {
  const ids = await pageOfIds(realmId, "jwt_keys", { where: [], page });
  if (!ids) return null;
  const rows = await db().jwtKey.findMany({ where: { realmId, id: { in: [...ids.rows] } } });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** Makes a key that signs from now on, in place of the one of its algorithm before, with the event. */
export async function createJwtKey(
  realmId: string,
  { algo, material }: { readonly algo: JwtAlgo; readonly material: KeyMaterial },
  actor: Actor,
): Promise<JwtKey> {
  return db().$transaction(async (tx) => {
    await lockRealm(tx, realmId);
    await tx.jwtKey.updateMany({ where: { realmId, algo, expiredAt: null }, data: { expiredAt: actor.at } });
    const key = await tx.jwtKey.create({ data: keyRow(realmId, { algo, material }, actor) });
    await recordChanges(tx, realmId, actor, [keyChanged({ id: key.id, algo, was: "made" })]);
    return key;
  });
}

/**
 * Has a key sign nothing more; with `remove` it verifies nothing more either. Where the realm would be left without one
 * to sign with, `next` takes its place. With the event. False where the realm has no such key.
 */
export async function endJwtKey(
  realmId: string,
  { id, remove, next }: { readonly id: string; readonly remove: boolean; readonly next: KeyMaterial },
  actor: Actor,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const jwtAlgo = await lockRealm(tx, realmId);
    const key = await tx.jwtKey.findUnique({ where: { realmId_id: { realmId, id } } });
    if (!key) return false;
    if (key.expiredAt !== null && !remove) return true;
    if (remove) await tx.jwtKey.delete({ where: { realmId_id: { realmId, id } } });
    else await tx.jwtKey.update({ where: { realmId_id: { realmId, id } }, data: { expiredAt: actor.at } });
    const { algo } = key;
    const left = await tx.jwtKey.count({ where: { realmId, algo, expiredAt: null } });
    if (left === 0 && algo === jwtAlgo)
      await tx.jwtKey.create({ data: keyRow(realmId, { algo, material: next }, actor), select: { id: true } });
    await recordChanges(tx, realmId, actor, [keyChanged({ id, algo, was: remove ? "deleted" : "replaced" })]);
    return true;
  });
}

/** What happened to a key, without anything that signs or verifies. */
function keyChanged(jwtKey: {
  readonly id: string;
  readonly algo: JwtAlgo;
  readonly was: "made" | "replaced" | "deleted";
}) {
  return { type: "realm.updated", changed: { jwtKey } } as const;
}

/** A new key as its row. */
export function keyRow(
  realmId: string,
  { algo, material }: { readonly algo: JwtAlgo; readonly material: KeyMaterial },
  { at }: Actor,
) {
  return { id: newId("jky", at), realmId, algo, ...material, createdAt: at };
}

/** Nobody else changes the realm's keys until `tx` ends: it always has exactly one that signs. Answers its algorithm. */
async function lockRealm(tx: Db, realmId: string): Promise<JwtAlgo | undefined> {
  const [realm] = await tx.$queryRaw<{ jwt_algo: JwtAlgo }[]>`
    SELECT jwt_algo FROM realms WHERE id = ${realmId} FOR NO KEY UPDATE`;
  return realm?.jwt_algo;
}
