import { mustBeOne, TooLate, unlessTooLate } from "./all-or-nothing";
import { type Actor, recordChanges } from "./changes";
import { db } from "./client";
import { recordEvents } from "./events";
import { lockUser } from "./lock-user";
import { newId } from "./new-id";
import type { Db } from "./sql";
import type { EventOrigin } from "./users";

/** Keeps the secret of an authenticator that is being enrolled, in place of one that never was. */
export async function startDevice(
  realmId: string,
  userId: string,
  secretEncrypted: Uint8Array<ArrayBuffer>,
): Promise<{ id: string }> {
  const id = newId("crd");
  const mine = { realmId, userId, credentialType: "totp" };
  await db().$transaction([
    db().credential.deleteMany({ where: { ...mine, state: "new" } }),
    db().credential.create({
      data: { id, ...mine, state: "new", name: "Authenticator", secretEncrypted },
      select: { id: true },
    }),
  ]);
  return { id };
}

type Enrolment = {
  readonly userId: string;
  readonly deviceId: string;
  readonly step: number;
  readonly codeHashes: readonly Uint8Array<ArrayBuffer>[];
  readonly at: Date;
  readonly by: EventOrigin;
  /** Who puts it to use for them in the console, where that is so. */
  readonly administrator?: Actor["administrator"];
  /** On a hosted page: the ticket that waited for it, and the one that waits for its codes to be kept. */
  readonly ticket: { readonly id: string; readonly next: NextTicket } | null;
};

type NextTicket = {
  readonly tokenHash: Uint8Array<ArrayBuffer>;
  readonly browserHash: Uint8Array<ArrayBuffer> | null;
  readonly appId: string;
  readonly expiresAt: Date;
};

/**
 * Puts an authenticator to use with its first code and ten recovery codes, in one transaction. Where the user has
 * another in use by then, or the ticket has ended, nothing changes and the answer is false.
 */
export async function enrolDevice(realmId: string, enrolment: Enrolment): Promise<boolean> {
  const { userId, deviceId, step, codeHashes, at, by, administrator = null, ticket } = enrolment;
  return unlessTooLate(async (tx) => {
    // Whoever enrols waits here for whoever else enrols the same user.
    if (!(await lockUser(tx, realmId, userId))) throw new TooLate();
    const active = { realmId, userId, credentialType: "totp", state: "active" as const };
    if ((await tx.credential.count({ where: active })) > 0) throw new TooLate();
    mustBeOne(
      await tx.credential.updateMany({
        where: { realmId, userId, id: deviceId, state: "new" },
        data: { state: "active", lastStep: step },
      }),
    );
    await replaceCodes(tx, realmId, { userId, codeHashes });
    const change = { type: "user.updated", userId, data: { second_factor: "enrolled" } } as const;
    await recordChanges(tx, realmId, { at, by, administrator }, [change]);
    if (!ticket) return;
    mustBeOne(await tx.loginTicket.deleteMany({ where: { realmId, id: ticket.id } }));
    await tx.loginTicket.create({
      data: {
        id: newId("kli", at),
        realmId,
        userId,
        kind: "enrolled",
        createdAt: at,
        ip: by.ip,
        client: by.userAgent,
        ...ticket.next,
      },
      select: { id: true },
    });
  });
}

/** Ten new recovery codes in place of all there were. False where the user has no authenticator. */
export async function replaceRecoveryCodes(
  realmId: string,
  { userId, codeHashes, at, by }: Pick<Enrolment, "userId" | "codeHashes" | "at" | "by">,
): Promise<boolean> {
  return unlessTooLate(async (tx) => {
    const where = { realmId, userId, credentialType: "totp", state: "active" as const };
    if ((await tx.credential.count({ where })) === 0) throw new TooLate();
    await replaceCodes(tx, realmId, { userId, codeHashes });
    await recordEvents(tx, realmId, [{ type: "user.updated", userId, at, by, data: { recovery_codes: "replaced" } }]);
  });
}

/** Takes a user's authenticator away, with its recovery codes and every login that waits for it. */
export async function removeDevices(
  realmId: string,
  { userId, at, by }: Pick<Enrolment, "userId" | "at" | "by">,
): Promise<boolean> {
  return unlessTooLate(async (tx) => {
    const { count } = await tx.credential.deleteMany({ where: { realmId, userId, credentialType: "totp" } });
    if (count === 0) throw new TooLate();
    await tx.recoveryCode.deleteMany({ where: { realmId, userId } });
    await tx.loginTicket.deleteMany({ where: { realmId, userId } });
    await recordEvents(tx, realmId, [{ type: "user.updated", userId, at, by, data: { second_factor: "removed" } }]);
  });
}

async function replaceCodes(
  tx: Db,
  realmId: string,
  { userId, codeHashes }: Pick<Enrolment, "userId" | "codeHashes">,
): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { realmId, userId } });
  await tx.recoveryCode.createMany({
    data: codeHashes.map((codeHash) => ({ id: newId("rc"), realmId, userId, codeHash })),
  });
}
