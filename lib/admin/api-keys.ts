import { z } from "zod";
import * as store from "@/lib/db/api-keys";
import type { Doer } from "@/lib/db/audit";
import { nameField } from "@/lib/domain/fields";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { mintApiKey } from "@/lib/tokens/api-key";
import { hashSecret } from "@/lib/tokens/secret-token";

export type { ApiKey } from "@/lib/db/api-keys";

export type NewApiKey = Omit<store.NewApiKey, "secretHash">;

/** What a key's maker says about it. */
export const apiKeyInput = z.object({ name: nameField, level: z.enum(["read", "write", "manage"]) });

/**
 * Makes a key of the management API; `doer` is the administrator who does it. The key is in the answer and nowhere else:
 * only its hash is stored.
 */
export async function createApiKey(key: NewApiKey, doer: Doer | null = null): Promise<{ id: string; key: string }> {
  const minted = mintApiKey();
  const { id } = await store.createApiKey({ ...key, secretHash: minted.hash }, doer);
  return { id, key: minted.key };
}

/** As `createApiKey`, in place of every key of that name. */
export async function replaceApiKey(key: NewApiKey): Promise<{ id: string; key: string }> {
  await store.deleteApiKeysByName(key.realmId, key.name);
  return createApiKey(key);
}

/** A part of a realm's keys, oldest first, and whether more follow. */
export async function listApiKeys(
  realmId: string,
  { after, take }: { readonly after: string | null; readonly take: number },
): Promise<{ rows: store.ApiKey[]; more: boolean }> {
  const rows = await store.listApiKeys(realmId, { after, take: take + 1 });
  return { rows: rows.slice(0, take), more: rows.length > take };
}

/** One key of a realm, or null. The key itself is not in it. */
export async function getApiKey(realmId: string, id: string): Promise<store.ApiKey | null> {
  return isId("key", id) ? store.findApiKeyById(realmId, id) : null;
}

/** Deletes a key of a realm: it opens nothing from now on. */
export async function deleteApiKey(realmId: string, id: string, doer: Doer): Promise<Outcome<null>> {
  const wasThere = isId("key", id) && (await store.deleteApiKey(realmId, id, doer));
  return wasThere ? done(null) : refuse({ code: "not-found" });
}

/** True where that key is one of this deployment's. */
export async function hasApiKey(key: string): Promise<boolean> {
  return store.hasApiKey(hashSecret(key));
}
