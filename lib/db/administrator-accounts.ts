import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { newId } from "./new-id";
import type { Db } from "./sql";
import { uniqueViolation } from "./unique-violation";

/** What of an administrator an owner sets. */
export type AdministratorFields = {
  readonly email: string;
  readonly emailCanonical: string;
  readonly name: string | null;
  readonly role: "owner" | "admin" | "read_only";
  readonly state: "active" | "inactive";
  readonly realmIds: readonly string[];
};

/** An administrator as owners see them: nothing of their password or second factor. */
export type AdministratorAccount = NonNullable<Awaited<ReturnType<typeof findAdministrator>>>;

/** Why nothing was done. */
export type AdministratorFault = "not-found" | "email-taken" | "last-owner";

const shown = {
  select: {
    id: true,
    email: true,
    name: true,
    role: true,
    state: true,
    createdAt: true,
    otpSince: true,
    realms: { select: { realm: { select: { id: true, name: true } } }, orderBy: { realmId: "asc" } },
  },
} as const;

/** Administrators, oldest first; `after` continues behind the last one seen. */
export async function listAdministrators({ after, take }: { readonly after: string | null; readonly take: number }) {
  const where = after ? { id: { gt: after } } : {};
  return db().administrator.findMany({ ...shown, where, orderBy: { id: "asc" }, take });
}

/** One administrator, or null. */
export async function findAdministrator(id: string) {
  return db().administrator.findUnique({ ...shown, where: { id } });
}

/** Makes an administrator, with the record of it. */
export async function createAdministrator(
  { realmIds, ...fields }: AdministratorFields & { readonly passwordHash: string },
  doer: Doer,
): Promise<{ id: string } | AdministratorFault> {
  const id = newId("adm", doer.at);
  const realms = { create: realmIds.map((realmId) => ({ realmId })) };
  const { email, role } = fields;
  return unlessTaken(async (tx) => {
    await tx.administrator.create({ data: { id, ...fields, realms }, select: { id: true } });
    await recordDeed(tx, null, doer, deed("created", id, { email, role, realms: realmIds }));
    return { id };
  });
}

/** Sets what an administrator is. What they may do from then on counts at their very next request. */
export async function updateAdministrator(
  id: string,
  { realmIds, ...fields }: AdministratorFields,
  doer: Doer,
): Promise<{ id: string } | AdministratorFault> {
  return unlessTaken(async (tx) => {
    const others = await lockOtherOwners(tx, id);
    const before = await tx.administrator.findUnique({ ...shown, where: { id } });
    if (!before) return "not-found";
    const stays = fields.role === "owner" && fields.state === "active";
    if (isActiveOwner(before) && !stays && others === 0) return "last-owner";
    const realms = { deleteMany: {}, create: realmIds.map((realmId) => ({ realmId })) };
    await tx.administrator.update({ where: { id }, data: { ...fields, realms }, select: { id: true } });
    await recordDeed(tx, null, doer, deed("updated", id, changesOf(before, { ...fields, realmIds })));
    return { id };
  });
}

/** Deletes an administrator with their sessions; what they did stays in the record. */
export async function deleteAdministrator(id: string, doer: Doer): Promise<{ id: string } | AdministratorFault> {
  return db().$transaction(async (tx) => {
    const others = await lockOtherOwners(tx, id);
    const before = await tx.administrator.findUnique({ ...shown, where: { id } });
    if (!before) return "not-found";
    if (isActiveOwner(before) && others === 0) return "last-owner";
    // Recorded first: it may be the doer who goes.
    await recordDeed(tx, null, doer, deed("deleted", id, { email: before.email }));
    await tx.administrator.delete({ where: { id }, select: { id: true } });
    return { id };
  });
}

/**
 * Gives an administrator a new password and ends their sessions but for `butSession`. `from` is the hash it must still
 * have, where whoever asks proved the password of it. False where there is no such administrator.
 */
export async function setAdministratorPassword(
  id: string,
  { passwordHash, from, butSession }: { passwordHash: string; from?: string; butSession?: string },
  doer: Doer,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const where = { id, ...(from === undefined ? {} : { passwordHash: from }) };
    const { count } = await tx.administrator.updateMany({ where, data: { passwordHash } });
    if (count !== 1) return false;
    const kept = butSession === undefined ? {} : { id: { not: butSession } };
    // A sign-in that is being completed is waited for at its ticket; then its session is seen.
    await tx.adminTicket.deleteMany({ where: { administratorId: id } });
    await tx.adminSession.deleteMany({ where: { administratorId: id, ...kept } });
    await recordDeed(tx, null, doer, deed("password_set", id, {}));
    return true;
  });
}

/** The owners are waited for and held until `tx` ends: of two who remove each other, one stays. */
async function lockOtherOwners(tx: Db, id: string): Promise<number> {
  const owners = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM administrators WHERE role = 'owner' AND state = 'active' ORDER BY id FOR UPDATE`;
  return owners.filter((owner) => owner.id !== id).length;
}

function isActiveOwner({ role, state }: Pick<AdministratorFields, "role" | "state">): boolean {
  return role === "owner" && state === "active";
}

function changesOf(before: AdministratorAccount, after: Omit<AdministratorFields, "emailCanonical">) {
  const was = { ...before, realmIds: before.realms.map(({ realm }) => realm.id) };
  const names = ["email", "name", "role", "state", "realmIds"] as const;
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, { from: was[name], to: after[name] }]),
  );
}

async function unlessTaken<T>(change: (tx: Db) => Promise<T>): Promise<T | "email-taken"> {
  try {
    return await db().$transaction(change);
  } catch (error) {
    if (uniqueViolation(error) === "email_canonical") return "email-taken";
    throw error;
  }
}

function deed(what: string, objectId: string, changes: Readonly<Record<string, unknown>>) {
  return { action: `administrator.${what}`, objectType: "administrator", objectId, changes };
}
