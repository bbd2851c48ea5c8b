import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { purge } from "@/lib/db/purge";
import { days, minutes } from "@/lib/domain/duration";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";
import { makers } from "../fixtures/management-samples";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const make = async (noun: "users" | "orgs") => (await makers[noun]?.(realm.id)) ?? "";
const ask = (what: string, membership?: unknown, at?: Date) =>
  api.ask(what, {
    key: realm.write,
    ...(membership === undefined ? {} : { json: { membership } }),
    ...(at ? { at } : {}),
  });
const join = async (membership: Readonly<Record<string, unknown>>) => (await ask("POST /memberships", membership)).body;
const eventsOf = async (membershipId: string) =>
  (await db().event.findMany({ where: { realmId: realm.id, membershipId }, orderBy: { id: "asc" } })).map(
    (event) => event.eventType,
  );

test("the life of a membership: a user joins an org, may do more, may do it until a day, and is let go", async () => {
  const [user_id, org_id] = [await make("users"), await make("orgs")];
  const joined = await ask("POST /memberships", { user_id, org_id, permissions: "app:read", custom: { desk: 12 } });
  expect(joined).toMatchObject({
    status: 201,
    body: {
      object: "membership",
      realm_id: realm.id,
      ...{ user_id, org_id, permissions: ["app:read"], custom: { desk: 12 }, expires_at: null },
    },
  });
  const { id } = joined.body;

  const inOrg = await ask(`GET /memberships?org_id=${org_id}`);
  expect(inOrg.body).toEqual({
    more_results: false,
    collection: [
      { ...joined.body, user: expect.objectContaining({ id: user_id, membership_count: 1, object: "user" }) },
    ],
  });
  const ofUser = await ask(`GET /memberships?user_id=${user_id}`);
  expect(ofUser.body.collection).toEqual([
    { ...joined.body, org: expect.objectContaining({ id: org_id, object: "org" }) },
  ]);
  const ofBoth = await ask(`GET /memberships?user_id=${user_id}&org_id=${org_id}`);
  expect(ofBoth.body.collection).toEqual([joined.body]);
  expect(Object.keys((await ask(`GET /memberships/${id}?expand=user,org`)).body)).toEqual(
    expect.arrayContaining(["user", "org"]),
  );

  const until = Math.floor(Date.now() / 1000) + 86_400;
  const more = { permissions: ["app:read", "app:*", "app:read"], expires_at: until, user_id, org_id };
  const changed = await ask(`PUT /memberships/${id}`, more);
  expect(changed.body).toEqual({ ...joined.body, permissions: ["app:read", "app:*"], expires_at: until });
  expect((await ask(`GET /memberships/${id}`)).body).toEqual(changed.body);

  expect((await ask(`DELETE /memberships/${id}`)).status).toBe(204);
  expect((await ask(`GET /memberships/${id}`)).status).toBe(404);
  expect(await eventsOf(id)).toEqual(["membership.created", "membership.updated", "membership.deleted"]);
});

test("a user has one membership in an org and one without any, also of 20 that are made at once", async () => {
  const [user_id, org_id] = [await make("users"), await make("orgs")];
  for (const ends of [{ user_id }, { user_id, org_id }]) {
    const all = await Promise.all(Array.from({ length: 20 }, () => ask("POST /memberships", ends)));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { status, body } of all.filter((one) => one.status !== 201))
      expect([status, body.errors]).toEqual([422, { user_id: ["User has that membership already"] }]);
  }
  const types = await db().event.groupBy({ by: ["eventType"], where: { userId: user_id }, _count: true });
  expect(types.find((one) => one.eventType === "membership.created")?._count).toBe(2);
  expect((await ask("POST /memberships", { user_id: await make("users"), org_id: "" })).body.org_id).toBeNull();
});

