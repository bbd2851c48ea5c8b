import { listSigningKeys } from "@/lib/db/jwt-keys";
import { COUNTED, countInRealm, countUsersOf } from "@/lib/db/realm-counts";
import * as store from "@/lib/db/realms";
import { isId } from "@/lib/domain/ids";
import { jwtKeyForApps, makeJwtKey } from "@/lib/tokens/login-jwt";

export type NewRealm = Omit<store.NewRealm, "jwtKey">;

/** Makes a realm that is ready for its first Connected App: signing key, password provider, hosted settings. */
export async function createRealm(realm: NewRealm): Promise<{ id: string }> {
  return store.createRealm({ ...realm, jwtKey: await makeJwtKey(realm.jwtAlgo ?? "hs256") });
}

/** Realms with their Connected Apps, oldest first; `ids` limits them to those an administrator may see. */
export const listRealmsWithApps = store.listRealmsWithApps;

/** How much there is in realms, counted up to `COUNTED`: one more stands for any larger number. */
export { COUNTED, countInRealm, countUsersOf };

/** The realms of the deployment, oldest first, up to a thousand. */
export const listRealmNames = store.listRealmNames;

/** A realm, or null. */
export async function findRealm(id: string) {
  return isId("rl", id) ? store.findRealm(id) : null;
}

/** The oldest realm with that reference and its Connected Apps, or null. */
export const findRealmByReference = store.findRealmByReference;

/** What apps verify the realm's tokens with (`realm.jwt_key`): the `jsk_…` secret, or the public key as PEM. */
export async function currentJwtKey(realm: {
  readonly id: string;
  readonly jwtAlgo: "hs256" | "rs256";
}): Promise<string> {
  const [key] = await listSigningKeys(realm.id, realm.jwtAlgo);
  if (!key) throw new Error(`The realm ${realm.id} has no ${realm.jwtAlgo} key.`);
  return jwtKeyForApps(key);
}

/** A realm's settings and what verifies its tokens, or null. */
export async function getRealm(id: string) {
  const realm = isId("rl", id) ? await store.findRealm(id) : null;
  return realm && { ...realm, jwtKey: await currentJwtKey(realm) };
}
