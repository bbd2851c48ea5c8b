import { db } from "./client";

/** The API user of a key, by its hash, whether or not they may act; null where nobody has it. */
export async function findKeyUser(realmId: string, secretHash: Uint8Array<ArrayBuffer>) {
  const key = await db().credential.findFirst({
    where: { realmId, credentialType: "api_key", state: "active", secretHash, user: { userType: "api" } },
    select: { user: { include: { realm: { select: { apiKeyMinutes: true } } } } },
  });
  if (!key) return null;
  const { id, state, username, firstName, lastName, name, custom, lastLoginAt } = key.user;
  return {
    ...{ id, username, firstName, lastName, name, custom, lastLoginAt },
    active: state === "active",
    /** How long a token lasts that an API user gets for a key; 0: they get none. */
    tokenMinutes: key.user.realm.apiKeyMinutes,
  };
}
