import * as store from "@/lib/db/realm-of";
import { findSignupToken } from "@/lib/db/signup-tokens";
import { isId } from "@/lib/domain/ids";
import { keyIdOf } from "@/lib/tokens/login-jwt";
import { hashSecret } from "@/lib/tokens/secret-token";

/**
 * The realm of the object that an id names, or null: for callers of every realm who do not say which one. A user name
 * names nobody without a realm.
 */
export async function findRealmOf(id: string, at: Date): Promise<string | null> {
  const named = id.includes(".") ? (keyIdOf(id) ?? "") : id; // a login token is of the realm whose key signed it
  if (isId("utk", id)) return (await findSignupToken(null, hashSecret(id), at))?.realmId ?? null;
  return /^[a-z]{2,3}_[0-9A-Za-z]{22}$/.test(named) ? store.findRealmOf(named) : null;
}

/** True where there is a realm of that id. */
export const hasRealm = store.hasRealm;
