import { isId } from "@/lib/domain/ids";
import { subjectsBy } from "@/lib/domain/provider-settings";
import { isProviderType, providerTypes } from "@/lib/domain/providers";
import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { recordEvents } from "./events";
import type { Prisma } from "./generated/client";
import { lockProvider } from "./held-provider";
import { newId } from "./new-id";
import type { Db } from "./sql";
import type { EventOrigin } from "./users";

/** Who changes something, from where and when; `doer` where it is an administrator in the console. */
export type ChangedBy = { readonly at: Date; readonly by: EventOrigin; readonly doer: Doer | null };

/** An external provider as its row holds it. */
export type ProviderRow = NonNullable<Awaited<ReturnType<typeof findProvider>>>;

export type NewProvider = {
  readonly providerType: string;
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly settings: Prisma.InputJsonObject;
  readonly clientSecretEncrypted: Uint8Array<ArrayBuffer> | null;
};

const external = { providerType: { in: [...providerTypes] } };

/**
 * An external provider of a realm, by its id or its type: of several of a type the oldest. With `active`, only one that
 * people may use. Null for any other.
 */
export async function findProvider(realmId: string, idOrType: string, { active }: { active: boolean }) {
  const named = isId("ap", idOrType) ? { id: idOrType } : isProviderType(idOrType) ? { providerType: idOrType } : null;
  if (!named) return null;
  return db().authProvider.findFirst({
    where: { realmId, ...external, ...named, ...(active ? { state: "active", realm: { state: "active" } } : {}) },
    orderBy: { id: "asc" },
  });
}

/** The external providers of a realm, in whatever state, oldest first. */
export async function listProviders(realmId: string) {
  return db().authProvider.findMany({ where: { realmId, ...external }, orderBy: { id: "asc" }, take: 100 });
}

/** Makes an external provider, with its event. */
export async function createProvider(
  realmId: string,
  provider: NewProvider,
  changed: ChangedBy,
): Promise<{ id: string }> {
  const id = newId("ap", changed.at);
  await db().$transaction(async (tx) => {
    await tx.authProvider.create({ data: { id, realmId, ...provider }, select: { id: true } });
    await recordProvider(tx, realmId, { id, what: "created" }, changed);
  });
  return { id };
}

/**
 * Changes what is given of a provider, with its event. "known": somebody has a profile at it, and that would be somebody
 * else's with these settings. "gone": the realm has no such provider.
 */
export async function updateProvider(
  realmId: string,
  id: string,
  to: Partial<Omit<NewProvider, "providerType">>,
  changed: ChangedBy,
): Promise<"updated" | "known" | "gone"> {
  return db().$transaction(async (tx) => {
    const before = await lockProvider(tx, realmId, id);
    if (!before) return "gone";
    const profiles = { realmId, authProviderId: id, providerUserId: { not: null } };
    const namesOthers = to.settings !== undefined && subjectsBy(to.settings) !== subjectsBy(before.settings);
    if (namesOthers && (await tx.credential.count({ where: profiles })) > 0) return "known";
    await tx.authProvider.update({ where: { realmId_id: { realmId, id } }, data: to });
    await recordProvider(tx, realmId, { id, what: "updated" }, changed);
    return "updated";
  });
}

/**
 * Deletes a provider with every profile at it, and every visit to it that is under way: those people keep
 * their other ways in. False where the realm has no such one.
 */
export async function deleteProvider(realmId: string, id: string, changed: ChangedBy): Promise<boolean> {
  return db().$transaction(async (tx) => {
    if (!(await lockProvider(tx, realmId, id))) return false;
    await tx.credential.deleteMany({ where: { realmId, authProviderId: id } });
    await tx.authProvider.delete({ where: { realmId_id: { realmId, id } } });
    await recordProvider(tx, realmId, { id, what: "deleted" }, changed);
    return true;
  });
}

type Change = { readonly id: string; readonly what: "created" | "updated" | "deleted" };

/** Writes the event of a change, and what an administrator did. */
export async function recordProvider(
  tx: Db,
  realmId: string,
  { id, what }: Change,
  { at, by, doer }: ChangedBy,
): Promise<void> {
  await recordEvents(tx, realmId, [{ type: `auth_provider.${what}`, authProviderId: id, at, by }]);
  if (doer)
    await recordDeed(tx, realmId, doer, { action: `auth_provider.${what}`, objectType: "auth_provider", objectId: id });
}
