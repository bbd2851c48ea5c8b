import { db } from "./client";
import { newId } from "./new-id";

/**
 * Gives a user a new password, in place of any other, and ends every session they have (ASVS 7.4.3). One transaction.
 */
export async function setPassword(realmId: string, userId: string, passwordHash: string): Promise<void> {
  const mine = { realmId, userId };
  await db().$transaction([
    db().credential.deleteMany({ where: { ...mine, credentialType: "password" } }),
    db().credential.create({ data: { id: newId("crd"), ...mine, credentialType: "password", passwordHash } }),
    db().session.deleteMany({ where: mine }),
  ]);
}

/** Gives a user a new authenticator, in place of any other, ready to be asked for at once. One transaction. */
export async function setTotp(
  realmId: string,
  userId: string,
  secretEncrypted: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const mine = { realmId, userId, credentialType: "totp" };
  await db().$transaction([
    db().credential.deleteMany({ where: mine }),
    db().credential.create({ data: { id: newId("crd"), ...mine, name: "Authenticator", secretEncrypted } }),
  ]);
}
