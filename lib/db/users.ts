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

type LoginRow = {
  id: string | null;
  state: string | null;
  username: string;
  first_name: string | null;
  last_name: string | null;
  name: string | null;
  custom: unknown;
  password_id: string | null;
  password_hash: string | null;
  password_disabled: boolean;
  has_totp: boolean;
};

/**
 * The human behind a login name. A user name comes before an address, so no name of one can shadow another's login. One
 * row always comes back, of blanks where there is nobody: reading it takes the same time (security.md 14).
 */
export async function findLoginUser(realmId: string, name: LoginName): Promise<LoginUser | null> {
  const { usernameCanonical, emailCanonical } = name;
  const [row] = await db().$queryRaw<LoginRow[]>`
    SELECT person.id, person.state::text, person.username, person.first_name, person.last_name, person.name, person.custom,
      password.id AS password_id, password.password_hash, password.password_disabled_at IS NOT NULL AS password_disabled,
      EXISTS (SELECT 1 FROM credentials totp WHERE totp.realm_id = ${realmId} AND totp.user_id = person.id
        AND totp.credential_type = 'totp' AND totp.state = 'active') AS has_totp
    FROM (SELECT 1) always
    LEFT JOIN LATERAL (
      SELECT * FROM users WHERE realm_id = ${realmId} AND user_type = 'human'
        AND (username_canonical = ${usernameCanonical}::text OR email_unique = ${emailCanonical}::text)
      ORDER BY (username_canonical = ${usernameCanonical}::text) DESC NULLS LAST LIMIT 1
    ) person ON true
    LEFT JOIN LATERAL (
      SELECT * FROM credentials WHERE realm_id = ${realmId} AND user_id = person.id
        AND credential_type = 'password' AND password_hash IS NOT NULL LIMIT 1
    ) password ON true`;
  if (!row?.id) return null;
  const { password_id: passwordId, password_hash: hash, password_disabled: disabled } = row;
  return {
    id: row.id,
    active: row.state === "active",
    username: row.username,
    firstName: row.first_name,
    lastName: row.last_name,
    name: row.name,
    custom: row.custom,
    password: passwordId && hash ? { id: passwordId, hash, disabled } : null,
    hasTotp: row.has_totp,
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
