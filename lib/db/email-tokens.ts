import { isNamed, type LoginName } from "@/lib/domain/login-name";
import { db } from "./client";
import { recordEvents } from "./events";
import { lockUser } from "./lock-user";
import { type Addressee, mayMail } from "./mail-links";
import { type NewMail, queueMail } from "./mails";
import { newId } from "./new-id";
import { wakeWorkers } from "./queue";
import type { EventOrigin } from "./users";

export type NewEmailToken = Addressee & {
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  /** When the person asked: nothing is sent where this request, or a later one, was answered already. */
  readonly askedAt: Date;
  readonly at: Date;
  readonly expiresAt: Date;
  readonly appId: string;
  readonly by: EventOrigin;
  readonly mail: NewMail;
};

/** Keeps a token that proves the user's address as their only one, with its mail and event: all of it or nothing. */
export async function createEmailToken(realmId: string, token: NewEmailToken): Promise<void> {
  const { userId, email, tokenHash, askedAt, at, expiresAt } = token;
  const mine = { realmId, userId };
  await db().$transaction(async (tx) => {
    if (await tx.emailToken.findFirst({ where: { ...mine, createdAt: { gte: askedAt } }, select: { id: true } }))
      return;
    if (!(await mayMail(tx, realmId, token))) return;
    await tx.emailToken.deleteMany({ where: mine });
    await tx.emailToken.create({
      data: {
        id: newId("kvf", at),
        ...mine,
        emailCanonical: email,
        tokenHash,
        createdAt: askedAt,
        expiresAt,
      },
      select: { id: true },
    });
    await tx.user.updateMany({
      where: { realmId, id: userId, emailVerification: "none" },
      data: { emailVerification: "requested" },
    });
    const { appId: loginPolicyId, by } = token;
    await recordEvents(tx, realmId, [{ type: "user.email.verification_requested", userId, loginPolicyId, at, by }]);
    await queueMail(tx, realmId, token.mail);
  });
  wakeWorkers("send-mail");
}

type Living = { readonly tokenHash: Uint8Array<ArrayBuffer>; readonly at: Date };

/** The user of a living token whose address is still the one it was mailed to, with that user's names; or null. */
async function findOwner(realmId: string, { tokenHash, at }: Living) {
  return db().emailToken.findFirst({
    where: { realmId, tokenHash, expiresAt: { gt: at }, user: { state: "active", userType: "human" } },
    select: { userId: true, emailCanonical: true, user: { select: { usernameCanonical: true, emailUnique: true } } },
  });
}

/** True while a token can be spent. */
export async function emailTokenLives(realmId: string, living: Living): Promise<boolean> {
  return (await findOwner(realmId, living)) !== null;
}

/**
 * Spends a token that proves an address, once whatever the number of requests: only for the user it was made for, by
 * that name, and only for the address it was mailed to (security.md 51). Answers the user, or null where it is not good.
 */
export async function spendEmailToken(
  realmId: string,
  {
    tokenHash,
    name,
    at,
    appId,
    by,
  }: Living & { readonly name: LoginName; readonly appId: string | null; readonly by: EventOrigin },
): Promise<{ userId: string } | null> {
  const token = await findOwner(realmId, { tokenHash, at });
  if (!token || !isNamed(token.user, name)) return null;
  const { userId } = token;
  const mine = { realmId, userId };
  return db().$transaction(async (tx) => {
    const user = await lockUser(tx, realmId, userId);
    if (!user?.emailCanonical) return null;
    const { count } = await tx.emailToken.deleteMany({
      where: { ...mine, tokenHash, emailCanonical: user.emailCanonical, expiresAt: { gt: at } },
    });
    if (count !== 1) return null;
    await tx.emailToken.deleteMany({ where: mine });
    await tx.user.updateMany({ where: { realmId, id: userId }, data: { emailVerification: "verified" } });
    await recordEvents(tx, realmId, [{ type: "user.email.verified", userId, loginPolicyId: appId, at, by }]);
    return { userId };
  });
}
