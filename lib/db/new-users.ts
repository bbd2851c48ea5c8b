import { db } from "./client";
import { type NewEvent, recordEvents } from "./events";
import type { Prisma } from "./generated/client";
import { holdProvider } from "./held-provider";
import { type NewMail, queueMail } from "./mails";
import { newId } from "./new-id";
import { type NewProfile, profileRow } from "./profile-row";
import { wakeWorkers } from "./queue";
import type { Db } from "./sql";
import { type Throttle, takeTry } from "./throttles";
import { uniqueViolation } from "./unique-violation";
import type { EventOrigin } from "./users";

export type NewUser = {
  /** Where it was chosen before; otherwise a new one. */
  readonly id?: string;
  readonly username: { readonly display: string; readonly canonical: string; readonly skeleton: string | null };
  readonly email: { readonly display: string; readonly canonical: string; readonly unique: boolean } | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly passwordHash: string | null;
  readonly signupPending: boolean;
  /** An organisation made with the user, who is its first member. */
  readonly org: { readonly name: string; readonly permissions: readonly string[] } | null;
  /**
   * What proves the address, mailed to it; without it the address stays unproven. Past `limit`, which counts what goes to
   * that address, no mail goes out: its owner may ask for one later.
   */
  readonly verification?: {
    readonly tokenHash: Uint8Array<ArrayBuffer>;
    readonly expiresAt: Date;
    readonly limit: Throttle;
    readonly at: Date;
    readonly mail: Omit<NewMail, "userId">;
  } | null;
  readonly otpSecretEncrypted?: Uint8Array<ArrayBuffer>;
  /** Their profile at an external provider, if that is how they came. */
  readonly profile?: NewProfile | null;
  /** True where the provider has verified the address, so that nothing more has to prove it. */
  readonly emailVerified?: boolean;
  /** What they are called, where it is more than first and last name say. */
  readonly name?: string | null;
};

/**
 * Makes a user with their credentials, their organisation, the mail that proves their address, and the events, in one
 * transaction. Of any number at once with one name (or one address, where those are unique) exactly one is made; the
 * others learn which of the two is taken.
 */
export async function createUser(
  realmId: string,
  user: NewUser,
  by: EventOrigin,
): Promise<{ id: string } | { taken: "username" | "email" }> {
  const id = user.id ?? newId("usr");
  try {
    await db().$transaction((tx) => insertUser(tx, { realmId, id }, user, by));
  } catch (error) {
    const taken = takenBy(error);
    if (taken) return { taken };
    // An id that was chosen before is taken by the very user it was chosen for.
    if (user.id && uniqueViolation(error) === "unknown") return { taken: "username" };
    throw error;
  }
  if (user.verification) wakeWorkers("send-mail");
  return { id };
}

/** Which of the two another user has, where a write of a user ran into it; else null. */
export function takenBy(error: unknown): "username" | "email" | null {
  const column = uniqueViolation(error);
  if (column === "email_unique") return "email";
  return column === "username_canonical" || column === "username_skeleton" ? "username" : null;
}

/** All the rows of a new user, in the transaction `tx`. Throws ProviderGone where their profile's provider is not as it was. */
export async function insertUser(
  tx: Db,
  { realmId, id }: { realmId: string; id: string },
  user: NewUser,
  by: EventOrigin,
): Promise<void> {
  if (user.profile) await holdProvider(tx, realmId, user.profile);
  await tx.user.create({ data: { id, realmId, ...userData(user) }, select: { id: true } });
  await tx.credential.createMany({ data: credentialsOf(user).map((one) => ({ ...one, realmId, userId: id })) });
  const about = { userId: id, by };
  const events: NewEvent[] = [{ type: "user.created", ...about }];
  if (user.org) {
    const { name, permissions } = user.org;
    const [orgId, membershipId] = [newId("org"), newId("mb")];
    await tx.org.create({ data: { id: orgId, realmId, name }, select: { id: true } });
    await tx.membership.create({
      data: { id: membershipId, realmId, userId: id, orgId, orgKey: orgId, permissions: [...permissions] },
      select: { id: true },
    });
    events.push(
      { type: "org.created", ...about, orgId },
      { type: "membership.created", ...about, orgId, membershipId },
    );
  }
  if (user.verification && user.email) {
    const { tokenHash, expiresAt, limit, at, mail } = user.verification;
    const { canonical: emailCanonical } = user.email;
    await tx.emailToken.create({
      data: { id: newId("kvf"), realmId, userId: id, emailCanonical, tokenHash, expiresAt },
      select: { id: true },
    });
    events.push({ type: "user.email.verification_requested", ...about });
    if ((await takeTry(limit, at, tx)) === 0) await queueMail(tx, realmId, { ...mail, userId: id });
  }
  await recordEvents(tx, realmId, events);
}

function userData(user: NewUser) {
  return {
    username: user.username.display,
    usernameCanonical: user.username.canonical,
    usernameSkeleton: user.username.skeleton,
    email: user.email?.display ?? null,
    emailCanonical: user.email?.canonical ?? null,
    emailUnique: user.email?.unique ? user.email.canonical : null,
    emailVerification: verificationOf(user),
    firstName: user.firstName,
    lastName: user.lastName,
    name: [user.firstName, user.lastName].filter(Boolean).join(" ") || user.name || user.username.display,
    signupPending: user.signupPending,
  };
}

function verificationOf({ emailVerified, verification }: NewUser): "verified" | "requested" | "none" {
  if (emailVerified) return "verified";
  return verification ? "requested" : "none";
}

type NewCredential = Omit<Prisma.CredentialCreateManyInput, "realmId" | "userId">;

function credentialsOf({ passwordHash, otpSecretEncrypted, profile }: NewUser): NewCredential[] {
  const password = passwordHash ? [{ id: newId("crd"), credentialType: "password", passwordHash }] : [];
  const totp = otpSecretEncrypted
    ? [{ id: newId("crd"), credentialType: "totp", name: "Authenticator", secretEncrypted: otpSecretEncrypted }]
    : [];
  const external = profile ? [{ id: newId("crd"), ...profileRow(profile) }] : [];
  return [...password, ...totp, ...external];
}
