import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { createRealm } from "@/lib/admin/realms";
import { lists, type Page, type SortOf } from "@/lib/domain/lists";
import { db } from "./client";
import { pageOfIds, tables } from "./keyset";
import { newId } from "./new-id";

let close: () => Promise<void>;
let realmId = "";
let other = "";
beforeAll(async () => {
  close = await openTestDatabase();
  [realmId, other] = [(await createRealm({ name: "A" })).id, (await createRealm({ name: "B" })).id];
  for (const realm of [realmId, other]) await db().user.createMany({ data: usersOf(realm) });
});
afterAll(() => close());

const COUNT = 61;
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n));

/** Users with many equal values, and many without one. */
function usersOf(realm: string) {
  return Array.from({ length: COUNT }, (_, n) => {
    const few = `v${n % 5}`;
    const some = n % 3 === 0 ? null : few;
    return {
      id: newId("usr"),
      realmId: realm,
      username: `user${(n * 37) % COUNT}`,
      usernameCanonical: `user${(n * 37) % COUNT}`,
      emailCanonical: some,
      name: some,
      reference: some,
      lastLoginAt: n % 3 === 0 ? null : day(n % 5),
      createdAt: day(n % 7),
      state: n % 2 === 0 ? ("active" as const) : ("inactive" as const),
      userType: n % 4 === 0 ? ("api" as const) : ("human" as const),
    };
  });
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number];
const rowsOf = (realm: string) => db().user.findMany({ where: { realmId: realm } });

const sortedBy: Readonly<Record<SortOf<"users">, (row: Row) => string | null>> = {
  id: (row) => row.id,
  username: (row) => row.usernameCanonical,
  email: (row) => row.emailCanonical,
  name: (row) => row.name,
  reference: (row) => row.reference,
  created_at: (row) => row.createdAt.toISOString(),
  last_login_at: (row) => row.lastLoginAt?.toISOString() ?? null,
  state: (row) => row.state,
  user_type: (row) => (row.userType === "human" ? "1" : "2"), // in the order in which the types are declared
};

/** Ids by the rule: by value, then by id, both in the direction; those without a value last. */
function sorted(
  rows: readonly Row[],
  { sort, direction }: Pick<Page<SortOf<"users">>, "sort" | "direction">,
): string[] {
  const way = direction === "asc" ? 1 : -1;
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0) * way;
  return [...rows]
    .sort((a, b) => {
      const [one, two] = [sortedBy[sort](a), sortedBy[sort](b)];
      if (one === null || two === null) return one === two ? compare(a.id, b.id) : one === null ? 1 : -1;
      return compare(one, two) || compare(a.id, b.id);
    })
    .map((row) => row.id);
}

type Asked = Omit<Page<SortOf<"users">>, "after">;

async function allPages(page: Asked, between: (seen: readonly string[]) => Promise<void> = async () => undefined) {
  const seen: string[] = [];
  for (let more = true; more; ) {
    const slice = await pageOfIds(realmId, "users", { where: [], page: { ...page, after: seen.at(-1) ?? null } });
    if (!slice) throw new Error(`The page after ${seen.at(-1)} is not there.`);
    seen.push(...slice.rows);
    more = slice.more;
    if (more) await between(seen);
  }
  return seen;
}

const everyWay = lists.users.sorts.flatMap((sort) =>
  (["asc", "desc"] as const).map((direction) => ({ sort, direction })),
);

describe("the pages of a list", () => {
  test.each(everyWay)(
    "hold every row once and in order, by $sort $direction, and none of another realm",
    async (way) => {
      expect(await allPages({ ...way, take: 7 })).toEqual(sorted(await rowsOf(realmId), way));
      expect(await allPages({ ...way, take: COUNT })).toHaveLength(COUNT);
    },
  );

  test("skip nothing and repeat nothing while rows come and go", async () => {
    for (const way of everyWay) {
      const steady = sorted(await rowsOf(realmId), way);
      const made: string[] = [];
      const seen = await allPages({ ...way, take: 9 }, async () => {
        if (made.length > 2) await db().user.deleteMany({ where: { realmId, id: made.shift() ?? "" } });
        const [fresh] = usersOf(realmId);
        if (!fresh) return;
        const data = { ...fresh, username: fresh.id, usernameCanonical: `user3${made.length}-${fresh.id}`, name: "v2" };
        await db().user.create({ data: { ...data, emailCanonical: "v2", reference: "v2", lastLoginAt: day(2) } });
        made.push(fresh.id);
      });
      await db().user.deleteMany({ where: { realmId, id: { in: made } } });
      expect(seen.filter((id) => steady.includes(id))).toEqual(steady);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  test("go on behind an id that is gone; by another column nobody can say where that was", async () => {
    const gone = newId("usr", day(-1));
    const page = (sort: SortOf<"users">) =>
      pageOfIds(realmId, "users", { where: [], page: { sort, direction: "asc", after: gone, take: 3 } });
    expect((await page("id"))?.rows).toHaveLength(3);
    expect(await page("name")).toBeNull();
    const [theirs] = await rowsOf(other);
    const behindTheirs = { sort: "name", direction: "asc", after: theirs?.id ?? "", take: 3 } as const;
    expect(await pageOfIds(realmId, "users", { where: [], page: behindTheirs })).toBeNull();
  });

  test("have an index behind every sort, so that the last page takes as long as the first", async () => {
    const indexes = await db().$queryRaw<{ table: string; columns: string }[]>`
      SELECT t.relname AS table, i.indisunique, string_agg(a.attname, ',' ORDER BY k.n) AS columns
      FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid, unnest(i.indkey) WITH ORDINALITY k(num, n)
      JOIN pg_attribute a ON a.attnum = k.num WHERE a.attrelid = i.indrelid GROUP BY i.indexrelid, t.relname, i.indisunique`;
    for (const { table, columns } of Object.values(tables))
      for (const { column } of Object.values(columns)) {
        const realm = table === "realms" ? "" : "realm_id,";
        const wanted = column === "id" ? [`${realm}id`] : [`${realm}${column},id`, `${realm}${column}`];
        const there = indexes.filter((index) => index.table === table).map((index) => index.columns);
        // Without id at its end only where no two rows have the same value.
        const isEnough = column === "username_canonical" ? wanted : wanted.slice(0, 1);
        expect(
          there.some((one) => isEnough.includes(one)),
          `${table} by ${column}: ${there.join("; ")}`,
        ).toBe(true);
      }
  });
});
