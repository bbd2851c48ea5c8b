import { recordDeed } from "./audit";
import { type Actor, doerOf, recordChanges } from "./changes";
import { db } from "./client";
import { newId } from "./new-id";
import type { Db } from "./sql";
import { isReferenceGone, uniqueViolation } from "./unique-violation";

/** A credential as it is stored, its secrets too: whoever shows it says what is seen. */
export type CredentialRecord = NonNullable<Awaited<ReturnType<typeof findCredential>>>;

const withOwner = { user: { select: { username: true, state: true } } } as const;

/** The credential of that id, with whose it is; or null. */
export async function findCredential(realmId: string, id: string) {
  return db().credential.findUnique({ where: { realmId_id: { realmId, id } }, include: withOwner });
}

/** The type of a provider of the realm, or null. */
export async function findProviderType(realmId: string, id: string): Promise<string | null> {
  const provider = await db().authProvider.findUnique({
    where: { realmId_id: { realmId, id } },
    select: { providerType: true },
  });
  return provider?.providerType ?? null;
}

export type NewCredential =
  | { readonly credentialType: "api_key"; readonly secretHash: Bytes; readonly secretEncrypted: Bytes | null }
  | {
      readonly credentialType: "totp";
      readonly state: "new";
      readonly name: string;
      readonly secretEncrypted: Bytes;
      readonly authProviderId: string | null;
    }
  | { readonly credentialType: string; readonly authProviderId: string; readonly providerUserId: string };

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Gives a user a credential, with the event. A new authenticator takes the place of one that never was put to use.
 * "taken": they have one in use, or somebody has that key or profile.
 */
export async function createCredential(
  realmId: string,
  { userId, credential }: { readonly userId: string; readonly credential: NewCredential },
  actor: Actor,
): Promise<CredentialRecord | "gone" | "taken"> {
  const id = newId("crd", actor.at);
  const mine = { realmId, userId };
  try {
    return await db().$transaction(async (tx) => {
      if (!(await lockOwner(tx, mine))) return "gone";
      if (credential.credentialType === "totp") {
        const theirs = { ...mine, credentialType: "totp" };
        if ((await tx.credential.count({ where: { ...theirs, state: "active" } })) > 0) return "taken";
        await tx.credential.deleteMany({ where: { ...theirs, state: "new" } });
      }
      const data = { id, ...mine, createdAt: actor.at, ...credential };
      const made = await tx.credential.create({ data, include: withOwner });
      const changed = { credential: "created", credential_type: made.credentialType };
      const about = { userId, ...aboutProfile(made, "linked"), changed };
      await recordChanges(tx, realmId, actor, [{ type: "user.updated", ...about }]);
      return made;
    });
  } catch (error) {
    if (uniqueViolation(error) !== null) return "taken";
    if (isReferenceGone(error)) return "gone"; // its provider was deleted meanwhile
    throw error;
  }
}

/** Another key, or another name, of a credential of that type, with the event. */
export async function changeCredential(
  realmId: string,
  { id, userId, change }: Theirs & { readonly change: Readonly<Record<string, string | Bytes | null>> },
  actor: Actor,
): Promise<boolean | "taken"> {
  try {
    return await db().$transaction(async (tx) => {
      const { count } = await tx.credential.updateMany({ where: { realmId, id, userId }, data: change });
      const changed = { credential: "changed", credential_id: id };
      if (count === 1) await recordChanges(tx, realmId, actor, [{ type: "user.updated", userId, changed }]);
      return count === 1;
    });
  } catch (error) {
    if (uniqueViolation(error) !== null) return "taken";
    throw error;
  }
}

/** Records that an administrator looked at the secret of a credential. */
export async function recordShown(realmId: string, { id, userId }: Theirs, actor: Actor): Promise<void> {
  const { administrator } = actor;
  const deed = { action: "credential.shown", objectType: "user", objectId: userId, changes: { credential_id: id } };
  if (administrator)
    await db().$transaction((tx) => recordDeed(tx, realmId, doerOf({ ...actor, administrator }), deed));
}

type Theirs = { readonly id: string; readonly userId: string };

/**
 * Takes a credential away, with the event, and what was begun with it: with a password or a profile the sessions, and
 * with an authenticator that was in use the recovery codes and the logins that wait for it. False where it is gone.
 */
export async function deleteCredential(realmId: string, { id, userId }: Theirs, actor: Actor): Promise<boolean> {
  const mine = { realmId, userId };
  return db().$transaction(async (tx) => {
    if (!(await lockOwner(tx, mine))) return false;
    const credential = await tx.credential.findUnique({ where: { realmId_id: { realmId, id } } });
    if (credential?.userId !== userId) return false;
    await tx.credential.delete({ where: { realmId_id: { realmId, id } } });
    if (credential.credentialType === "totp") {
      if (credential.state === "active") await tx.recoveryCode.deleteMany({ where: mine });
    } else if (credential.credentialType !== "api_key") {
      await tx.session.deleteMany({ where: mine });
      await tx.ssoTicket.deleteMany({ where: mine });
    }
    await tx.loginTicket.deleteMany({ where: mine });
    if (credential.credentialType === "password") await tx.resetToken.deleteMany({ where: mine });
    const changed = { credential: "deleted", credential_type: credential.credentialType };
    const about = { userId, ...aboutProfile(credential, "deleted"), changed };
    await recordChanges(tx, realmId, actor, [{ type: "user.updated", ...about }]);
    return true;
  });
}

type AtProvider = { readonly authProviderId: string | null; readonly providerUserId: string | null };

/** What the event says besides, where it is about a profile at a provider. */
function aboutProfile({ authProviderId, providerUserId }: AtProvider, profile: "linked" | "deleted") {
  return providerUserId === null ? {} : { authProviderId, data: { profile } };
}

async function lockOwner(tx: Db, { realmId, userId }: { realmId: string; userId: string }): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT id FROM users WHERE realm_id = ${realmId} AND id = ${userId} FOR UPDATE`;
  return rows.length === 1;
}
