import { recordDeed } from "./audit";
import type { Actor } from "./changes";
import { db } from "./client";

/** What a hook of a realm was told of, the newest first; `before` continues behind the last one seen. */
export async function listHookDeliveries(
  realmId: string,
  appHookId: string,
  { before, take }: { readonly before: string | null; readonly take: number },
) {
  return db().notification.findMany({
    where: { realmId, appHookId, ...(before ? { id: { lt: before } } : {}) },
    include: { event: { select: { id: true, eventType: true } } },
    orderBy: { id: "desc" },
    take,
  });
}

/**
 * Has one notification of an active hook delivered again, whatever became of it, with the record of who asked for it.
 * False where the realm's hook has none of that id, or is inactive.
 */
export async function redeliverByHand(
  realmId: string,
  { appHookId, id }: { readonly appHookId: string; readonly id: string },
  { at, by, administrator }: Actor,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.notification.updateMany({
      where: { realmId, id, appHookId, appHook: { state: "active" } },
      data: { state: "in_progress", attempts: 0, nextAttemptAt: at },
    });
    if (count === 1 && administrator) {
      const doer = { administrator, client: { ip: by.ip ?? "unknown", userAgent: by.userAgent }, at };
      const deed = { action: "app_hook.redelivered", objectType: "app_hook", objectId: appHookId };
      await recordDeed(tx, realmId, doer, { ...deed, changes: { notification: id } });
    }
    return count === 1;
  });
}
