import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/admin/api-keys";
import { db } from "@/lib/db/client";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";
import { makers } from "../fixtures/management-samples";

const LIMIT = 12;
let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement({ API_REQUESTS_PER_MINUTE: String(LIMIT) });
  realm = await newTestRealm();
});
afterAll(() => api.close());

const newKey = async (realmId: string | null, level: "read" | "write" | "manage" = "manage") =>
  createApiKey({ realmId, name: "test", level });

test("a key may ask 12 times a minute; then it is told when to come back, and other keys are not", async () => {
  const { key } = await newKey(realm.id);
  const began = Date.now();
  const answers = [];
  for (let n = 0; n < LIMIT + 2; n += 1) answers.push(await api.ask("GET /orgs", { key }));
  expect(answers.map(({ status }) => status)).toEqual([...Array(LIMIT).fill(200), 429, 429]);
  const left = answers.map(({ headers }) => Number(headers.get("x-ratelimit-remaining")));
  expect(left).toEqual([...Array(LIMIT).keys()].reverse().concat(0, 0));
  const last = answers.at(-1);
  expect(last?.headers.get("x-ratelimit-limit")).toBe(String(LIMIT));
  const wait = Number(last?.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(Number(last?.headers.get("x-ratelimit-reset"))).toBeCloseTo(began / 1000 + 60, -1);
  expect(last?.body.errors.base[0]).toMatch(/^There were too many requests with this key\. Wait \d+ seconds?\.$/);
  expect((await api.ask("GET /orgs", { key, at: new Date(began + 61_000) })).status).toBe(200);
  expect((await api.ask("GET /orgs", { key: (await newKey(realm.id)).key })).status).toBe(200);
});

test("when a key was last used is written at most once an hour", async () => {
  const { id, key } = await newKey(realm.id);
  const usedAt = async () => (await db().apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt?.getTime() ?? null;
  const noon = new Date("2030-06-15T12:00:00Z");
  const after = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
  expect(await usedAt()).toBeNull();
  for (const [at, expected] of [
    [noon, noon],
    [after(59), noon],
    [after(61), after(61)],
  ] as const) {
    await api.ask("GET /orgs", { key, at });
    expect(await usedAt()).toBe(expected.getTime());
  }
});

test("a key comes in either header, and the old account header beside it means nothing", async () => {
  const { key } = await newKey(realm.id);
  const statuses = [];
  for (const headers of [
    { Authorization: `Bearer ${key}` },
    { Authorization: `bearer ${key}` },
    { "X-Authrocket-Api-Key": key, "X-Authrocket-Account": "org_USkWvq7fl3LlYPKvqtxBq" },
    { Authorization: `Basic ${key}` },
    { Authorization: key },
    { "X-Authrocket-Account": key },
    { "X-Authrocket-Api-Key": "x".repeat(10_000) },
  ])
    statuses.push((await api.ask("GET /orgs", { headers })).status);
  expect(statuses).toEqual([200, 200, 200, 403, 403, 403, 403]);
});

test("a key of all realms finds an object by its id alone; a list, and what is made, need to be told where", async () => {
  const { key } = await newKey(null);
  const id = (await makers.orgs?.(realm.id)) ?? "";
  expect((await api.ask(`GET /orgs/${id}`, { key })).body.realm_id).toBe(realm.id);
  expect((await api.ask("GET /orgs", { key })).body.errors).toEqual({ realm_id: ["Realm can't be blank"] });
  const blank = await api.ask("POST /orgs", { key, json: { org: { state: "gone" } } });
  expect(blank.body.errors).toEqual({
    realm_id: ["Realm can't be blank"],
    name: ["Name can't be blank"],
    state: ["State must be one of: active, inactive"],
  });
  for (const asking of [
    { json: { org: { name: "A", realm_id: realm.id } } },
    { json: { org: { name: "B" }, realm_id: realm.id } },
    { json: { org: { name: "C" } }, headers: { "X-Authrocket-Realm": realm.id } },
    { form: { "org[name]": "D", "org[realm_id]": realm.id, "org[custom][plan]": "pro" } },
  ])
    expect((await api.ask("POST /orgs", { key, ...asking })).status).toBe(201);
  expect((await api.ask(`GET /orgs?realm_id=${realm.id}`, { key })).body.collection.length).toBeGreaterThan(3);
});

test("clients that send no Accept, or say of a GET what its body would be, are answered in JSON", async () => {
  const { key } = await newKey(realm.id);
  const php = { "Content-Type": "application/json", "User-Agent": "AuthRocket/php v1.3.0" };
  const ruby = { ...php, Accept: "application/json", "X-Authrocket-Realm": realm.id };
  for (const headers of [php, ruby, { Accept: "text/html" }]) {
    const answer = await api.ask("GET /orgs?max_results=1", { key, headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
  }
  const id = (await makers.orgs?.(realm.id)) ?? "";
  expect((await api.ask(`DELETE /orgs/${id}`, { key, headers: ruby })).status).toBe(204);
});

test("an address that is not there is 404, and one that takes other methods says which", async () => {
  const { key } = await newKey(realm.id);
  expect((await api.ask("GET /orcs", { key })).body.errors).toEqual({ base: ["There is no such address in this API"] });
  const wrong = await api.ask("PATCH /orgs", { key });
  expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
  expect((await api.ask("POST /docs", { key })).status).toBe(405);
});
