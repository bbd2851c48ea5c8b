import { type Actor, type Change, recordChanges } from "./changes";
import { db } from "./client";
import { listUserRows, type UserFilter, type UserOrder } from "./user-records";

/** Rows that are held at a time. */
const BATCH = 1_000;

/** Every row that `list` has behind the last one, page by page: nobody holds more than one page. */
async function* behind<Row>(list: (last: Row | null) => Promise<Row[]>) {
  for (let last: Row | null = null; ; ) {
    const rows: Row[] = await list(last);
    yield* rows;
    last = rows.at(-1) ?? null;
    if (rows.length < BATCH) return;
  }
}

/** The same by id, from the first on. */
function inPages<Row extends { readonly id: string }>(list: (after: string) => Promise<Row[]>) {
  return behind<Row>((last) => list(last?.id ?? ""));
}

const page = (realmId: string, after: string) => ({
  where: { realmId, id: { gt: after } },
  orderBy: { id: "asc" as const },
  take: BATCH,
});

/** The users of a realm that fit, in order, as they are shown in a table. */
export function eachUserRow(realmId: string, asked: { readonly filter: UserFilter; readonly order: UserOrder }) {
  return behind((last: UserRow | null) => listUserRows(realmId, asked, { last, take: BATCH }));
}

type UserRow = Awaited<ReturnType<typeof listUserRows>>[number];

/** The users of a realm, with which credentials they have, how many memberships, and the hash of their password. */
export function eachUser(realmId: string) {
  return inPages((after) =>
    db().user.findMany({
      ...page(realmId, after),
      include: {
        credentials: { select: { id: true, credentialType: true, passwordHash: true }, orderBy: { id: "asc" } },
        _count: { select: { memberships: true } },
      },
    }),
  );
}

/** The credentials of a realm's users, without what is secret of them. */
export function eachCredential(realmId: string) {
  return inPages((after) =>
    db().credential.findMany({
      ...page(realmId, after),
      omit: { passwordHash: true, secretHash: true, secretEncrypted: true, tokensEncrypted: true, lastStep: true },
    }),
  );
}

export const eachOrg = (realmId: string) => inPages((after) => db().org.findMany(page(realmId, after)));

export const eachMembership = (realmId: string) => inPages((after) => db().membership.findMany(page(realmId, after)));

export const eachConnectedApp = (realmId: string) =>
  inPages((after) => db().connectedApp.findMany({ ...page(realmId, after), include: { domains: true } }));

/** The auth providers of a realm, without their secrets. */
export const eachAuthProvider = (realmId: string) =>
  inPages((after) => db().authProvider.findMany({ ...page(realmId, after), omit: { clientSecretEncrypted: true } }));

/** The hooks of a realm, without their secrets. */
export const eachAppHook = (realmId: string) =>
  inPages((after) => db().appHook.findMany({ ...page(realmId, after), omit: { secretEncrypted: true } }));

export const eachMailTemplate = (realmId: string) =>
  inPages((after) => db().mailTemplate.findMany(page(realmId, after)));

/** Records who took what out (security.md 91). */
export async function recordExport(
  realmId: string,
  actor: Actor,
  { type, data }: Required<Pick<Change, "type" | "data">>,
): Promise<void> {
  await db().$transaction((tx) => recordChanges(tx, realmId, actor, [{ type, data }]));
}
