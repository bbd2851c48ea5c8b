import type { Db } from "./sql";

/**
 * Ends all that users have begun: sessions, logins under way, mailed links, open signups of their names. Keys and other
 * credentials stay: each of their uses asks whether the user is active.
 */
export async function endEverything(tx: Db, realmId: string, userIds: readonly string[]): Promise<void> {
  const mine = { where: { realmId, userId: { in: [...userIds] } } };
  await tx.session.deleteMany(mine);
  await tx.loginTicket.deleteMany(mine);
  await tx.ssoTicket.deleteMany(mine);
  await tx.resetToken.deleteMany(mine);
  await tx.emailToken.deleteMany(mine);
  const users = await tx.user.findMany({ where: { realmId, id: { in: [...userIds] } }, select: names });
  const usernameCanonical = { in: users.map((user) => user.usernameCanonical) };
  const emailCanonical = { in: users.flatMap((user) => user.emailCanonical ?? []) };
  const OR = [{ usernameCanonical }, { emailCanonical }];
  await tx.signupToken.deleteMany({ where: { realmId, spentAt: null, OR } });
}

const names = { usernameCanonical: true, emailCanonical: true } as const;
