import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

test("an org is made, read, changed and deleted, and each change is an event with whom it is for", async () => {
  const key = realm.write;
  const made = await api.ask("POST /orgs", {
    key,
    json: {
      org: { name: " Acme  Inc. ", reference: "42", custom: { plan: "pro", seats: 5, on: true, tags: ["a", 1, null] } },
      request: { ip: "198.51.100.7", client: "Firefox" },
    },
  });
  expect(made).toMatchObject({
    status: 201,
    body: {
      realm_id: realm.id,
      object: "org",
      name: "Acme Inc.",
      state: "active",
      reference: "42",
      custom: { plan: "pro", seats: 5, on: true, tags: ["a", 1, null] },
    },
  });
  const { id } = made.body;
  expect((await api.ask(`GET /orgs/${id}`, { key: realm.read })).body).toEqual(made.body);
  const changed = await api.ask(`PUT /orgs/${id}`, { key, json: { org: { state: "inactive", reference: null } } });
  expect(changed.body).toEqual({ ...made.body, state: "inactive", reference: null });
  expect(await api.ask(`DELETE /orgs/${id}?request[ip]=203.0.113.5`, { key })).toMatchObject({
    status: 204,
    body: null,
  });
  for (const what of [`GET /orgs/${id}`, `DELETE /orgs/${id}`]) expect((await api.ask(what, { key })).status).toBe(404);
  expect((await api.ask(`PUT /orgs/${id}`, { key, json: { org: { name: "x" } } })).status).toBe(404);
  const events = await db().event.findMany({ where: { realmId: realm.id, orgId: id }, orderBy: { id: "asc" } });
  expect(events.map(({ eventType, ip, client }) => [eventType, ip, client])).toEqual([
    ["org.created", "198.51.100.7", "Firefox"],
    ["org.updated", "192.0.2.1", "test"],
    ["org.deleted", "203.0.113.5", null],
  ]);
});
