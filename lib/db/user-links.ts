import { type Actor, recordChanges } from "./changes";
import { db } from "./client";
import { lockUser } from "./lock-user";
import { type NewMail, queueMail } from "./mails";
import { newId } from "./new-id";
import { wakeWorkers } from "./queue";

type NewToken = {
  readonly userId: string;
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly expiresAt: Date;
};

/**
 * Keeps a reset token, as the user's only one, with the event, for the owner to bring to its user, or with its mail.
 * False where there is no active human of that id.
 */
export async function keepResetToken(
  realmId: string,
  { userId, tokenHash, expiresAt, mail }: NewToken & { readonly mail: NewMail | null },
  actor: Actor,
): Promise<boolean> {
  const mine = { realmId, userId };
  const kept = await db().$transaction(async (tx) => {
    if (!(await lockUser(tx, realmId, userId))) return false;
    await tx.resetToken.deleteMany({ where: mine });
    await tx.resetToken.create({
      data: { id: newId("kpw", actor.at), ...mine, tokenHash, expiresAt, createdAt: actor.at },
      select: { id: true },
    });
    const changed = { mailed: mail !== null };
    await recordChanges(tx, realmId, actor, [{ type: "user.password_token.created", userId, changed }]);
    if (mail) await queueMail(tx, realmId, mail);
    return true;
  });
  if (kept && mail) wakeWorkers("send-mail");
  return kept;
}

/**
 * Keeps a token that proves an address, as the user's only one, and asks for it: with its mail, where there is an app to
 * write for. False where there is no active human of that id who has that address.
 */
export async function keepEmailToken(
  realmId: string,
  token: NewToken & { readonly emailCanonical: string; readonly mail: NewMail | null },
  actor: Actor,
): Promise<boolean> {
  const { userId, emailCanonical, tokenHash, expiresAt, mail } = token;
  const mine = { realmId, userId };
  const kept = await db().$transaction(async (tx) => {
    const user = await lockUser(tx, realmId, userId);
    if (user?.emailCanonical !== emailCanonical) return false;
    await tx.emailToken.deleteMany({ where: mine });
    await tx.emailToken.create({
      data: { id: newId("kvf", actor.at), ...mine, emailCanonical, tokenHash, expiresAt, createdAt: actor.at },
      select: { id: true },
    });
    await tx.user.updateMany({ where: { realmId, id: userId }, data: { emailVerification: "requested" } });
    await recordChanges(tx, realmId, actor, [{ type: "user.email.verification_requested", userId }]);
    if (mail) await queueMail(tx, realmId, mail);
    return true;
  });
  if (kept && mail) wakeWorkers("send-mail");
  return kept;
}
