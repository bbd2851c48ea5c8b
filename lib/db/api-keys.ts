import { db } from "./client";
import { newId } from "./new-id";

export type NewApiKey = {
  /** Null: a key of every realm. */
  readonly realmId: string | null;
  readonly name: string;
  readonly level: "read" | "write" | "manage";
  readonly secretHash: Uint8Array<ArrayBuffer>;
};

/** Stores a key of the management API. Only its hash is kept. */
export async function createApiKey(key: NewApiKey): Promise<{ id: string }> {
  const id = newId("key");
  await db().apiKey.create({ data: { id, ...key }, select: { id: true } });
  return { id };
}

/** True where a key with this hash stands, whether or not it is switched off. */
export async function hasApiKey(secretHash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return (await db().apiKey.count({ where: { secretHash } })) > 0;
}

/** Deletes the keys of one name and realm, so that they open nothing from now on. */
export async function deleteApiKeysByName(realmId: string | null, name: string): Promise<void> {
  await db().apiKey.deleteMany({ where: { realmId, name } });
}

/** A key as the management API meets it: what it may do, and in which realm (null: all). */
export type KnownApiKey = {
  readonly id: string;
  readonly realmId: string | null;
  readonly level: "read" | "write" | "manage";
};

/** The living key with this hash, or null. */
export async function findApiKey(secretHash: Uint8Array<ArrayBuffer>): Promise<KnownApiKey | null> {
  return db().apiKey.findFirst({
    where: { secretHash, disabledAt: null },
    select: { id: true, realmId: true, level: true },
  });
}
