import { db } from "./client";
import { Prisma } from "./generated/client";

/** Up to here it is counted how many there are; counting a million takes longer than a page may. */
export const COUNTED = 1_000;

/** How much there is in a realm; one more than `COUNTED` stands for any larger number. */
export type RealmCounts = Readonly<Record<(typeof names)[number], number>>;

const names = ["users", "orgs", "apps", "api_keys", "hooks"] as const;

const tables: Readonly<Record<(typeof names)[number], string>> = {
  users: "users",
  orgs: "orgs",
  apps: "connected_apps",
  api_keys: "api_keys",
  hooks: "app_hooks",
};

/** What there is in a realm, counted by its indexes and no further than needed. */
export async function countInRealm(realmId: string): Promise<RealmCounts> {
  const counts = names.map((name) => upTo(Prisma.raw(tables[name]), Prisma.sql`${realmId}`, name));
  const [row] = await db().$queryRaw<RealmCounts[]>`SELECT ${Prisma.join(counts)}`;
  return row ?? { users: 0, orgs: 0, apps: 0, api_keys: 0, hooks: 0 };
}

/** How many users each of those realms has, likewise. */
export async function countUsersOf(realmIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const count = upTo(Prisma.raw("users"), Prisma.raw("realms.id"), "users");
  const rows = await db().$queryRaw<{ id: string; users: number }[]>`
    SELECT realms.id, ${count} FROM realms WHERE realms.id = ANY(${[...realmIds]})`;
  return new Map(rows.map(({ id, users }) => [id, users]));
}

function upTo(table: Prisma.Sql, realmId: Prisma.Sql, name: string): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM
    (SELECT FROM ${table} counted WHERE counted.realm_id = ${realmId} LIMIT ${COUNTED + 1}) AS few) AS ${Prisma.raw(name)}`;
}
