import type { Custom } from "@/lib/domain/fields";
import type { MailLinkJob } from "@/lib/domain/jobs";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import type { StoredEmail, StoredUsername } from "@/lib/domain/user-names";
import { type Actor, recordChanges } from "./changes";
import { db } from "./client";
import { Prisma } from "./generated/client";
import { inOrder, pageOfIds } from "./keyset";
import { newId } from "./new-id";
import { takenBy } from "./new-users";
import { sendJob, wakeWorkers } from "./queue";
import { type Db, utc } from "./sql";
import { type findUserDetails, withDetails } from "./users";

/** A user as it is stored, with what they are shown with. */
export type UserRecord = NonNullable<Awaited<ReturnType<typeof findUserDetails>>>;

export type Verification = "none" | "requested" | "verified";

/** What an owner decides of a user. */
export type UserFields = {
  readonly userType: "human" | "api";
  readonly state: "active" | "inactive";
  readonly username: StoredUsername;
  readonly email: StoredEmail | null;
  readonly emailVerification: Verification;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string;
  readonly reference: string | null;
  readonly custom: Custom;
};

/** Which users of a realm: those that fit every part that is given. Names and addresses in their canonical forms. */
export type UserFilter = {
  readonly reference?: string | undefined;
  readonly usernames?: readonly string[] | undefined;
  readonly email?: string | undefined;
  readonly userType?: "human" | "api" | undefined;
  readonly state?: "active" | "inactive" | undefined;
  readonly createdAfter?: Date | null | undefined;
  readonly createdBefore?: Date | null | undefined;
  /** How a username, an address or a name begins, or a whole reference or id. */
  readonly search?: string | undefined;
};

