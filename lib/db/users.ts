import { db } from "./client";
import type { Prisma } from "./generated/client";
import { newId } from "./new-id";
import { uniqueViolation } from "./unique-violation";

/** A user as a login needs them: their password and second factor, and whether they may act at all. */
export type LoginUser = {
  readonly id: string;
  readonly active: boolean;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
  readonly custom: unknown;
  readonly password: { readonly id: string; readonly hash: string; readonly disabled: boolean } | null;
  readonly hasTotp: boolean;
};

/** What a person typed as their name, in the form that is unique: a user name, or an address where those are unique. */
export type LoginName = { readonly usernameCanonical: string | null; readonly emailCanonical: string | null };

/** The human behind a login name. A user name comes before an address, so no name of one can shadow another's login. */
export async function findLoginUser(realmId: string, name: LoginName): Promise<LoginUser | null> {
  const either: Prisma.UserWhereInput[] = [];
  if (name.usernameCanonical !== null) either.push({ usernameCanonical: name.usernameCanonical });
  if (name.emailCanonical !== null) either.push({ emailUnique: name.emailCanonical });
  const found = await db().user.findMany({
    where: { realmId, userType: "human", OR: either },
    include: { credentials: { where: { credentialType: { in: ["password", "totp"] } } } },
    relationLoadStrategy: "join",
    take: 2,
  });
  const user = found.find((one) => one.usernameCanonical === name.usernameCanonical) ?? found[0];
  if (!user) return null;
  const password = user.credentials.find((one) => one.credentialType === "password");
  return {
    id: user.id,
    active: user.state === "active",
    username: user.username,
    firstName: user.firstName,
    lastName: user.lastName,
    name: user.name,
    custom: user.custom,
    password: password?.passwordHash
      ? { id: password.id, hash: password.passwordHash, disabled: password.passwordDisabledAt !== null }
      : null,
    hasTotp: user.credentials.some((one) => one.credentialType === "totp" && one.state === "active"),
  };
}

export type NewUser = {
  readonly username: { readonly display: string; readonly canonical: string; readonly skeleton: string | null };
  readonly email: { readonly display: string; readonly canonical: string; readonly unique: boolean } | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly passwordHash: string | null;
  readonly signupPending: boolean;
  readonly otpSecretEncrypted?: Uint8Array<ArrayBuffer>;
};

export type EventOrigin = { readonly ip: string | null; readonly userAgent: string | null };

/**
 * Makes a user with their credentials and the event, in one transaction. Of any number at once with one name (or one
 * address, where those are unique) exactly one is made; the others learn which of the two is taken.
 */
export async function createUser(
  realmId: string,
  user: NewUser,
  by: EventOrigin,
): Promise<{ id: string } | { taken: "username" | "email" }> {
  const id = newId("usr");
  const credentials: Prisma.CredentialCreateWithoutUserInput[] = [];
  if (user.passwordHash)
    credentials.push({ id: newId("crd"), credentialType: "password", passwordHash: user.passwordHash });
  if (user.otpSecretEncrypted) {
    credentials.push({
      id: newId("crd"),
      credentialType: "totp",
      name: "Authenticator",
      secretEncrypted: user.otpSecretEncrypted,
    });
  }
  try {
    await db().$transaction([
      db().user.create({
        data: {
          id,
          realmId,
          username: user.username.display,
          usernameCanonical: user.username.canonical,
          usernameSkeleton: user.username.skeleton,
          email: user.email?.display ?? null,
          emailCanonical: user.email?.canonical ?? null,
          emailUnique: user.email?.unique ? user.email.canonical : null,
          firstName: user.firstName,
          lastName: user.lastName,
          name: [user.firstName, user.lastName].filter(Boolean).join(" ") || user.username.display,
          signupPending: user.signupPending,
        },
        select: { id: true },
      }),
      ...credentials.map((credential) =>
        db().credential.create({
          data: { ...credential, realmId, userId: id } as Prisma.CredentialUncheckedCreateInput,
          select: { id: true },
        }),
      ),
      db().event.create({
        data: { id: newId("ev"), realmId, eventType: "user.created", userId: id, ip: by.ip, client: by.userAgent },
        select: { id: true },
      }),
    ]);
    return { id };
  } catch (error) {
    const column = uniqueViolation(error);
    if (column === "email_unique") return { taken: "email" };
    if (column === "username_canonical" || column === "username_skeleton") return { taken: "username" };
    throw error;
  }
}

/** Stores a new hash of the password a user has just proved, unless it was changed meanwhile. */
export async function replacePasswordHash(
  realmId: string,
  credentialId: string,
  { from, to }: { from: string; to: string },
): Promise<void> {
  await db().credential.updateMany({
    where: { realmId, id: credentialId, passwordHash: from },
    data: { passwordHash: to },
  });
}

/** The memberships of a user that have not ended, for the token's `m` (authrocket-1.md §2). */
export async function listTokenMemberships(realmId: string, userId: string, at: Date) {
  return db().membership.findMany({
    where: { realmId, userId, OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] },
    include: { org: true },
    orderBy: { id: "asc" },
    take: 1000,
  });
}
