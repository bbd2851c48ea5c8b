import { db } from "./client";
import { recordEvents } from "./events";
import { Prisma } from "./generated/client";
import { newId } from "./new-id";
import type { Db } from "./sql";

/** Gives a user a new password, as `replacePassword` does, with its event. One transaction. */
export async function setPassword(realmId: string, userId: string, passwordHash: string): Promise<void> {
  await db().$transaction(async (tx) => {
    await replacePassword(tx, { realmId, userId }, passwordHash);
    await recordEvents(tx, realmId, [{ type: "user.updated", userId, data: { password: "changed" } }]);
  });
}

/**
 * Gives a user a new password in place of any other, also of one that was disabled, and ends all that was begun with
 * the old one: sessions, logins under way, mailed resets (ASVS 7.4.3).
 */
export async function replacePassword(
  tx: Db,
  mine: { readonly realmId: string; readonly userId: string },
  passwordHash: string,
): Promise<void> {
  await tx.credential.deleteMany({ where: { ...mine, credentialType: "password" } });
  await tx.credential.create({
    data: { id: newId("crd"), ...mine, credentialType: "password", passwordHash },
    select: { id: true },
  });
  await tx.session.deleteMany({ where: mine });
  await tx.loginTicket.deleteMany({ where: mine });
  await tx.ssoTicket.deleteMany({ where: mine });
  await tx.resetToken.deleteMany({ where: mine });
}

/** The hash that a password credential holds now; null where it is gone or disabled. */
export async function findPasswordHash(realmId: string, credentialId: string): Promise<string | null> {
  const found = await db().credential.findFirst({
    where: { realmId, id: credentialId, credentialType: "password", passwordDisabledAt: null },
    select: { passwordHash: true },
  });
  return found?.passwordHash ?? null;
}

/** A password as it was read when a login proved it. */
export type ProvedPassword = { readonly id: string; readonly hash: string };

/** A profile at a provider, as it was read when somebody came by it. */
export type ProvedProfile = { readonly profileId: string };

/**
 * Joined to `users` in a statement that locks what it reads: lets it go on only while the password a login has proved is
 * still the user's, so that a login under way does not outlive a reset of it (security.md 49). The same with a profile.
 */
export function whileStillTheirs(password: ProvedPassword | null, profile: ProvedProfile | null = null): Prisma.Sql {
  if (profile)
    return Prisma.sql`JOIN credentials proved ON proved.realm_id = users.realm_id AND proved.user_id = users.id
      AND proved.id = ${profile.profileId}`;
  if (!password) return Prisma.empty;
  return Prisma.sql`JOIN credentials proved ON proved.realm_id = users.realm_id AND proved.user_id = users.id
    AND proved.id = ${password.id} AND proved.password_hash = ${password.hash} AND proved.password_disabled_at IS NULL`;
}

/** Gives a user a new authenticator, in place of any other, ready to be asked for at once, with its event. One transaction. */
export async function setTotp(
  realmId: string,
  userId: string,
  secretEncrypted: Uint8Array<ArrayBuffer>,
): Promise<void> {
  const mine = { realmId, userId, credentialType: "totp" };
  await db().$transaction([
    db().credential.deleteMany({ where: mine }),
    db().credential.create({ data: { id: newId("crd"), ...mine, name: "Authenticator", secretEncrypted } }),
    recordEvents(db(), realmId, [{ type: "user.updated", userId, data: { second_factor: "enrolled" } }]),
  ]);
}
