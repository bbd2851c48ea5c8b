import { addAdminSession, holdProved, type ProvedAdministrator } from "./admin-sessions";
import { mustBeOne, unlessTooLate } from "./all-or-nothing";
import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { newId } from "./new-id";
import type { Db } from "./sql";

/** A sign-in to the console whose password was right, with the authenticator that it waits for. */
export type AdminTicket = {
  readonly id: string;
  readonly administrator: { readonly id: string; readonly email: string };
  readonly secretEncrypted: Uint8Array;
};

/** What a browser shows of it. */
export type ShownAdminTicket = { readonly tokenHash: Uint8Array<ArrayBuffer>; readonly at: Date };

/** Keeps a sign-in that waits for a code. False, and nothing is done, where what was proved does not hold any more. */
export async function startAdminTicket(
  proved: ProvedAdministrator,
  { tokenHash, at, expiresAt }: ShownAdminTicket & { readonly expiresAt: Date },
): Promise<boolean> {
  const data = { id: newId("kli", at), administratorId: proved.id, tokenHash, createdAt: at, expiresAt };
  return unlessTooLate(async (tx) => {
    await holdProved(tx, proved);
    await tx.adminTicket.create({ data, select: { id: true } });
  });
}

const living = ({ tokenHash, at }: ShownAdminTicket) => ({
  tokenHash,
  expiresAt: { gt: at },
  triesLeft: { gt: 0 },
  administrator: { state: "active" as const, otpSecretEncrypted: { not: null } },
});

/** The living sign-in that is shown, or null. Changes nothing. */
export async function findAdminTicket(shown: ShownAdminTicket): Promise<AdminTicket | null> {
  const row = await db().adminTicket.findFirst({ where: living(shown), include: { administrator: true } });
  if (!row?.administrator.otpSecretEncrypted) return null;
  const { id, email, otpSecretEncrypted: secretEncrypted } = row.administrator;
  return { id: row.id, administrator: { id, email }, secretEncrypted };
}

/**
 * Counts a try before its code is looked at, by one conditional statement: of any number at once, five are. Answers how
 * many are left, or null: there is no such sign-in.
 */
export async function takeAdminTicketTry(shown: ShownAdminTicket): Promise<number | null> {
  const [row] = await db().adminTicket.updateManyAndReturn({
    where: living(shown),
    data: { triesLeft: { decrement: 1 } },
    select: { triesLeft: true },
  });
  return row?.triesLeft ?? null;
}

/** Gives a try back that another limit stopped before its code was looked at. */
export async function giveAdminTicketTryBack(id: string): Promise<void> {
  await db().adminTicket.updateMany({ where: { id }, data: { triesLeft: { increment: 1 } } });
}

/** Ends a sign-in that came to nothing. */
export async function endAdminTicket(id: string): Promise<void> {
  await db().adminTicket.deleteMany({ where: { id } });
}

type Completed = {
  readonly ticket: AdminTicket;
  readonly sessionHash: Uint8Array<ArrayBuffer>;
  readonly doer: Doer;
};

/**
 * Ends a sign-in by the code of a step, and starts its session: each once, by conditional statements of one transaction.
 * A step that is not newer than the last one was used, or could have been seen (RFC 6238 §5.2). False: too late.
 */
export async function signInByStep({ step, ...completed }: Completed & { readonly step: number }): Promise<boolean> {
  const { id } = completed.ticket.administrator;
  const fresh = { OR: [{ otpLastStep: null }, { otpLastStep: { lt: step } }] };
  return unlessTooLate(async (tx) => {
    mustBeOne(
      await tx.administrator.updateMany({
        where: { id, state: "active", otpSecretEncrypted: { not: null }, ...fresh },
        data: { otpLastStep: step },
      }),
    );
    await complete(tx, completed);
  });
}

/** The same by a recovery code, which is spent, with the record of it. */
export async function signInByRecoveryCode({
  codeHash,
  ...completed
}: Completed & { readonly codeHash: Uint8Array<ArrayBuffer> }): Promise<boolean> {
  const { doer, ticket } = completed;
  const administratorId = ticket.administrator.id;
  return unlessTooLate(async (tx) => {
    mustBeOne(
      await tx.adminRecoveryCode.updateMany({
        where: { administratorId, codeHash, usedAt: null, administrator: { state: "active" } },
        data: { usedAt: doer.at },
      }),
    );
    await complete(tx, completed);
    const left = await tx.adminRecoveryCode.count({ where: { administratorId, usedAt: null } });
    await recordDeed(tx, null, doer, {
      action: "administrator.recovery_code_used",
      objectType: "administrator",
      objectId: administratorId,
      changes: { left },
    });
  });
}

async function complete(tx: Db, { ticket, sessionHash, doer }: Completed): Promise<void> {
  mustBeOne(await tx.adminTicket.deleteMany({ where: { id: ticket.id } }));
  const session = { secretHash: sessionHash, at: doer.at, by: doer.client };
  await addAdminSession(tx, ticket.administrator.id, session);
}
