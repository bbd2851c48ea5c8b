import { mustBeOne, unlessTooLate } from "./all-or-nothing";
import { db } from "./client";
import type { ProvedPassword } from "./credentials";
import { recordEvents } from "./events";
import type { TicketKind } from "./login-tickets";
import { type NewMail, queueMail } from "./mails";
import { wakeWorkers } from "./queue";
import type { EventOrigin, LoginUser } from "./users";

/** What a request shows of a ticket: its token's hash, and on a page that of the browser's own secret. */
export type ShownTicket = {
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly browserHash: Uint8Array<ArrayBuffer> | null;
  readonly appId: string | null;
  readonly kind: TicketKind;
  readonly at: Date;
};

export type TicketPerson = Omit<LoginUser, "password"> & { readonly usernameCanonical: string };

/**
 * A login under way, who it is of, and their authenticator: the one in use, or the one being enrolled. `password` is the
 * one that its first step proved: any other would have ended it.
 */
export type Ticket = {
  readonly id: string;
  readonly triesLeft: number;
  readonly person: TicketPerson;
  readonly password: ProvedPassword | null;
  readonly device: { readonly id: string; readonly secretEncrypted: Uint8Array } | null;
};

const living = (realmId: string, { tokenHash, browserHash, appId, kind, at }: ShownTicket) => ({
  realmId,
  tokenHash,
  browserHash,
  appId,
  kind,
  expiresAt: { gt: at },
  triesLeft: { gt: 0 },
  user: { state: "active" as const },
});

/** The living ticket that is shown, of this app and browser and an active user; else null. Changes nothing. */
export async function findTicket(realmId: string, shown: ShownTicket): Promise<Ticket | null> {
  const row = await db().loginTicket.findFirst({
    where: living(realmId, shown),
    include: {
      user: {
        include: { credentials: { where: { credentialType: { in: ["totp", "password"] } }, orderBy: { id: "desc" } } },
      },
    },
  });
  if (!row) return null;
  const { user } = row;
  const wanted = shown.kind === "enrolment" ? "new" : "active";
  const devices = user.credentials.filter((credential) => credential.credentialType === "totp");
  const device = devices.find((credential) => credential.state === wanted && credential.secretEncrypted);
  const password = user.credentials.find((credential) => credential.passwordHash && !credential.passwordDisabledAt);
  return {
    id: row.id,
    triesLeft: row.triesLeft,
    password: password?.passwordHash ? { id: password.id, hash: password.passwordHash } : null,
    device: device?.secretEncrypted ? { id: device.id, secretEncrypted: device.secretEncrypted } : null,
    person: {
      id: user.id,
      active: true,
      username: user.username,
      usernameCanonical: user.usernameCanonical,
      firstName: user.firstName,
      lastName: user.lastName,
      name: user.name,
      custom: user.custom,
      email: user.email,
      emailCanonical: user.emailCanonical,
      emailVerification: user.emailVerification,
      hasTotp: devices.some((credential) => credential.state === "active"),
    },
  };
}

/**
 * Counts a try at a ticket before the code is looked at, by one conditional statement, so that no more than five are
 * ever looked at. Answers how many are left, or null: there is none.
 */
export async function takeTicketTry(realmId: string, shown: ShownTicket): Promise<number | null> {
  const [row] = await db().loginTicket.updateManyAndReturn({
    where: living(realmId, shown),
    data: { triesLeft: { decrement: 1 } },
    select: { triesLeft: true },
  });
  return row?.triesLeft ?? null;
}

/** Gives a try back that was stopped by another limit before its code was looked at. */
export async function giveTicketTryBack(realmId: string, id: string): Promise<void> {
  await db().loginTicket.updateMany({ where: { realmId, id }, data: { triesLeft: { increment: 1 } } });
}

type Completed = { readonly ticketId: string; readonly userId: string; readonly at: Date; readonly by: EventOrigin };

/**
 * Ends a ticket by the code of a step: each once, by conditional statements of one transaction. A code whose step is not
 * newer than the last accepted one has been used, or could have been seen (RFC 6238 §5.2). False: too late.
 */
export async function completeByStep(
  realmId: string,
  { ticketId, deviceId, step }: Completed & { deviceId: string; step: number },
): Promise<boolean> {
  return unlessTooLate(async (tx) => {
    const fresh = { OR: [{ lastStep: null }, { lastStep: { lt: step } }] };
    mustBeOne(
      await tx.credential.updateMany({
        where: { realmId, id: deviceId, state: "active", ...fresh },
        data: { lastStep: step },
      }),
    );
    mustBeOne(await tx.loginTicket.deleteMany({ where: { realmId, id: ticketId } }));
  });
}

/**
 * Ends a ticket by a recovery code, which is spent, with the event and the mail that tells the owner. `mail` is made for
 * the number of codes that are left then; the count is read before, so that the transaction does only writes.
 */
export async function completeByRecoveryCode(
  realmId: string,
  { ticketId, userId, codeHash, at, by, mail }: Completed & { codeHash: Uint8Array<ArrayBuffer>; mail: NewMail | null },
): Promise<boolean> {
  const completed = await unlessTooLate(async (tx) => {
    mustBeOne(
      await tx.recoveryCode.updateMany({ where: { realmId, userId, codeHash, usedAt: null }, data: { usedAt: at } }),
    );
    mustBeOne(await tx.loginTicket.deleteMany({ where: { realmId, id: ticketId } }));
    await recordEvents(tx, realmId, [{ type: "user.updated", userId, at, by, data: { recovery_code: "used" } }]);
    if (mail) await queueMail(tx, realmId, mail);
  });
  if (completed) wakeWorkers("send-mail");
  return completed;
}

/** How many recovery codes a user has left. */
export async function countRecoveryCodes(realmId: string, userId: string): Promise<number> {
  return db().recoveryCode.count({ where: { realmId, userId, usedAt: null } });
}

/** Ends a ticket whose tries are used up, and tells the owner, whose password somebody knows (security.md 63). */
export async function burnTicket(
  realmId: string,
  { ticketId, userId, appId, at, by, mail }: Completed & { appId: string | null; mail: NewMail | null },
): Promise<void> {
  const burnt = await unlessTooLate(async (tx) => {
    mustBeOne(await tx.loginTicket.deleteMany({ where: { realmId, id: ticketId } }));
    const data = { step: "code" };
    await recordEvents(tx, realmId, [{ type: "user.login.failed", userId, loginPolicyId: appId, at, by, data }]);
    if (mail) await queueMail(tx, realmId, mail);
  });
  if (burnt) wakeWorkers("send-mail");
}

/** Ends a ticket that waited for nothing more than its person. True for the one call that ended it. */
export async function endTicket(realmId: string, id: string): Promise<boolean> {
  const { count } = await db().loginTicket.deleteMany({ where: { realmId, id } });
  return count === 1;
}

/** A user's authenticator that is in use, or being enrolled; null for none. */
export async function findDevice(
  realmId: string,
  userId: string,
  state: "active" | "new",
): Promise<{ id: string; secretEncrypted: Uint8Array } | null> {
  const device = await db().credential.findFirst({
    where: { realmId, userId, credentialType: "totp", state },
    orderBy: { id: "desc" },
    select: { id: true, secretEncrypted: true },
  });
  return device?.secretEncrypted ? { id: device.id, secretEncrypted: device.secretEncrypted } : null;
}
