import type { MailLinkJob } from "@/lib/domain/jobs";
import type { StoredEmail } from "@/lib/domain/user-names";
import { recordDeed } from "./audit";
import { type Actor, differences, doerOf, recordChanges } from "./changes";
import { db } from "./client";
import { type ProvedPassword, replacePassword } from "./credentials";
import type { Prisma } from "./generated/client";
import { type NewMail, queueMail } from "./mails";
import { takenBy } from "./new-users";
import { wakeWorkers } from "./queue";
import type { Db } from "./sql";
import { clearTries, type Throttle } from "./throttles";
import { askToVerify, emailData, type UserFields, usernameData, type Verification } from "./user-records";
import { endEverything } from "./user-state";

/** What is to change of a user: what is not given stays. */
export type UserChange = {
  readonly fields: Partial<Omit<UserFields, "userType" | "email" | "emailVerification">>;
  readonly email?: StoredEmail | null;
  readonly emailVerification?: Verification;
  readonly password?: NewPassword;
  /** How a link is mailed that proves the address; null where there is no app to lead to. */
  readonly verification: MailLinkJob | null;
};

/** A password in place of any other, the mail that tells its owner, and the counters of wrong ones to forget. */
export type NewPassword = {
  readonly hash: string;
  /** The one that was proved for it, where it was: nothing changes once that is no more theirs. */
  readonly proved?: ProvedPassword;
  readonly mail: NewMail | null;
  readonly clear: readonly Throttle[];
};

type Mine = { readonly realmId: string; readonly userId: string };

/**
 * Changes a user, all of it or nothing. Another address is not verified, unless that is said, and what was mailed to the
 * old one is worth nothing (security.md 44, 51). Whoever becomes inactive, or gets a password, is out everywhere. False
 * where the realm has no such user.
 */
export async function changeUser(
  realmId: string,
  { id: userId, change }: { readonly id: string; readonly change: UserChange },
  actor: Actor,
): Promise<boolean | { taken: "username" | "email" }> {
  try {
    const changed = await db().$transaction(async (tx) => {
      const before = await lockAnyUser(tx, realmId, userId);
      if (!before || !(await isStillTheirs(tx, { realmId, userId }, change.password?.proved))) return false;
      const address = addressAfter(before, change);
      const data = { ...dataOf(change), emailVerification: address.verification, updatedAt: actor.at };
      const is = await tx.user.update({ where: { realmId_id: { realmId, id: userId } }, data, select: audited });
      await settleAddress(tx, { realmId, userId }, address);
      if (change.fields.state === "inactive") await endEverything(tx, realmId, [userId]);
      if (change.password) await settlePassword(tx, { realmId, userId }, change.password);
      const told = change.password ? { password: "changed" } : {};
      const changed = differences(before.was, is, fieldNames);
      await recordChanges(tx, realmId, actor, [{ type: "user.updated", userId, data: told, changed }]);
      if (address.isAsked) await askToVerify(tx, { realmId, userId }, change.verification, actor);
      return true;
    });
    if (changed) wakeWorkers("send-mail", "send-verification");
    return changed;
  } catch (error) {
    const taken = takenBy(error);
    if (taken) return { taken };
    throw error;
  }
}

/** Deletes a user and all that is theirs. False where there is no such user. */
export async function deleteUser(realmId: string, userId: string, actor: Actor): Promise<boolean> {
  return (await deleteUsers(realmId, [userId], actor)).length === 1;
}

/**
 * Deletes users and all that is theirs, in one transaction, with an event for each of them and for each membership that
 * ends; answers who they were. An id of nobody in the realm is passed over.
 */
