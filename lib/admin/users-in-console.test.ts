import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { exportUsers } from "./export-users";
import { createRealm } from "./realms";
import { userFilterOf } from "./user-filter";
import { deleteUsers, listUsers } from "./user-records";

let close: () => Promise<void>;
let realmId: string;
let other: string;
let actor: { at: Date; by: { ip: string; userAgent: string }; administrator: { id: string; email: string } };
beforeAll(async () => {
  close = await openTestDatabase();
  [realmId, other] = [(await createRealm({ name: "A" })).id, (await createRealm({ name: "B" })).id];
  const { administrator, at } = await createDoer();
  actor = { at, by: { ip: "192.0.2.9", userAgent: "test" }, administrator };
});
afterAll(() => close());

type Row = Readonly<Partial<Record<"email" | "name" | "lastName" | "reference", string>>>;

/** Makes users by name, in that order. */
async function make(realm: string, rows: Readonly<Record<string, Row>>): Promise<string[]> {
  const data = Object.entries(rows).map(([username, { email, ...row }], n) => ({
    ...row,
    ...{ id: newId("usr", new Date(Date.now() + n)), realmId: realm, username, usernameCanonical: username },
    ...{ email: email ?? null, emailCanonical: email ?? null },
  }));
  await db().user.createMany({ data });
  return data.map(({ id }) => id);
}

describe("a search", () => {
  beforeAll(async () => {
    const rows = {
      anna: { email: "a@example.com", name: "Élise Ünal", lastName: "Ünal", reference: "R-1" },
      bob_1: { email: "anna@example.com", name: "Bob" },
      bobx1: { email: "b@example.com", name: "100%" },
    };
    await make(realmId, rows);
    await make(other, rows);
  });
  const found = async (search: string) => {
    const page = { sort: "id", direction: "asc", after: null, take: 10 } as const;
    const slice = await listUsers(realmId, { filter: userFilterOf({ search }), page }, new Date());
    return slice.ok ? slice.value.rows.map(({ username }) => username) : null;
  };

  test.each([
    ["Anna", ["anna", "bob_1"]],
    [" ÉLISE", ["anna"]],
    ["ünal", ["anna"]],
    ["R-1", ["anna"]],
    ["r-", []],
    ["example.com", []],
    ["bob_", ["bob_1"]],
    ["100%", ["bobx1"]],
    ["%", []],
    ["' OR TRUE --", []],
    ["  ", ["anna", "bob_1", "bobx1"]],
  ])("security 87: %j finds the beginnings of names and addresses in the realm alone", async (search, names) => {
    expect(await found(search)).toEqual(names);
  });

  test("finds a user by the whole id", async () => {
    const { id } = await db().user.findFirstOrThrow({ where: { realmId, username: "bob_1" } });
    expect(await found(id)).toEqual(["bob_1"]);
  });
});

describe("an export", () => {
  const lines = async (asked: Parameters<typeof exportUsers>[1]) => {
    const names: string[] = [];
    for await (const line of exportUsers(realmId, asked, actor)) names.push(line.split(",")[1] ?? "");
    return names.slice(1);
  };

  test("security 91: is in the order and behind the filter of the list, also over many pages", async () => {
    const rows = [...Array(1_100).keys()].map((n) => [`many-${n}`, { name: `N${(n * 7) % 10}`, reference: "many" }]);
    await make(realmId, Object.fromEntries(rows));
    const order = { sort: "name", direction: "desc" } as const;
    const names = await lines({ reference: "many", order });
    const users = await db().user.findMany({ where: { realmId, reference: "many" } });
    const sorted = users.sort((a, b) => ((a.name ?? "") + a.id < (b.name ?? "") + b.id ? 1 : -1));
    expect(names).toEqual(sorted.map(({ username }) => username));
  });

  test("goes on where it was though the last one it wrote is gone, or sorted elsewhere, meanwhile", async () => {
    const order = { sort: "name", direction: "asc" } as const;
    const names: string[] = [];
    for await (const line of exportUsers(realmId, { reference: "many", order }, actor)) {
      const [id = "", username = ""] = line.split(",");
      if (names.length === 999) await db().user.updateMany({ where: { realmId, id }, data: { name: "Zzz" } });
      if (names.length === 1_000) await db().user.deleteMany({ where: { realmId, id } });
      names.push(username);
    }
    expect(new Set(names.slice(1)).size).toBe(1_100);
  });
});

describe("deleting many", () => {
  test("security 94: a thousand go in one transaction, each in the events and the audit log; others are passed over", async () => {
    const rows = [...Array(1_000).keys()].map((n) => [`gone-${n}`, {}]);
    const ids = await make(realmId, Object.fromEntries(rows));
    const [theirs = ""] = await make(other, { stays: {} });
    const org = await db().org.create({ data: { id: newId("org"), realmId, name: "Acme" } });
    const membership = { id: newId("mb"), realmId, userId: ids[3] ?? "", orgId: org.id, orgKey: org.id };
    await db().membership.create({ data: membership });
    const deleted = await deleteUsers(realmId, [...ids, theirs, newId("usr"), "usr_x", ids[0] ?? ""], actor);
    expect(deleted).toEqual([...ids].sort());
    expect(await db().user.count({ where: { id: { in: ids } } })).toBe(0);
    expect(await db().user.count({ where: { id: theirs } })).toBe(1);
    expect(await db().event.count({ where: { realmId, eventType: "user.deleted" } })).toBe(1_000);
    expect(await db().event.count({ where: { realmId, eventType: "membership.deleted" } })).toBe(1);
    const deeds = await db().auditEntry.findMany({ where: { realmId, action: "user.deleted" } });
    expect(new Set(deeds.map(({ objectId }) => objectId))).toEqual(new Set(ids));
    expect(deeds[0]).toMatchObject({ ip: "192.0.2.9", administratorEmail: actor.administrator.email });
  });

  test("security 94: nobody goes where one of them cannot", async () => {
    const ids = await make(realmId, { "kept-1": {}, "kept-2": {} });
    const wrong = { ...actor, administrator: { id: "adm_\u0000", email: "x" } }; // cannot be written
    await expect(deleteUsers(realmId, ids, wrong)).rejects.toThrow();
    expect(await db().user.count({ where: { id: { in: ids } } })).toBe(2);
  });
});