test("what a membership cannot be is said all at once", async () => {
  const user_id = await make("users");
  const wrong = { user_id, permissions: ["no spaces"], expires_at: "soon", custom: { deep: { er: 1 } } };
  expect((await ask("POST /memberships", wrong)).body.errors).toEqual({
    permissions: ["Permissions can have 62 characters each, which are letters, digits and * : ; . _ -."],
    expires_at: ["Expires at must be a time in Unix seconds"],
    custom: ["Custom can hold texts, numbers, true, false, null, and lists of those"],
  });
  expect((await ask("POST /memberships", {})).body.errors).toEqual({ user_id: ["User can't be blank"] });
  const errors = async (fields: object) => {
    const { status, body } = await ask("POST /memberships", { user_id, ...fields });
    return [status, Object.keys(body.errors)];
  };
  expect(await errors({ permissions: Array.from({ length: 21 }, (_, n) => `p${n}`) })).toEqual([422, ["permissions"]]);
  expect(await errors({ permissions: ["x".repeat(63)] })).toEqual([422, ["permissions"]]);
  expect(await errors({ expires_at: Math.floor(Date.now() / 1000) - 1 })).toEqual([422, ["expires_at"]]);
  expect(await errors({ org_id: "org_0000000000000000000000" })).toEqual([404, ["org_id"]]);
  expect(await errors({ custom: { constructor: 1 } })).toEqual([422, ["custom"]]);
  const { id } = await join({ user_id, permissions: Array.from({ length: 20 }, () => "x".repeat(62)) });
  expect(
    (await ask(`PUT /memberships/${id}`, { user_id: await make("users"), org_id: await make("orgs") })).body.errors,
  ).toEqual({ user_id: ["User can't be changed"], org_id: ["Org can't be changed"] });
});

test("one that has expired is gone at once, in nobody's way, and removed with its event", async () => {
  const [user_id, org_id] = [await make("users"), await make("orgs")];
  const ends = { user_id, org_id };
  const soon = Math.floor(Date.now() / 1000) + 600;
  const { id } = await join({ ...ends, expires_at: soon });
  const later = new Date(soon * 1000 + minutes(1));
  expect((await ask(`GET /memberships/${id}`, undefined, later)).status).toBe(404);
  expect((await ask(`PUT /memberships/${id}`, { permissions: "x" }, later)).status).toBe(404);
  expect((await ask(`DELETE /memberships/${id}`, undefined, later)).status).toBe(404);
  expect((await ask(`GET /memberships?org_id=${org_id}`, undefined, later)).body.collection).toEqual([]);
  expect((await ask("POST /memberships", ends)).status).toBe(422);
  const again = await ask("POST /memberships", { ...ends, expires_at: soon + 86_400 }, later);
  expect(again.status).toBe(201);
  expect(await eventsOf(id)).toEqual(["membership.created", "membership.deleted"]);

  await purge(new Date(later.getTime() + days(2)));
  expect(await db().membership.count({ where: { id: again.body.id } })).toBe(0);
  expect(await eventsOf(again.body.id)).toEqual(["membership.created", "membership.deleted"]);
});

test("an org that is deleted ends its memberships, with an event for each; nobody joins it meanwhile", async () => {
  const org_id = await make("orgs");
  const users = await Promise.all(Array.from({ length: 6 }, () => make("users")));
  const members = await Promise.all(users.slice(0, 3).map((user_id) => join({ user_id, org_id })));
  const [gone, ...late] = await Promise.all([
    ask(`DELETE /orgs/${org_id}`),
    ...users.slice(3).map((user_id) => ask("POST /memberships", { user_id, org_id })),
  ]);
  expect(gone?.status).toBe(204);
  for (const { status } of late) expect([201, 404]).toContain(status);
  const all = [...members, ...late.filter((one) => one.status === 201).map((one) => one.body)];
  // Of requests at once it may be the later one that is served first.
  for (const { id } of all) expect((await eventsOf(id)).sort()).toEqual(["membership.created", "membership.deleted"]);
  expect(await db().membership.count({ where: { orgId: org_id } })).toBe(0);
});
