import type { Custom } from "@/lib/domain/fields";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { type Actor, differences, recordChanges } from "./changes";
import { db } from "./client";
import type { Realm } from "./generated/client";
import { type KeyMaterial, keyRow } from "./jwt-keys";
import { inOrder, pageOfIds } from "./keyset";
import { newId } from "./new-id";
import type { Db } from "./sql";

/** What of a realm its owner sets. */
export type RealmFields = {
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly reference: string | null;
  readonly custom: Custom;
  readonly usernameValidationHuman: "standard" | "email";
  readonly requireUniqueEmails: boolean;
  readonly apiKeyPrefix: string | null;
  readonly apiKeyPolicy: "encrypt" | "hash";
  readonly apiKeyMinutes: number;
  readonly jwtAlgo: "hs256" | "rs256";
  readonly jwtFields: readonly string[];
  readonly sessionType: "managed" | "unmanaged";
  readonly sessionMinutes: number;
  readonly signupTokenMinutes: number;
  readonly seamlessSso: boolean;
  readonly mfaPolicy: "off" | "optional" | "required";
  readonly hideAccountExistence: boolean;
  readonly keepProviderTokens: boolean;
  readonly eventDays: number;
};

/** Deleting a million users takes a while. */
const LONG = { timeout: 600_000 };

/** One page of the realms, or of the one that is named; null where the page's `after` is none of them. */
export async function listRealms(only: string | null, page: Page<SortOf<"realms">>): Promise<Slice<Realm> | null> {
  const ids = await pageOfIds(only, "realms", { where: [], page });
  if (!ids) return null;
  const rows = await db().realm.findMany({ where: { id: { in: [...ids.rows] } } });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** True where a realm has users. */
export async function hasUsers(realmId: string): Promise<boolean> {
  return (await db().user.findFirst({ where: { realmId }, select: { id: true } })) !== null;
}

type New = Partial<RealmFields> & Pick<RealmFields, "name" | "jwtAlgo">;

/** Makes a realm with its first signing key and a provider for passwords of 8 characters or more, with its event. */
export async function createRealmRecord(
  { jwtFields = [], ...fields }: New,
  material: KeyMaterial,
  actor: Actor,
): Promise<{ id: string }> {
  const id = newId("rl", actor.at);
  const algo = fields.jwtAlgo;
  const passwords = { providerType: "password", name: "Passwords", settings: { min_length: 8 } };
  await db().$transaction(async (tx) => {
    await tx.realm.create({
      data: { ...fields, jwtFields: [...jwtFields], id, createdAt: actor.at },
      select: { id: true },
    });
    await tx.jwtKey.create({ data: keyRow(id, { algo, material }, actor), select: { id: true } });
    const provider = { id: newId("ap", actor.at), realmId: id, ...passwords };
    await tx.authProvider.create({ data: provider, select: { id: true } });
    await recordChanges(tx, id, actor, [{ type: "realm.created", changed: { name: fields.name } }]);
  });
  return { id };
}

/**
 * Sets the fields that are given, with the event, and with what differs now for the audit log. `material` becomes a key where the realm has none yet of the algorithm
 * that it signs by from now on. False where there is no such realm.
 */
export async function updateRealm(
  id: string,
  { jwtFields, ...fields }: Partial<RealmFields>,
  { material, actor }: { readonly material: KeyMaterial | null; readonly actor: Actor },
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    if ((await lockRealm(tx, id)) === null) return false;
    const before = await tx.realm.findUniqueOrThrow({ where: { id } });
    const given = { ...fields, ...(jwtFields ? { jwtFields: [...jwtFields] } : {}) };
    const after = await tx.realm.update({ where: { id }, data: { ...given, updatedAt: actor.at } });
    const { jwtAlgo: algo, requireUniqueEmails } = fields;
    const hasKey = !algo || (await tx.jwtKey.count({ where: { realmId: id, algo, expiredAt: null } })) > 0;
    if (!hasKey && material)
      await tx.jwtKey.create({ data: keyRow(id, { algo, material }, actor), select: { id: true } });
    // From now on two may have the same one.
    if (requireUniqueEmails === false)
      await tx.user.updateMany({ where: { realmId: id, emailUnique: { not: null } }, data: { emailUnique: null } });
    const changed = differences(before, after, Object.keys(given) as (keyof typeof given)[]);
    await recordChanges(tx, id, actor, [{ type: "realm.updated", changed }]);
    return true;
  }, LONG);
}

/** Deletes a realm's users and orgs, and what is of them; its settings, apps, providers, hooks and keys stay. */
export async function resetRealm(id: string, actor: Actor): Promise<boolean> {
  return db().$transaction(async (tx) => {
    if ((await lockRealm(tx, id)) === null) return false;
    await removePeople(tx, id);
    await recordChanges(tx, id, actor, [{ type: "realm.updated", data: { reset: true } }]);
    return true;
  }, LONG);
}

/** Deletes a realm with everything in it, its events and keys too. True for the one call that deleted it. */
export async function deleteRealm(id: string, actor: Actor): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const name = await lockRealm(tx, id);
    if (name === null) return false;
    await removePeople(tx, id); // before the providers and images that theirs refer to
    await tx.connectedApp.deleteMany({ where: { realmId: id } });
    await tx.realm.delete({ where: { id }, select: { id: true } });
    await recordChanges(tx, null, actor, [{ type: "realm.deleted", changed: { id, name } }]);
    return true;
  }, LONG);
}

async function removePeople(tx: Db, realmId: string): Promise<void> {
  await tx.user.deleteMany({ where: { realmId } });
  await tx.org.deleteMany({ where: { realmId } });
  await tx.signupToken.deleteMany({ where: { realmId } });
  await tx.throttle.deleteMany({ where: { scope: realmId } });
}

/** Nobody joins the realm until `tx` ends: whoever tries waits. Answers its name; null where there is no such realm. */
async function lockRealm(tx: Db, id: string): Promise<string | null> {
  const [realm] = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM realms WHERE id = ${id} FOR UPDATE`;
  return realm?.name ?? null;
}
