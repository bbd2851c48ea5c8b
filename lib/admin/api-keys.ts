import * as store from "@/lib/db/api-keys";
import { mintApiKey } from "@/lib/tokens/api-key";
import { hashSecret } from "@/lib/tokens/secret-token";

export type NewApiKey = Omit<store.NewApiKey, "secretHash">;

/** Makes a key of the management API. The key is in the answer and nowhere else: only its hash is stored. */
export async function createApiKey(key: NewApiKey): Promise<{ id: string; key: string }> {
  const minted = mintApiKey();
  const { id } = await store.createApiKey({ ...key, secretHash: minted.hash });
  return { id, key: minted.key };
}

/** As `createApiKey`, in place of every key of that name. */
export async function replaceApiKey(key: NewApiKey): Promise<{ id: string; key: string }> {
  await store.deleteApiKeysByName(key.realmId, key.name);
  return createApiKey(key);
}

/** True where that key is one of this deployment's. */
export async function hasApiKey(key: string): Promise<boolean> {
  return store.hasApiKey(hashSecret(key));
}
