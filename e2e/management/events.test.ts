import { afterAll, beforeAll, expect, test } from "vitest";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const list = async (query = "", at = new Date()) => api.ask(`GET /events${query}`, { key: realm.read, at });
type Listed = { readonly id: string; readonly event_type: string };
const typesOf = (answer: Awaited<ReturnType<typeof list>>) =>
  answer.body.collection.map(({ event_type }: Listed) => event_type);

test("what happens is there as an event, with whom it is about and on whose behalf it was done", async () => {
  const request = { ip: "198.51.100.7", client: "Firefox" };
  const change = (what: string, json: object) => api.ask(what, { key: realm.write, json: { ...json, request } });
  const { id } = (await change("POST /orgs", { org: { name: "Acme" } })).body;
  await change(`PUT /orgs/${id}`, { org: { name: "Acme Inc." } });
  await api.ask(`DELETE /orgs/${id}`, { key: realm.write });

  const about = await list(`?org_id=${id}`);
  expect(typesOf(about)).toEqual(["org.deleted", "org.updated", "org.created"]);
  const [last, , first] = about.body.collection;
  expect(first).toMatchObject({ object: "event", realm_id: realm.id, org_id: id, user_id: null, request });
  expect(last.request).toEqual({ ip: "192.0.2.1", client: "test" });
  expect(first.event_at).toBeCloseTo(Date.now() / 1000, -1);
  expect(Object.keys(first)).not.toContain("notifications");
  const one = await api.ask(`GET /events/${first.id}`, { key: realm.read });
  expect(one.body).toEqual({ ...first, notifications: [] });
  const [expanded] = (await list(`?org_id=${id}&expand=notifications`)).body.collection;
  expect(expanded).toEqual({ ...last, notifications: [] });

  expect(typesOf(await list(`?org_id=${id}&event_type=org.cr`))).toEqual(["org.created"]);
  expect(typesOf(await list(`?org_id=${id}&direction=asc&max_results=1`))).toEqual(["org.created"]);
  const rest = await list(`?org_id=${id}&after=${last.id}`);
  expect([typesOf(rest), rest.body.more_results]).toEqual([["org.updated", "org.created"], false]);
  expect(typesOf(await list(`?org_id=${id}&created_at_after=${Date.now() / 1000 + 60}`))).toEqual([]);
});

test("events of more than 30 days ago are listed where their moment is asked for, or a blank one", async () => {
  const later = new Date(Date.now() + 31 * 86_400_000);
  expect(typesOf(await list("?event_type=realm.created", later))).toEqual([]);
  for (const since of ["", "1"])
    expect(typesOf(await list(`?event_type=realm.created&created_at_after=${since}`, later))).toEqual([
      "realm.created",
    ]);
  const wrong = await list("?created_at_after=yesterday&user_id[]=x");
  expect(wrong.status).toBe(422);
  expect(Object.keys(wrong.body.errors)).toContain("user_id");
  expect((await list("?created_at_after=yesterday")).body.errors).toHaveProperty("created_at_after");
});

test("a key of another realm sees none of them", async () => {
  const [event] = (await list()).body.collection;
  const other = await newTestRealm();
  expect((await api.ask(`GET /events/${event.id}`, { key: other.manage })).status).toBe(404);
  const { collection } = (await api.ask("GET /events", { key: other.manage })).body;
  expect(collection.every(({ realm_id }: { realm_id: string }) => realm_id === other.id)).toBe(true);
});
