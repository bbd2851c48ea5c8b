import { db } from "./client";
import { newId } from "./new-id";

export type OwnerAccount = {
  readonly email: string;
  readonly emailCanonical: string;
  readonly passwordHash: string;
};

/** Makes an owner, or gives the administrator of that address a new password and ends their sessions. One transaction. */
export async function setAdministrator({ email, emailCanonical, passwordHash }: OwnerAccount): Promise<void> {
  await db().$transaction([
    db().administrator.upsert({
      where: { emailCanonical },
      create: { id: newId("adm"), email, emailCanonical, passwordHash, role: "owner" },
      update: { passwordHash, state: "active" },
      select: { id: true },
    }),
    // After it, and tickets before sessions: whatever a sign-in under way has begun by the old password is seen here.
    db().adminTicket.deleteMany({ where: { administrator: { emailCanonical } } }),
    db().adminSession.deleteMany({ where: { administrator: { emailCanonical } } }),
    db().setupCode.deleteMany(),
  ]);
}

/** An administrator as a sign-in needs them. */
export type SignInAdministrator = {
  readonly id: string;
  readonly active: boolean;
  readonly passwordHash: string;
  /** They have an authenticator in use, whose code is asked for after the password. */
  readonly hasDevice: boolean;
};

/** The administrator with that address in canonical form, or null. */
export async function findAdministratorByEmail(emailCanonical: string): Promise<SignInAdministrator | null> {
  const found = await db().administrator.findUnique({ where: { emailCanonical } });
  if (!found) return null;
  const { id, state, passwordHash, otpSecretEncrypted } = found;
  return { id, active: state === "active", passwordHash, hasDevice: otpSecretEncrypted !== null };
}

/** Stores a new hash of the password an administrator has just proved, unless it was changed meanwhile. */
export async function replaceAdministratorHash(id: string, { from, to }: { from: string; to: string }): Promise<void> {
  await db().administrator.updateMany({ where: { id, passwordHash: from }, data: { passwordHash: to } });
}

/** True where somebody administers this deployment already. */
export async function hasAdministrator(): Promise<boolean> {
  return (await db().administrator.count()) > 0;
}

/** The set-up code of a deployment: its hash, and the moment it was made, which it is derived from. */
export type StoredSetupCode = { readonly codeHash: Uint8Array<ArrayBuffer>; readonly createdAt: Date };

/** Keeps a set-up code where there is none, and answers the one there is then: of any number at once, all get the same. */
export async function keepSetupCode(code: StoredSetupCode): Promise<StoredSetupCode> {
  await db().setupCode.createMany({ data: [{ id: 1, ...code }], skipDuplicates: true });
  return (await db().setupCode.findUnique({ where: { id: 1 } })) ?? code;
}

/** Takes a set-up code away, if it is still the one there is. */
export async function dropSetupCode({ codeHash }: StoredSetupCode): Promise<void> {
  await db().setupCode.deleteMany({ where: { id: 1, codeHash } });
}

/** True where this is the hash of the code that sets up the first administrator. Only spending it decides. */
export async function isSetupCode(codeHash: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return (await db().setupCode.count({ where: { codeHash } })) > 0;
}

/**
 * Spends the set-up code on the first administrator, in one transaction: the code's only row is deleted under the
 * condition of its hash, so of any number of tries at once, on any number of instances, exactly one makes somebody.
 */
export async function createFirstAdministrator(
  codeHash: Uint8Array<ArrayBuffer>,
  account: OwnerAccount,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.setupCode.deleteMany({ where: { id: 1, codeHash } });
    if (count !== 1 || (await tx.administrator.count()) > 0) return false;
    await tx.administrator.create({ data: { id: newId("adm"), ...account, role: "owner" }, select: { id: true } });
    return true;
  });
}
