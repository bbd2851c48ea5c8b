import { db } from "./client";
import type { ProvedPassword } from "./credentials";
import { recordEvents } from "./events";
import { lockUser } from "./lock-user";
import { type NewMail, queueMail } from "./mails";
import { wakeWorkers } from "./queue";
import { clearTries, giveTryBack, type Throttle } from "./throttles";
import type { EventOrigin } from "./users";

/** An active human who wants another password, with the one they have; null where that is none, or is disabled. */
export type PasswordOwner = {
  readonly id: string;
  readonly username: string;
  readonly usernameCanonical: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly emailCanonical: string | null;
  readonly password: ProvedPassword | null;
};

/** The active human of that id, or null. */
export async function findPasswordOwner(realmId: string, id: string): Promise<PasswordOwner | null> {
  const row = await db().user.findFirst({
    where: { realmId, id, state: "active", userType: "human" },
    select: {
      ...{ id: true, username: true, usernameCanonical: true, name: true, email: true, emailCanonical: true },
      credentials: {
        where: { credentialType: "password", passwordHash: { not: null }, passwordDisabledAt: null },
        select: { id: true, passwordHash: true },
        take: 1,
      },
    },
  });
  if (!row) return null;
  const { credentials, ...person } = row;
  const [password] = credentials;
  return { ...person, password: password?.passwordHash ? { id: password.id, hash: password.passwordHash } : null };
}

export type PasswordChange = {
  readonly userId: string;
  /** The password that was proved: another one takes its place only while it is still the user's. */
  readonly from: ProvedPassword;
  readonly passwordHash: string;
  /** The session it is done in, which goes on; null where the realm keeps none. */
  readonly sessionId: string | null;
  readonly at: Date;
  readonly appId: string;
  readonly by: EventOrigin;
  /** Counters of wrong passwords to forget, and the try to give back. */
  readonly clear: readonly Throttle[];
  readonly giveBack: Throttle;
  readonly mail: NewMail | null;
};

/**
 * Puts a new password in the place of the one that was proved, with its event and mail: of any number at once, one. Ends
 * all that was begun with the old one (other sessions, logins under way, tickets, mailed resets) but the session it is
 * done in. False where the password was changed, that session ended or the user made inactive meanwhile.
 */
export async function changePassword(realmId: string, change: PasswordChange): Promise<boolean> {
  const { userId, from, sessionId, at } = change;
  const mine = { realmId, userId };
  const changed = await db().$transaction(async (tx) => {
    if (!(await lockUser(tx, realmId, userId))) return false;
    const here = sessionId === null ? null : { ...mine, id: sessionId, expiresAt: { gt: at } };
    if (here && (await tx.session.count({ where: here })) === 0) return false;
    const { count } = await tx.credential.updateMany({
      where: { ...mine, id: from.id, passwordHash: from.hash, passwordDisabledAt: null },
      data: { passwordHash: change.passwordHash },
    });
    if (count !== 1) return false;
    await tx.session.deleteMany({ where: { ...mine, ...(sessionId === null ? {} : { id: { not: sessionId } }) } });
    await tx.loginTicket.deleteMany({ where: mine });
    await tx.ssoTicket.deleteMany({ where: mine });
    await tx.resetToken.deleteMany({ where: mine });
    for (const counter of change.clear) await clearTries(counter, tx);
    await giveTryBack(change.giveBack, tx);
    const { appId, by } = change;
    await recordEvents(tx, realmId, [{ type: "user.updated", userId, loginPolicyId: appId, at, by }]);
    if (change.mail) await queueMail(tx, realmId, change.mail);
    return true;
  });
  if (changed && change.mail) wakeWorkers("send-mail");
  return changed;
}
