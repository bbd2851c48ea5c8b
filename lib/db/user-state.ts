import type { Db } from "./sql";

/**
 * Ends all that a user has begun: sessions, logins under way, mailed links, open signups of their names. Keys and other
 * credentials stay: each of their uses asks whether the user is active.
 */
export async function endEverything(tx: Db, realmId: string, userId: string): Promise<void> {
  const mine = { where: { realmId, userId } };
  await tx.session.deleteMany(mine);
  await tx.loginTicket.deleteMany(mine);
  await tx.ssoTicket.deleteMany(mine);
  await tx.resetToken.deleteMany(mine);
  await tx.emailToken.deleteMany(mine);
  const { usernameCanonical, emailCanonical } = await tx.user.findUniqueOrThrow({
    where: { realmId_id: { realmId, id: userId } },
  });
  const names = [{ usernameCanonical }, ...(emailCanonical ? [{ emailCanonical }] : [])];
  await tx.signupToken.deleteMany({ where: { realmId, spentAt: null, OR: names } });
}
