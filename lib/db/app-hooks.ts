import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { recordDeed } from "./audit";
import { type Actor, doerOf, recordChanges } from "./changes";
import { db } from "./client";
import { recordEvents } from "./events";
import { inOrder, pageOfIds } from "./keyset";
import { newId } from "./new-id";
import type { Db } from "./sql";

/** A hook as its owner sees it: no secret in it. `realmId` null: it is for all realms. */
export type AppHook = NonNullable<Awaited<ReturnType<typeof findHook>>>;

/** What of a hook its owner sets. */
export type HookColumns = {
  readonly state: "active" | "inactive";
  readonly eventTypes: readonly string[];
  readonly delaySeconds: number;
  readonly destination: string | null;
  readonly secretEncrypted: Uint8Array<ArrayBuffer> | null;
  readonly emailFrom: string | null;
  readonly emailFromName: string | null;
  readonly emailRenderer: string | null;
  readonly emailSubject: string | null;
  readonly emailTemplate: string | null;
  readonly emailTo: string | null;
  readonly userType: string;
};

const shown = { omit: { secretEncrypted: true } } as const;

/** One page of the hooks of a realm, or (null) of those for all realms; null where the page's `after` is not one. */
export async function listHooks(
  realmId: string | null,
  page: Page<SortOf<"app_hooks">>,
): Promise<Slice<AppHook> | null> {
  const ids = await pageOfIds(realmId, "app_hooks", { where: [], page });
  if (!ids) return null;
  const rows = await db().appHook.findMany({ ...shown, where: { realmId, id: { in: [...ids.rows] } } });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** How many hooks one realm has, or (null) how many there are for all realms. */
export async function countHooks(realmId: string | null): Promise<number> {
  return db().appHook.count({ where: { realmId } });
}

/** One hook of a realm, or (null) for all realms; null where there is none. */
export async function findHook(realmId: string | null, id: string) {
  return db().appHook.findFirst({ ...shown, where: { realmId, id } });
}

/** What is sealed for a hook: null for one that has nothing to seal, or is not there. */
export async function findHookSecret(realmId: string | null, id: string): Promise<Uint8Array | null> {
  const hook = await db().appHook.findFirst({ where: { realmId, id }, select: { secretEncrypted: true } });
  return hook?.secretEncrypted ?? null;
}

/** Makes a hook, with its event. It hears of everything from then on, its own making included. */
export async function createHook(
  realmId: string | null,
  { eventTypes, ...hook }: HookColumns & { readonly hookType: "webhook" | "email" },
  actor: Actor,
): Promise<{ id: string }> {
  const id = newId("hk", actor.at);
  await db().$transaction(async (tx) => {
    await tx.appHook.create({ data: { id, realmId, ...hook, eventTypes: [...eventTypes] }, select: { id: true } });
    await recordChanges(tx, realmId, actor, [{ type: "app_hook.created", appHookId: id }]);
  });
  return { id };
}

/**
 * Sets what is given of a hook, with its event. One that is made inactive sends nothing more: what it has under way is
 * canceled. False where there is no such hook.
 */
export async function updateHook(
  realmId: string | null,
  id: string,
  { eventTypes, ...columns }: Partial<HookColumns>,
  actor: Actor,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    if (!(await lockHook(tx, realmId, id))) return false;
    await tx.appHook.update({
      where: { id },
      data: { ...columns, ...(eventTypes ? { eventTypes: [...eventTypes] } : {}) },
      select: { id: true },
    });
    if (columns.state === "inactive") await cancelAll(tx, id);
    await recordChanges(tx, realmId, actor, [{ type: "app_hook.updated", appHookId: id }]);
    return true;
  });
}

/** Deletes a hook, with its event, and cancels what it has under way. True for the one call that deleted it. */
export async function deleteHook(realmId: string | null, id: string, actor: Actor): Promise<boolean> {
  return db().$transaction(async (tx) => {
    if (!(await lockHook(tx, realmId, id))) return false;
    await cancelAll(tx, id);
    await tx.appHook.delete({ where: { id }, select: { id: true } });
    await recordChanges(tx, realmId, actor, [{ type: "app_hook.deleted", appHookId: id }]);
    return true;
  });
}

/**
 * Has an active webhook told a `ping`, at once. Answers the event, or null: there is no such hook. One for all realms is
 * told in the name of the oldest.
 */
export async function pingHook(
  realmId: string | null,
  id: string,
  actor: Actor,
): Promise<{ realmId: string; eventId: string } | null> {
  const { at, by, administrator } = actor;
  return db().$transaction(async (tx) => {
    const hook = await tx.appHook.count({ where: { realmId, id, state: "active", hookType: "webhook" } });
    const realm = realmId ?? (await tx.realm.findFirst({ orderBy: { id: "asc" }, select: { id: true } }))?.id;
    if (hook === 0 || realm === undefined) return null;
    const eventId = newId("ev", at);
    await recordEvents(tx, realm, [{ id: eventId, type: "ping", appHookId: id, at, by }]);
    const deed = { action: "app_hook.pinged", objectType: "app_hook", objectId: id, changes: { event: eventId } };
    if (administrator) await recordDeed(tx, realmId, doerOf({ ...actor, administrator }), deed);
    return { realmId: realm, eventId };
  });
}

/**
 * The active hook that writes to people about such an event: the oldest of the realm, or else of those for all realms.
 * Null where there is none, or only such as write to somebody else.
 */
export async function findMailHook(realmId: string, eventType: string) {
  const hooks = await db().appHook.findMany({
    ...shown,
    where: {
      OR: [{ realmId }, { realmId: null }],
      hookType: "email",
      state: "active",
      eventTypes: { equals: [eventType] },
      emailTo: null,
      userType: { in: ["all", "human"] },
    },
    orderBy: { id: "asc" },
    take: 50,
  });
  return hooks.find((hook) => hook.realmId === realmId) ?? hooks[0] ?? null;
}

/** Nobody writes a notification for the hook until `tx` ends, and whoever has begun to is waited for. */
async function lockHook(tx: Db, realmId: string | null, id: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM app_hooks WHERE id = ${id} AND realm_id IS NOT DISTINCT FROM ${realmId}::text FOR UPDATE`;
  return rows.length === 1;
}

async function cancelAll(tx: Db, appHookId: string): Promise<void> {
  await tx.notification.updateMany({
    where: { appHookId, state: "in_progress" },
    data: { state: "canceled", nextAttemptAt: null },
  });
}
