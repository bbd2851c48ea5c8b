import { afterAll, beforeAll, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { addFrank } from "@/e2e/fixtures/console-people";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { db } from "@/lib/db/client";
import { createJwtKey, deleteJwtKey } from "./jwt-keys";
import { createRealmRecord, deleteRealm, updateRealm } from "./realm-records";
import { COUNTED, countInRealm, countUsersOf } from "./realms";
import { deleteSessionsOf } from "./sessions";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

async function place() {
  const { administrator, client, at } = await createDoer();
  const actor = { administrator, by: client, at };
  const made = await createRealmRecord({ name: "Northwind" }, actor);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const { id } = made.value;
  const deeds = () =>
    db().auditEntry.findMany({ where: { administratorId: administrator.id }, orderBy: { id: "asc" } });
  return { id, actor, deeds };
}

test("security 95: what changed of a realm and its keys is in the audit log, and nothing secret", async () => {
  const { id, actor, deeds } = await place();
  const later = (ms: number) => ({ ...actor, at: new Date(actor.at.getTime() + ms) });
  await updateRealm({ id, input: { session_minutes: 15, name: "Northwind", custom: { a: "hush" } } }, later(1));
  const own = "a key that nobody may ever see, quite long".replaceAll(" ", "-");
  const key = await createJwtKey(id, { algo: "hs256", key: own }, later(2));
  if (!key.ok) throw new Error("no key");
  await deleteJwtKey(id, { id: key.value.row.id, force: true }, later(3));
  await deleteRealm(id, later(4));
  const found = await deeds();
  const jwtKey = { id: key.value.row.id, algo: "hs256" };
  expect(found.map(({ action, changes }) => [action, changes])).toEqual([
    ["realm.created", { name: "Northwind" }],
    ["realm.updated", { sessionMinutes: { from: 360, to: 15 }, custom: "changed" }],
    ["realm.updated", { jwtKey: { ...jwtKey, was: "made" } }],
    ["realm.updated", { jwtKey: { ...jwtKey, was: "deleted" } }],
    ["realm.deleted", { id, name: "Northwind" }],
  ]);
  expect(JSON.stringify(found)).not.toContain(own);
  expect(JSON.stringify(found)).not.toContain("hush");
});

test("what is in a realm is counted, of no other one, and no further than needed", async () => {
  const [{ id }, other] = [await place(), await place()];
  await addFrank(id);
  expect(await countInRealm(id)).toEqual({ users: 2, orgs: 1, apps: 0, api_keys: 0, hooks: 0 });
  const rows = [...Array(COUNTED + 5).keys()].map((n) => ({
    ...{ id: `usr_${String(n).padStart(22, "0")}`, realmId: other.id, username: `u${n}`, usernameCanonical: `u${n}` },
  }));
  await db().user.createMany({ data: rows });
  expect(await countInRealm(other.id)).toMatchObject({ users: COUNTED + 1 });
  expect(await countUsersOf([id, other.id])).toEqual(
    new Map([
      [id, 2],
      [other.id, COUNTED + 1],
    ]),
  );
});

test("all sessions of a user end at once, nobody else's, and it is recorded", async () => {
  const { id, actor, deeds } = await place();
  const { frank } = await addFrank(id);
  const { id: elsewhere } = await place();
  expect(await deleteSessionsOf(elsewhere, frank, actor)).toMatchObject({ ok: false });
  expect(await db().session.count({ where: { realmId: id } })).toBe(2);
  expect(await deleteSessionsOf(id, frank, actor)).toEqual({ ok: true, value: 2 });
  expect(await db().session.count({ where: { realmId: id } })).toBe(0);
  expect(await deleteSessionsOf(id, frank, actor)).toEqual({ ok: true, value: 0 });
  const ended = (await deeds()).filter(({ action }) => action === "session.deleted");
  expect(ended.map(({ objectId, changes }) => [objectId, changes])).toEqual([[frank, { sessions: 2 }]]);
});
