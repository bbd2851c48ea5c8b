import * as store from "@/lib/db/realms";
import { makeJwtKey } from "@/lib/tokens/login-jwt";

export type NewRealm = Omit<store.NewRealm, "jwtKey">;

/** Makes a realm that is ready for its first Connected App: signing key, password provider, hosted settings. */
export async function createRealm(realm: NewRealm): Promise<{ id: string }> {
  return store.createRealm({ ...realm, jwtKey: await makeJwtKey(realm.jwtAlgo ?? "hs256") });
}

/** Realms with their Connected Apps, oldest first; `ids` limits them to those an administrator may see. */
export const listRealmsWithApps = store.listRealmsWithApps;
