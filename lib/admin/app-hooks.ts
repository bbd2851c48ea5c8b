import * as store from "@/lib/db/app-hooks";
import type { Actor } from "@/lib/db/changes";
import * as notifications from "@/lib/db/notifications";
import { given } from "@/lib/domain/given";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { wakeDeliveries } from "@/lib/hooks/delivery-loop";
import { type HookSecret, mintHookKey, openHookSecret, sealHookSecret } from "@/lib/tokens/hook-secret";
import { type CurrentHook, type HookInput, readHook } from "./hook-input";

export type { AppHook } from "@/lib/db/app-hooks";
export { type HookInput, hookInput } from "./hook-input";

// `realmId` is the hook's own throughout: null for the hooks of all realms, which only those who reach all of them see.

const MOST_HOOKS = 50;

/** One page of the hooks. */
export async function listHooks(
  realmId: string | null,
  page: Page<SortOf<"app_hooks">>,
): Promise<Outcome<Slice<store.AppHook>>> {
  const slice = await store.listHooks(realmId, page);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/** One hook, or null. Neither its key nor its password is in it. */
export async function getHook(realmId: string | null, id: string): Promise<store.AppHook | null> {
  return isId("hk", id) ? store.findHook(realmId, id) : null;
}

/** A hook that was made or given a new key. `key` (`whsec_…`) verifies what a webhook sends, and is shown this once. */
export type MadeHook = { readonly hook: store.AppHook; readonly key: string | null };

/** Makes a hook. All problems at once. */
export async function createHook(realmId: string | null, input: HookInput, actor: Actor): Promise<Outcome<MadeHook>> {
  const read = readHook(input, null);
  if (!read.ok) return read;
  if ((await store.countHooks(realmId)) >= MOST_HOOKS)
    return refuse({ code: "hook.too-many", params: { max: MOST_HOOKS } });
  const { hookType, columns, password } = read.value;
  const key = hookType === "webhook" ? mintHookKey() : null;
  const secretEncrypted = key === null ? null : sealHookSecret({ key, password });
  const { id } = await store.createHook(realmId, { hookType, ...columns, secretEncrypted }, actor);
  return shown(realmId, id, key);
}

/**
 * Sets what is sent of a hook. Its type and key stay. Made inactive, it sends nothing more: what it has under way is
 * canceled.
 */
export async function updateHook(
  realmId: string | null,
  { id, input }: { readonly id: string; readonly input: HookInput },
  actor: Actor,
): Promise<Outcome<store.AppHook>> {
  const current = await findCurrent(realmId, id);
  if (!current) return refuse({ code: "not-found" });
  const read = readHook(input, current);
  if (!read.ok) return read;
  const { columns, password } = read.value;
  const { secret } = current;
  const sealed = secret && secret.password !== password ? sealHookSecret({ ...secret, password }) : undefined;
  if (!(await store.updateHook(realmId, id, { ...columns, ...given({ secretEncrypted: sealed }) }, actor)))
    return refuse({ code: "not-found" });
  const made = await shown(realmId, id, null);
  return made.ok ? done(made.value.hook) : made;
}

/** Gives a webhook a new key in place of the old one, from the next try on: for one that was lost or seen. */
export async function renewHookKey(realmId: string | null, id: string, actor: Actor): Promise<Outcome<MadeHook>> {
  const current = await findCurrent(realmId, id);
  if (!current?.secret) return refuse({ code: "not-found" });
  const key = mintHookKey();
  const secretEncrypted = sealHookSecret({ ...current.secret, key });
  const isThere = await store.updateHook(realmId, id, { secretEncrypted }, actor);
  return isThere ? shown(realmId, id, key) : refuse({ code: "not-found" });
}

/** Deletes a hook, and cancels what it has under way. */
export async function deleteHook(realmId: string | null, id: string, actor: Actor): Promise<Outcome<null>> {
  const wasThere = isId("hk", id) && (await store.deleteHook(realmId, id, actor));
  return wasThere ? done(null) : refuse({ code: "not-found" });
}

/** Has an active webhook sent a `ping`, at once. Answers its event, whose notification tells what became of it. */
export async function pingHook(
  realmId: string | null,
  id: string,
  actor: Actor,
): Promise<Outcome<{ realmId: string; eventId: string }>> {
  if (!(await getHook(realmId, id))) return refuse({ code: "not-found" });
  const pinged = await store.pingHook(realmId, id, actor);
  if (!pinged) return refuse({ code: "hook.no-ping" });
  wakeDeliveries();
  return done(pinged);
}

/** Has one notification of a realm's event delivered again, whatever became of it, with all its tries before it. */
export async function redeliver(
  realmId: string,
  id: string,
  { at }: Actor,
): Promise<Outcome<notifications.Notification>> {
  if (!isId("ent", id) || !(await notifications.findNotification(realmId, id))) return refuse({ code: "not-found" });
  if (!(await notifications.redeliver(realmId, id, at))) return refuse({ code: "notification.no-hook" });
  wakeDeliveries();
  const again = await notifications.findNotification(realmId, id);
  return again ? done(again) : refuse({ code: "not-found" });
}

/** The same for all of an active hook that failed, of events since a moment. Answers how many there are. */
export async function redeliverFailed(
  realmId: string | null,
  { id, since }: { readonly id: string; readonly since: Date },
  { at }: Actor,
): Promise<Outcome<{ count: number }>> {
  const hook = await getHook(realmId, id);
  if (!hook) return refuse({ code: "not-found" });
  if (hook.state !== "active") return refuse({ code: "notification.no-hook" });
  const count = await notifications.redeliverFailed(realmId, id, { since, at });
  wakeDeliveries();
  return done({ count });
}

async function findCurrent(
  realmId: string | null,
  id: string,
): Promise<(NonNullable<CurrentHook> & { readonly secret: HookSecret | null }) | null> {
  const hook = await getHook(realmId, id);
  if (!hook) return null;
  const sealed = await store.findHookSecret(realmId, id);
  return { hook, secret: sealed && openHookSecret(sealed) };
}

async function shown(realmId: string | null, id: string, key: string | null): Promise<Outcome<MadeHook>> {
  const hook = await getHook(realmId, id);
  return hook ? done({ hook, key }) : refuse({ code: "not-found" });
}