/** One page of the users that fit; null where the page's `after` names none of the realm. */
export async function listUsers(
  realmId: string,
  { filter, page }: { readonly filter: UserFilter; readonly page: Page<SortOf<"users">> },
  at: Date,
): Promise<Slice<UserRecord> | null> {
  const ids = await pageOfIds(realmId, "users", { where: conditions(filter), page });
  if (!ids) return null;
  const rows = await db().user.findMany({
    where: { realmId, id: { in: [...ids.rows] } },
    include: withDetails(at),
  });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** The order of users. */
export type UserOrder = Pick<Page<SortOf<"users">>, "sort" | "direction">;

/** The next rows of the users that fit, behind the last one that was seen, as it was seen. */
export async function listUserRows(
  realmId: string,
  { filter, order }: { readonly filter: UserFilter; readonly order: UserOrder },
  { last, take }: { readonly last: User | null; readonly take: number },
): Promise<User[]> {
  const page = { ...order, after: last?.id ?? null, take };
  const seen = last && { value: sortedValue[order.sort](last) };
  const ids = (await pageOfIds(realmId, "users", { where: conditions(filter), page, seen }))?.rows ?? [];
  return inOrder(ids, await db().user.findMany({ where: { realmId, id: { in: [...ids] } } }));
}

type User = Prisma.UserGetPayload<object>;

/** What a user is sorted by, as lib/db/keyset.ts names the columns. */
const sortedValue: Readonly<Record<SortOf<"users">, (user: User) => string | Date | null>> = {
  id: (user) => user.id,
  username: (user) => user.usernameCanonical,
  email: (user) => user.emailCanonical,
  name: (user) => user.name,
  created_at: (user) => user.createdAt,
  last_login_at: (user) => user.lastLoginAt,
  reference: (user) => user.reference,
  state: (user) => user.state,
  user_type: (user) => user.userType,
};

function conditions(filter: UserFilter): Prisma.Sql[] {
  const { reference, usernames, email, userType, state, createdAfter, createdBefore, search } = filter;
  return [
    ...(reference === undefined ? [] : [Prisma.sql`reference = ${reference}`]),
    ...(usernames === undefined ? [] : [Prisma.sql`username_canonical = ANY(${[...usernames]}::text[])`]),
    ...(email === undefined ? [] : [Prisma.sql`email_canonical = ${email}`]),
    ...(userType === undefined ? [] : [Prisma.sql`user_type = ${userType}::user_type`]),
    ...(state === undefined ? [] : [Prisma.sql`state = ${state}::state`]),
    ...(createdAfter ? [Prisma.sql`created_at > ${utc(createdAfter)}`] : []),
    ...(createdBefore ? [Prisma.sql`created_at < ${utc(createdBefore)}`] : []),
    ...(search ? [searched(search)] : []),
  ];
}

/** Each part has an index (migration `search_users`): a few are found at once, and of many the first ones. */
function searched(text: string): Prisma.Sql {
  const [from, to] = [Prisma.sql`lower(${text}::text)`, Prisma.sql`(lower(${text}::text) || ${"\u{10ffff}"}::text)`];
  const begins = ["username_canonical", "email_canonical", "name", "last_name"].map((column) => {
    const value = Prisma.raw(`lower(${column})`);
    return Prisma.sql`(${value} ~>=~ ${from} AND ${value} ~<~ ${to})`;
  });
  return Prisma.sql`(${Prisma.join(begins, " OR ")} OR reference = ${text} OR id = ${text})`;
}

/** Those of these users that the realm has, by id. */
export async function findUsers(realmId: string, ids: readonly string[]) {
  return db().user.findMany({ where: { realmId, id: { in: [...ids] } }, orderBy: { id: "asc" } });
}

/** The id of the user who has one of these canonical names, or null. */
export async function findUserIdByName(realmId: string, names: readonly string[]): Promise<string | null> {
  if (names.length === 0) return null;
  const user = await db().user.findFirst({
    where: { realmId, usernameCanonical: { in: [...names] } },
    select: { id: true },
  });
  return user?.id ?? null;
}

/** What a new user proves themselves with. */
export type NewCredential =
  | { readonly credentialType: "password"; readonly passwordHash: string }
  | {
      readonly credentialType: "api_key";
      readonly secretHash: Uint8Array<ArrayBuffer>;
      readonly secretEncrypted: Uint8Array<ArrayBuffer> | null;
    };

export type NewUserRecord = {
  readonly fields: UserFields;
  readonly credential: NewCredential;
  /** How a link is mailed that proves the address; null where there is no app to lead to. */
  readonly verification: MailLinkJob | null;
};

/** Makes a user with their credential, and has their address verified where that is asked for; with the events. */
export async function createUser(
  realmId: string,
  { fields, credential, verification }: NewUserRecord,
  actor: Actor,
): Promise<{ id: string } | { taken: "username" | "email" }> {
  const id = newId("usr", actor.at);
  const { username, email, custom, ...others } = fields;
  const data = {
    ...others,
    ...usernameData(username),
    ...emailData(email),
    custom: { ...custom } as Prisma.JsonObject,
  };
  try {
    await db().$transaction(async (tx) => {
      await tx.user.create({ data: { id, realmId, createdAt: actor.at, ...data }, select: { id: true } });
      await tx.credential.create({
        data: { id: newId("crd", actor.at), realmId, userId: id, ...credential },
        select: { id: true },
      });
      await recordChanges(tx, realmId, actor, [
        { type: "user.created", userId: id, changed: { username: username.display, user_type: fields.userType } },
      ]);
      if (fields.emailVerification === "requested") await askToVerify(tx, { realmId, userId: id }, verification, actor);
    });
  } catch (error) {
    const taken = takenBy(error);
    if (taken) return { taken };
    throw error;
  }
  if (verification && fields.emailVerification === "requested") wakeWorkers("send-verification");
  return { id };
}

export function usernameData({ display, canonical, skeleton }: StoredUsername) {
  return { username: display, usernameCanonical: canonical, usernameSkeleton: skeleton };
}

export function emailData(email: StoredEmail | null) {
  return {
    email: email?.display ?? null,
    emailCanonical: email?.canonical ?? null,
    emailUnique: email?.unique ? email.canonical : null,
  };
}

/** Mails a link later, which is the event then; without an app that it could lead to, only says that it was asked for. */
export async function askToVerify(
  tx: Db,
  { realmId, userId }: { readonly realmId: string; readonly userId: string },
  verification: MailLinkJob | null,
  actor: Actor,
): Promise<void> {
  if (verification) await sendJob(tx, "send-verification", verification);
  else await recordChanges(tx, realmId, actor, [{ type: "user.email.verification_requested", userId }]);
}
