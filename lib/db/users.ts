import { db, rowsOf } from "./client";
import { Prisma } from "./generated/client";
import { utc } from "./sql";

/** A user as a login needs them: their password and second factor, and whether they may act at all. */
export type LoginUser = {
  readonly id: string;
  readonly active: boolean;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
  readonly custom: unknown;
  readonly email: string | null;
  readonly emailCanonical: string | null;
  readonly emailVerification: "none" | "requested" | "verified";
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
  email: string | null;
  email_canonical: string | null;
  email_verification: "none" | "requested" | "verified";
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
  const [row] = await rowsOf<LoginRow>(Prisma.sql`
    SELECT person.id, person.state::text, person.username, person.first_name, person.last_name, person.name, person.custom,
      person.email, person.email_canonical, person.email_verification::text,
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
    ) password ON true`);
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
    email: row.email,
    emailCanonical: row.email_canonical,
    emailVerification: row.email_verification,
    password: passwordId && hash ? { id: passwordId, hash, disabled } : null,
    hasTotp: row.has_totp,
  };
}

export type EventOrigin = { readonly ip: string | null; readonly userAgent: string | null };

/** Stores a new hash of the password a user has just proved. False where it was changed meanwhile. */
export async function replacePasswordHash(
  realmId: string,
  credentialId: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const { count } = await db().credential.updateMany({
    where: { realmId, id: credentialId, passwordHash: from },
    data: { passwordHash: to },
  });
  return count === 1;
}

/** A membership as a login token tells it (authrocket-1.md §2); `org` is null for one without an organisation. */
export type TokenMembership = {
  readonly permissions: readonly string[];
  readonly custom: unknown;
  readonly org_id: string | null;
  readonly org: { readonly name: string; readonly custom: unknown } | null;
};

/** As one value, a list: the memberships of that user that have not ended, oldest first, a thousand at most. */
export function tokenMemberships(realmId: string, userId: string, at: Date): Prisma.Sql {
  return Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('permissions', m.permissions, 'custom', m.custom, 'org_id', m.org_id,
      'org', CASE WHEN o.id IS NOT NULL THEN jsonb_build_object('name', o.name, 'custom', o.custom) END) ORDER BY m.id), '[]')
    FROM (SELECT * FROM memberships WHERE realm_id = ${realmId} AND user_id = ${userId}
      AND (expires_at IS NULL OR expires_at > ${utc(at)}) ORDER BY id LIMIT 1000) m
    LEFT JOIN orgs o ON o.realm_id = m.realm_id AND o.id = m.org_id)`;
}

/** The memberships of a user that have not ended, for the token's `m`. */
export async function listTokenMemberships(realmId: string, userId: string, at: Date): Promise<TokenMembership[]> {
  const [row] = await db().$queryRaw<{ list: TokenMembership[] }[]>`
    SELECT ${tokenMemberships(realmId, userId, at)} AS list`;
  return row?.list ?? [];
}

/** What a user is shown with: the kinds of their credentials, and how many memberships have not ended. */
export function withDetails(at: Date) {
  return {
    credentials: { select: { id: true, credentialType: true }, orderBy: { id: "asc" }, take: 100 },
    _count: { select: { memberships: { where: { OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] } } } },
  } satisfies Prisma.UserInclude;
}

/** A user with what they are shown with; null where there is none. */
export async function findUserDetails(realmId: string, id: string, at: Date) {
  return db().user.findUnique({ where: { realmId_id: { realmId, id } }, include: withDetails(at) });
}
