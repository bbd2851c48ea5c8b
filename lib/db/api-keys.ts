import { hours } from "@/lib/domain/duration";
import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { newId } from "./new-id";

export type NewApiKey = {
  /** Null: a key of every realm. */
  readonly realmId: string | null;
  readonly name: string;
  readonly level: "read" | "write" | "manage";
  readonly secretHash: Uint8Array<ArrayBuffer>;
};

/** Stores a key of the management API, and who made it where an administrator did. Only its hash is kept. */
export async function createApiKey(key: NewApiKey, doer: Doer | null): Promise<{ id: string }> {
  const id = newId("key");
  await db().$transaction(async (tx) => {
    const createdById = doer?.administrator.id ?? null;
    await tx.apiKey.create({ data: { id, ...key, createdById }, select: { id: true } });
    const { name, level } = key;
    if (doer) await recordDeed(tx, key.realmId, doer, { ...deed("created", id), changes: { name, level } });
  });
  return { id };
}

const shown = { omit: { secretHash: true } } as const;

/** A key as its owner sees it: not the key. */
export type ApiKey = NonNullable<Awaited<ReturnType<typeof findApiKeyById>>>;

/** The keys of a realm, oldest first; `after` continues behind the last one seen. */
export async function listApiKeys(realmId: string, { after, take }: { after: string | null; take: number }) {
  const behind = after ? { id: { gt: after } } : {};
  return db().apiKey.findMany({ ...shown, where: { realmId, ...behind }, orderBy: { id: "asc" }, take });
}

/** One key of a realm, or null. */
export async function findApiKeyById(realmId: string, id: string) {
  return db().apiKey.findFirst({ ...shown, where: { realmId, id } });
}

/** Deletes a key of a realm: it opens nothing from now on. True for the one call that deleted it. */
export async function deleteApiKey(realmId: string, id: string, doer: Doer): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.apiKey.deleteMany({ where: { realmId, id } });
    if (count === 1) await recordDeed(tx, realmId, doer, deed("deleted", id));
    return count === 1;
  });
}

function deed(what: "created" | "deleted", objectId: string) {
  return { action: `api_key.${what}`, objectType: "api_key", objectId };
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

/** How exactly it is known when a key was last used: one write an hour says enough. */
const USE_IS_KNOWN_TO_MS = hours(1);

/** The living key with this hash, or null. Remembers that it was used, at most once an hour. */
export async function findApiKey(secretHash: Uint8Array<ArrayBuffer>, at: Date): Promise<KnownApiKey | null> {
  const key = await db().apiKey.findFirst({
    where: { secretHash, disabledAt: null },
    select: { id: true, realmId: true, level: true, lastUsedAt: true },
  });
  if (!key) return null;
  const { lastUsedAt, ...known } = key;
  const before = new Date(at.getTime() - USE_IS_KNOWN_TO_MS);
  if (lastUsedAt === null || lastUsedAt < before)
    await db().apiKey.updateMany({
      where: { id: key.id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
      data: { lastUsedAt: at },
    });
  return known;
}