export async function deleteUsers(realmId: string, userIds: readonly string[], actor: Actor): Promise<string[]> {
  return db().$transaction(async (tx) => {
    // A login under way waits here, and then finds nobody.
    const users = await tx.$queryRaw<{ id: string; username: string }[]>`
      SELECT id, username FROM users WHERE realm_id = ${realmId} AND id = ANY(${[...userIds]}::text[])
      ORDER BY id FOR UPDATE`;
    const ids = users.map(({ id }) => id);
    const theirs = { realmId, userId: { in: ids } };
    const select = { id: true, orgId: true, userId: true };
    const memberships = await tx.membership.findMany({ where: theirs, select, orderBy: { id: "asc" } });
    await endEverything(tx, realmId, ids);
    await tx.user.deleteMany({ where: { realmId, id: { in: ids } } });
    const gone = memberships.map(({ id: membershipId, ...ends }) => ({ membershipId, ...ends }));
    await recordChanges(tx, realmId, { ...actor, administrator: null }, [
      ...ids.map((userId) => ({ type: "user.deleted" as const, userId })),
      ...gone.map((ends) => ({ type: "membership.deleted" as const, ...ends })),
    ]);
    const { administrator } = actor;
    const deeds = users.map(({ id: objectId, username }) => ({ ...deletion, objectId, changes: { username } }));
    if (administrator) await recordDeed(tx, realmId, doerOf({ ...actor, administrator }), ...deeds);
    return ids;
  });
}

const deletion = { action: "user.deleted", objectType: "user" } as const;

/** What the audit log tells of a change. */
const audited = {
  ...{ state: true, username: true, email: true, emailVerification: true },
  ...{ firstName: true, lastName: true, name: true, reference: true, custom: true },
} as const;

const fieldNames = Object.keys(audited) as (keyof typeof audited)[];

type Before = NonNullable<Awaited<ReturnType<typeof lockAnyUser>>>;

/** A user as they are now, of either type and state; nobody else changes them until `tx` ends. */
async function lockAnyUser(tx: Db, realmId: string, id: string) {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT id FROM users WHERE realm_id = ${realmId} AND id = ${id} FOR UPDATE`;
  if (locked.length === 0) return null;
  const select = { ...audited, emailCanonical: true };
  const { emailCanonical: email, ...was } = await tx.user.findUniqueOrThrow({
    where: { realmId_id: { realmId, id } },
    select,
  });
  return { email, verification: was.emailVerification, was };
}

async function isStillTheirs(tx: Db, mine: Mine, proved: ProvedPassword | undefined): Promise<boolean> {
  if (!proved) return true;
  const where = { ...mine, id: proved.id, passwordHash: proved.hash, passwordDisabledAt: null };
  return (await tx.credential.count({ where })) === 1;
}

/** What becomes of the address: whether it is another one, what is known of it, and whether that is asked for now. */
function addressAfter(before: Before, { email, emailVerification }: UserChange) {
  const after = email === undefined ? before.email : (email?.canonical ?? null);
  const isAnother = after !== before.email;
  const verification = after === null ? "none" : (emailVerification ?? (isAnother ? "none" : before.verification));
  const isAsked = verification === "requested" && (isAnother || before.verification !== "requested");
  return { isAnother, verification, isAsked } as const;
}

function dataOf({ fields, email }: UserChange): Prisma.UserUpdateManyMutationInput {
  const { username, custom, ...others } = fields;
  return {
    ...others,
    ...(custom ? { custom: { ...custom } as Prisma.JsonObject } : {}),
    ...(username ? usernameData(username) : {}),
    ...(email === undefined ? {} : emailData(email)),
  };
}

async function settleAddress(
  tx: Db,
  mine: Mine,
  { isAnother, verification, isAsked }: ReturnType<typeof addressAfter>,
) {
  if (isAnother || isAsked || verification !== "requested") await tx.emailToken.deleteMany({ where: mine });
  if (isAnother) await tx.resetToken.deleteMany({ where: mine });
}

async function settlePassword(tx: Db, mine: Mine, { hash, mail, clear }: NewPassword): Promise<void> {
  await replacePassword(tx, mine, hash);
  for (const counter of clear) await clearTries(counter, tx);
  if (mail) await queueMail(tx, mine.realmId, mail);
}
