import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
  const other = await newTestRealm();
  for (const realmId of [realm.id, other.id])
    await db().org.createMany({
      data: Array.from({ length: 130 }, (_, n) => ({
        id: newId("org", new Date(1_900_000_000_000 + n)),
        realmId,
        name: `Org ${String((n * 7) % 50).padStart(3, "0")}`,
        reference: n % 2 === 0 ? `ref-${n}` : null,
        state: n % 10 === 0 ? ("inactive" as const) : ("active" as const),
        createdAt: new Date(1_900_000_000_000 + (n % 13) * 1000),
      })),
    });
});
afterAll(() => api.close());

const list = (query: string) => api.ask(`GET /orgs${query}`, { key: realm.read });
type Listed = { id: string; name: string; realm_id: string; created_at: number; reference: string | null };

async function everyPage(query: string): Promise<Listed[]> {
  const seen: Listed[] = [];
  for (let more = true; more; ) {
    const after = seen.at(-1)?.id ?? "";
    const { body } = await list(`?max_results=17&after=${after}&${query}`);
    seen.push(...body.collection);
    more = body.more_results;
  }
  return seen;
}

test("a list comes by name, a hundred at once, and says whether there is more", async () => {
  const { body } = await list("");
  expect(body.more_results).toBe(true);
  expect(body.collection).toHaveLength(100);
  const names = body.collection.map((org: Listed) => org.name);
  expect(names).toEqual([...names].sort());
  const rest = (await list(`?after=${body.collection.at(-1).id}`)).body;
  expect([rest.more_results, rest.collection.length]).toEqual([false, 30]);
  expect((await list("?max_results=130")).body.more_results).toBe(false);
  expect((await list("?max_results=5000")).body.collection).toHaveLength(130);
  expect((await list("?max_results=1&sort=&direction=&after=")).body.collection).toEqual([body.collection[0]]);
});

test.each(["name", "id", "created_at", "reference"] as const)(
  "security 87: by %s, either way, its pages hold each of the realm's once",
  async (sort) => {
    const [up, down] = [await everyPage(`sort=${sort}`), await everyPage(`sort=${sort}&direction=desc`)];
    for (const all of [up, down]) {
      expect(new Set(all.map((org) => org.id)).size).toBe(130);
      expect(all.every((org) => org.realm_id === realm.id)).toBe(true);
    }
    const some = (all: readonly Listed[]) => all.filter((org) => org[sort] !== null).map((org) => org.id);
    expect(some(down)).toEqual(some(up).reverse());
  },
);

test("filters find what they name, exactly; a blank one finds nothing rather than everything", async () => {
  expect((await list("?reference=ref-4")).body.collection.map((org: Listed) => org.reference)).toEqual(["ref-4"]);
  for (const query of ["?reference=", "?reference=ref", "?reference=REF-4", "?reference=ref-5"])
    expect((await list(query)).body, query).toEqual({ more_results: false, collection: [] });
  expect((await list("?state=inactive")).body.collection).toHaveLength(13);
  expect(await everyPage("state=inactive&sort=created_at")).toHaveLength(13);
  expect((await list("?state=active&reference=ref-10")).body.collection).toEqual([]);
});

test("what a list cannot be asked is said by name, all of it at once", async () => {
  const { status, body } = await list("?sort=custom&direction=up&max_results=0&after=usr_1&state=gone");
  expect(status).toBe(422);
  expect(body.errors).toEqual({
    sort: ["Sort must be one of: name, id, created_at, reference"],
    direction: ["Direction must be one of: asc, desc"],
    max_results: ["Max results must be a whole number from 1 to 1000"],
    after: ["After must be the id of something that is in this list"],
    state: ["State must be one of: active, inactive"],
  });
  for (const query of [
    "max_results=1.5",
    "max_results=-1",
    "max_results=x",
    "max_results=1e9",
    "sort[]=name",
    "sort=name&sort=id",
    "after=%00",
    "reference[not]=x",
    "reference=%00",
  ])
    expect((await list(`?${query}`)).status, query).toBe(422);
  expect((await list("?after=org_0000000000000000000000")).status).toBe(422);
  expect((await list("?sort[a][b][c][d]=1")).status).toBe(400);
});
