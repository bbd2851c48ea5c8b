import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/hook-deliveries";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { wakeDeliveries } from "@/lib/hooks/delivery-loop";

/** A part of what a hook was told of, the newest first, and whether more follows. */
export async function listHookDeliveries(
  realmId: string,
  hookId: string,
  { before, take }: { readonly before: string | null; readonly take: number },
) {
  const rows = await store.listHookDeliveries(realmId, hookId, { before, take: take + 1 });
  return { rows: rows.slice(0, take), more: rows.length > take };
}

/** Has a hook told once more of what it was told of, with all its tries before it. */
export async function redeliverByHand(
  realmId: string,
  { hookId, id }: { readonly hookId: string; readonly id: string },
  actor: Actor,
): Promise<Outcome<null>> {
  const isThere = isId("ent", id) && (await store.redeliverByHand(realmId, { appHookId: hookId, id }, actor));
  if (!isThere) return refuse({ code: "notification.no-hook" });
  wakeDeliveries();
  return done(null);
}
