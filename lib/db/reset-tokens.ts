import { isNamed, type LoginName } from "@/lib/domain/login-name";
import { db } from "./client";
import { replacePassword } from "./credentials";
import { type NewEvent, recordEvents } from "./events";
import { lockUser } from "./lock-user";
import { type Addressee, mayMail } from "./mail-links";
import { type NewMail, queueMail } from "./mails";
import { newId } from "./new-id";
import { wakeWorkers } from "./queue";
import { clearTries, giveTryBack, type Throttle } from "./throttles";
import type { EventOrigin } from "./users";

export type NewResetToken = Addressee & {
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  /** When the person asked: nothing is sent where this request, or a later one, was answered already. */
  readonly askedAt: Date;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly appId: string;
  readonly by: EventOrigin;
  readonly mail: NewMail;
};

/** Keeps a reset token as the user's only one, with its mail and event: all of it or nothing. */
export async function createResetToken(realmId: string, token: NewResetToken): Promise<void> {
  const { userId, tokenHash, askedAt, expiresAt } = token;
  const mine = { realmId, userId };
  await db().$transaction(async (tx) => {
    if (await tx.resetToken.findFirst({ where: { ...mine, createdAt: { gte: askedAt } }, select: { id: true } }))
      return;
    if (!(await mayMail(tx, realmId, token))) return;
    await tx.resetToken.deleteMany({ where: mine });
    await tx.resetToken.create({
      data: { id: newId("kpw", token.at), ...mine, tokenHash, createdAt: askedAt, expiresAt },
      select: { id: true },
    });
    const { appId: loginPolicyId, at, by } = token;
    await recordEvents(tx, realmId, [{ type: "user.password_token.created", userId, loginPolicyId, at, by }]);
    await queueMail(tx, realmId, token.mail);
  });
  wakeWorkers("send-mail");
}

/** Whose a living token is. */
export type ResetUser = {
  readonly id: string;
  readonly username: string;
  readonly usernameCanonical: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly emailCanonical: string | null;
};

/**
 * The active user of a living token, or null; with `name`, only where it is theirs. The token comes first: without a
 * good one the answer, and its time, is the same for every name.
 */
export async function findResetUser(
  realmId: string,
  { tokenHash, at, name }: { tokenHash: Uint8Array<ArrayBuffer>; at: Date; name?: LoginName },
): Promise<ResetUser | null> {
  const token = await db().resetToken.findFirst({
    where: { realmId, tokenHash, expiresAt: { gt: at }, user: { state: "active", userType: "human" } },
    select: {
      user: {
        select: {
          id: true,
          username: true,
          usernameCanonical: true,
          name: true,
          email: true,
          emailCanonical: true,
          emailUnique: true,
        },
      },
    },
  });
  if (!token) return null;
  const { emailUnique, ...user } = token.user;
  return !name || isNamed({ ...user, emailUnique }, name) ? user : null;
}

export type Reset = {
  readonly userId: string;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly passwordHash: string;
  readonly at: Date;
  readonly appId: string | null;
  readonly by: EventOrigin;
  /** Counters of wrong passwords to forget, and the try to give back. */
  readonly clear: readonly Throttle[];
  readonly giveBack: Throttle | null;
  readonly mail: NewMail | null;
};

/**
 * Spends a reset token on a new password, once whatever the number of requests, and ends all that was begun before. Who
 * has the mail has the address, so it counts as proved; and where nobody had proved it, what else opens the account (a
 * profile at a provider, an API key) may be somebody else's, and goes (security.md 37). A second factor stays. False
 * where the token is no longer good.
 */
export async function spendResetToken(realmId: string, reset: Reset): Promise<boolean> {
  const { userId, tokenHash, at } = reset;
  const mine = { realmId, userId };
  const spent = await db().$transaction(async (tx) => {
    const user = await lockUser(tx, realmId, userId);
    if (!user) return false;
    const { count } = await tx.resetToken.deleteMany({ where: { ...mine, tokenHash, expiresAt: { gt: at } } });
    if (count !== 1) return false;
    await replacePassword(tx, mine, reset.passwordHash);
    const about = { userId, loginPolicyId: reset.appId, at, by: reset.by };
    const events: NewEvent[] = [{ type: "user.password_token.consumed", ...about }];
    if (user.emailVerification !== "verified") {
      await tx.user.updateMany({ where: { realmId, id: userId }, data: { emailVerification: "verified" } });
      await tx.credential.deleteMany({ where: { ...mine, credentialType: { notIn: ["password", "totp"] } } });
      await tx.emailToken.deleteMany({ where: mine });
      events.push({ type: "user.email.verified", ...about });
    }
    for (const counter of reset.clear) await clearTries(counter, tx);
    if (reset.giveBack) await giveTryBack(reset.giveBack, tx);
    await recordEvents(tx, realmId, events);
    if (reset.mail) await queueMail(tx, realmId, reset.mail);
    return true;
  });
  if (spent) wakeWorkers("send-mail");
  return spent;
}
