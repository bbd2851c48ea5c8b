import type { ImportedUser } from "@/lib/domain/imported-user";
import { type Actor, type Change, recordChanges } from "./changes";
import { db } from "./client";
import { Prisma } from "./generated/client";
import { newId } from "./new-id";
import type { EventOrigin } from "./users";

/** What became of one: made with that id; or who has the name already; or that another has the address or a name that looks alike. */
export type Imported =
  | { readonly id: string }
  | { readonly existing: string }
  | { readonly taken: "username" | "email" };

/** How an import is done: by whom, and whether each user is an event of their own. */
export type ImportRun = { readonly actor: Actor; readonly eachAnEvent: boolean };

/** A deadlock with another import of the same people: one of the two is undone, and tries again. */
const TRIES = 5;

/**
 * Makes users with their passwords in one statement, which is one transaction. Whoever cannot be made because a name or
 * an address is taken, also by another of the same call, is left out; the rest are made. Answers what became of each, in
 * order. May be called again with the same users, also at the same time: nobody is made twice.
 */
export async function insertImportedUsers(
  realmId: string,
  users: readonly ImportedUser[],
  run: ImportRun,
): Promise<Imported[]> {
  const at = new Date();
  // In the order of the file, also by id.
  const ids = users.map(() => newId("usr", at)).sort();
  const rows = users.map((user, n) => ({ n, id: ids[n] ?? newId("usr", at), ...rowOf(user, at, run) }));
  const made = await insertRows(realmId, JSON.stringify(rows), { at, by: run.actor.by });
  const others = users.filter((_, n) => !made.has(rows[n]?.id ?? ""));
  const taken = await findTaken(realmId, others);
  return users.map((user, n) => {
    const id = rows[n]?.id ?? "";
    return made.has(id) ? { id } : (takenOf(user, taken) ?? { taken: "username" });
  });
}

function rowOf(user: ImportedUser, at: Date, { eachAnEvent }: ImportRun) {
  const { username, email } = user;
  return {
    credential_id: user.passwordHash === null ? null : newId("crd", at),
    event_id: eachAnEvent ? newId("ev", at) : null,
    username: username.display,
    username_canonical: username.canonical,
    username_skeleton: username.skeleton,
    email: email.display,
    email_canonical: email.canonical,
    email_unique: email.unique ? email.canonical : null,
    email_verification: user.emailVerification,
    state: user.state,
    first_name: user.firstName,
    last_name: user.lastName,
    name: user.name,
    reference: user.reference,
    custom: user.custom,
    password_hash: user.passwordHash,
    created_at: (user.createdAt ?? at).toISOString(),
  };
}

type Writing = { readonly at: Date; readonly by: EventOrigin };

async function insertRows(realmId: string, rows: string, writing: Writing, tries = TRIES): Promise<Set<string>> {
  const { by } = writing;
  const now = writing.at.toISOString();
  try {
    const made = await db().$queryRaw<{ id: string }[]>`
      WITH given AS (
        SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS row (n int, id text, credential_id text, event_id text,
          username text, username_canonical text, username_skeleton text, email text, email_canonical text,
          email_unique text, email_verification email_verification, state state, first_name text, last_name text,
          name text, reference text, custom jsonb, password_hash text, created_at timestamptz)
      ), made AS (
        INSERT INTO users (id, realm_id, username, username_canonical, username_skeleton, email, email_canonical,
          email_unique, email_verification, state, first_name, last_name, name, reference, custom, created_at, updated_at)
        SELECT id, ${realmId}, username, username_canonical, username_skeleton, email, email_canonical,
          email_unique, email_verification, state, first_name, last_name, name, reference, custom,
          created_at AT TIME ZONE 'UTC', ${now}::timestamptz AT TIME ZONE 'UTC'
        FROM given ORDER BY n
        ON CONFLICT DO NOTHING RETURNING id
      ), passwords AS (
        INSERT INTO credentials (id, realm_id, user_id, credential_type, password_hash, updated_at)
        SELECT credential_id, ${realmId}, id, 'password', password_hash, ${now}::timestamptz AT TIME ZONE 'UTC'
        FROM given JOIN made USING (id) WHERE password_hash IS NOT NULL
      ), told AS (
        INSERT INTO events (id, realm_id, event_type, user_id, ip, client, event_at)
        SELECT event_id, ${realmId}, 'user.created', id, ${by.ip}, ${by.userAgent}, ${now}::timestamptz AT TIME ZONE 'UTC'
        FROM given JOIN made USING (id) WHERE event_id IS NOT NULL
      )
      SELECT id FROM made`;
    return new Set(made.map((row) => row.id));
  } catch (error) {
    if (tries > 1 && isDeadlock(error)) return insertRows(realmId, rows, writing, tries - 1);
    throw error;
  }
}

function isDeadlock(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError && /40P01|deadlock/i.test(`${error.code} ${error.message}`)
  );
}

/**
 * Has the database look at how many there are by now. Its plans are of the time when they were made: one that was made
 * for a realm of ten, such as a foreign key's, reads all of a realm of 100,000. The embedded database never looks by
 * itself, and a server only now and then.
 */
export async function lookAtSizes(): Promise<void> {
  await db().$executeRaw`ANALYZE (SKIP_LOCKED) users, credentials`;
}

/** Records that an import began, or what it came to. */
export async function recordImport(
  realmId: string,
  { type, data }: Required<Pick<Change, "type" | "data">>,
  { actor }: ImportRun,
): Promise<void> {
  const at = new Date();
  await db().$transaction((tx) => recordChanges(tx, realmId, { ...actor, at }, [{ type, data }]));
}

/** Who has a name, and which names that look alike and which addresses are had. */
export type Taken = {
  readonly names: ReadonlyMap<string, string>;
  readonly skeletons: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
};

/** What of these users' names and addresses others have already. */
export async function findTaken(realmId: string, users: readonly ImportedUser[]): Promise<Taken> {
  const names = users.map(({ username }) => username.canonical);
  const skeletons = users.flatMap(({ username }) => username.skeleton ?? []);
  const emails = users.flatMap(({ email }) => (email.unique ? email.canonical : []));
  const select = { id: true, usernameCanonical: true, usernameSkeleton: true, emailUnique: true } as const;
  const find = (where: Prisma.UserWhereInput) => db().user.findMany({ where: { realmId, ...where }, select });
  const [named, alike, addressed] = await Promise.all([
    names.length > 0 ? find({ usernameCanonical: { in: names } }) : [],
    skeletons.length > 0 ? find({ usernameSkeleton: { in: skeletons } }) : [],
    emails.length > 0 ? find({ emailUnique: { in: emails } }) : [],
  ]);
  return {
    names: new Map(named.map((user) => [user.usernameCanonical, user.id])),
    skeletons: new Set(alike.flatMap((user) => user.usernameSkeleton ?? [])),
    emails: new Set(addressed.flatMap((user) => user.emailUnique ?? [])),
  };
}

/** Why a user cannot be made, or null where nothing of theirs is taken. */
export function takenOf({ username, email }: ImportedUser, taken: Taken): Exclude<Imported, { id: string }> | null {
  const existing = taken.names.get(username.canonical);
  if (existing !== undefined) return { existing };
  if (username.skeleton !== null && taken.skeletons.has(username.skeleton)) return { taken: "username" };
  return email.unique && taken.emails.has(email.canonical) ? { taken: "email" } : null;
}
