import { mustBeOne, unlessTooLate } from "./all-or-nothing";
import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { newId } from "./new-id";

/** An administrator's second factor: nothing readable of it. */
export type AdminDevice = {
  /** Since when it is in use; null: there is none. */
  readonly since: Date | null;
  /** One that waits for its first code. */
  readonly newEncrypted: Uint8Array<ArrayBuffer> | null;
  readonly codesLeft: number;
};

/** What an administrator has for a second factor; null: there is no such administrator. */
export async function findAdminDevice(id: string): Promise<AdminDevice | null> {
  const found = await db().administrator.findUnique({
    where: { id },
    select: {
      otpSince: true,
      otpNewEncrypted: true,
      _count: { select: { recoveryCodes: { where: { usedAt: null } } } },
    },
  });
  if (!found) return null;
  const { otpSince: since, otpNewEncrypted, _count } = found;
  return { since, newEncrypted: otpNewEncrypted && new Uint8Array(otpNewEncrypted), codesLeft: _count.recoveryCodes };
}

/** Keeps the secret of an authenticator that waits for its first code; null takes it away. False where one is in use. */
export async function setNewAdminDevice(id: string, newEncrypted: Uint8Array<ArrayBuffer> | null): Promise<boolean> {
  const { count } = await db().administrator.updateMany({
    where: { id, otpSecretEncrypted: null },
    data: { otpNewEncrypted: newEncrypted },
  });
  return count === 1;
}

type Enrolment = {
  readonly secretEncrypted: Uint8Array<ArrayBuffer>;
  readonly step: number;
  readonly codeHashes: readonly Uint8Array<ArrayBuffer>[];
  readonly butSession: string;
};

/**
 * Puts the authenticator that waits to use, by its first code, with recovery codes and the record of it, and ends all
 * sessions but that one: they were begun by the password alone. False where it does not wait any more.
 */
export async function enrolAdminDevice(
  id: string,
  { secretEncrypted, step, codeHashes, butSession }: Enrolment,
  doer: Doer,
): Promise<boolean> {
  return unlessTooLate(async (tx) => {
    mustBeOne(
      await tx.administrator.updateMany({
        where: { id, otpSecretEncrypted: null, otpNewEncrypted: secretEncrypted },
        data: { otpSecretEncrypted: secretEncrypted, otpNewEncrypted: null, otpLastStep: step, otpSince: doer.at },
      }),
    );
    await tx.adminRecoveryCode.deleteMany({ where: { administratorId: id } });
    await tx.adminRecoveryCode.createMany({
      data: codeHashes.map((codeHash) => ({ id: newId("rc", doer.at), administratorId: id, codeHash })),
    });
    await tx.adminSession.deleteMany({ where: { administratorId: id, id: { not: butSession } } });
    await recordDeed(tx, null, doer, deed("second_factor_added", id));
  });
}

/** Takes an administrator's authenticator away, with its recovery codes and every sign-in that waits for it. */
export async function removeAdminDevice(id: string, doer: Doer): Promise<boolean> {
  return unlessTooLate(async (tx) => {
    mustBeOne(
      await tx.administrator.updateMany({
        where: { id, otpSecretEncrypted: { not: null } },
        data: { otpSecretEncrypted: null, otpNewEncrypted: null, otpLastStep: null, otpSince: null },
      }),
    );
    await tx.adminRecoveryCode.deleteMany({ where: { administratorId: id } });
    await tx.adminTicket.deleteMany({ where: { administratorId: id } });
    await recordDeed(tx, null, doer, deed("second_factor_removed", id));
  });
}

function deed(what: string, objectId: string) {
  return { action: `administrator.${what}`, objectType: "administrator", objectId };
}
