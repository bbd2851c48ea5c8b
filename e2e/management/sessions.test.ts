import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/admin/api-keys";
import { db } from "@/lib/db/client";
import { setTotp } from "@/lib/db/credentials";
import { newId } from "@/lib/db/new-id";
import { encrypt } from "@/lib/tokens/encryption";
import { verifyLoginToken } from "@/lib/tokens/login-jwt";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const password = "seven quiet herons";
const ask = (what: string, json?: unknown, key = realm.write) =>
  api.ask(what, { key, ...(json === undefined ? {} : { json }) });

let count = 0;
async function make(key = realm.write, fields: Readonly<Record<string, unknown>> = {}) {
  const username = `user${++count}`;
  const user = { username, email: `${username}@example.com`, password, ...fields };
  return (await ask("POST /users", { user }, key)).body as { id: string; username: string };
}

const begin = (user_id: string, key = realm.write) => ask("POST /sessions", { session: { user_id } }, key);

test("a session begins by login or on the server's word, is looked up by id and by token, and ends once", async () => {
  const { id, username } = await make();
  const request = { ip: "198.51.100.7", client: "Firefox" };
  const made = await ask("POST /sessions", { session: { user_id: username }, request });
  expect(made).toMatchObject({
    status: 201,
    body: {
      object: "session",
      id: expect.stringMatching(/^kss_[0-9A-Za-z]{22}$/),
      user_id: id,
      request,
      user: { object: "user", id, last_login_at: expect.any(Number) },
    },
  });
  const { token, ...session } = made.body;
  expect(session.expires_at - session.created_at).toBe(360 * 60);
  expect(await verifyLoginToken(realm.id, token, new Date())).toMatchObject({ uid: id, tk: session.id });
  const login = (await ask(`POST /users/${id}/authenticate`, { password })).body.token;
  const second = (await ask(`GET /sessions/${login}`)).body;
  expect(second).toMatchObject({ user_id: id, token: login, request: { ip: "192.0.2.1", client: "test" } });

  const read = realm.read;
  expect((await ask(`GET /sessions/${session.id}`, undefined, read)).body).toMatchObject({ ...session, user: { id } });
  expect((await ask(`GET /sessions/${session.id}`, undefined, read)).body).not.toHaveProperty("token");
  await ask("POST /memberships", { membership: { user_id: id, permissions: ["app:x"] } });
  const expanded = await ask(`GET /sessions/${token}?expand=memberships`, undefined, read);
  expect(expanded.body).toMatchObject({ id: session.id, token, user: { memberships: [{ permissions: ["app:x"] }] } });

  const ids = async (query: string) => {
    const { status, body } = await ask(`GET /sessions?${query}`, undefined, read);
    return status === 200 ? body.collection.map((one: { id: string }) => one.id) : [status, Object.keys(body.errors)];
  };
  expect(await ids(`user_id=${id}`)).toEqual([session.id, second.id]);
  expect(await ids(`user_id=${username}&direction=desc&max_results=1`)).toEqual([second.id]);
  expect(await ids(`user_id=${id}&after=${session.id}`)).toEqual([second.id]);
  expect(await ids("")).toEqual([422, ["user_id"]]);
  expect(await ids("user_id=nobody")).toEqual([404, ["user_id"]]);

  expect(await ask(`DELETE /sessions/${token}`)).toMatchObject({ status: 204, body: null });
  for (const what of [`GET /sessions/${token}`, `GET /sessions/${session.id}`, `DELETE /sessions/${session.id}`])
    expect((await ask(what)).status, what).toBe(404);
  expect((await ask(`DELETE /sessions/${second.id}`)).status).toBe(204);
  expect(await ids(`user_id=${id}`)).toEqual([]);
});

test("security 65, 68: a session is its realm's, and over when its user may not act", async () => {
  const { id } = await make();
  const { token, id: session } = (await begin(id)).body;
  const elsewhere = await newTestRealm();
  for (const one of [token, session])
    for (const what of ["GET", "DELETE"])
      expect((await ask(`${what} /sessions/${one}`, undefined, elsewhere.manage)).status).toBe(404);
  const root = (await createApiKey({ realmId: null, name: "root", level: "manage" })).key;
  for (const one of [token, session]) expect((await ask(`GET /sessions/${one}`, undefined, root)).status).toBe(200);
  const [head, claims] = token.split(".");
  const swapped = `${head}.${claims}.${"A".repeat(43)}`;
  expect((await ask(`GET /sessions/${swapped}`)).status).toBe(404);
  await ask(`PUT /users/${id}`, { user: { state: "inactive" } });
  expect((await ask(`GET /sessions/${token}`)).status).toBe(404);
  expect((await begin(id)).body.errors).toEqual({ user_id: ["The user is inactive"] });
});

test("a session that has ended is gone", async () => {
  const { id } = await make();
  const session = (await begin(id)).body.id;
  const later = new Date(Date.now() + 361 * 60_000);
  expect((await api.ask(`GET /sessions/${session}`, { key: realm.read, at: later })).status).toBe(404);
  const list = await api.ask(`GET /sessions?user_id=${id}`, { key: realm.read, at: later });
  expect(list.body.collection).toEqual([]);
});

test("security 58: nobody who has a second factor is logged in without it", async () => {
  const { id } = await make();
  const older = Array.from({ length: 101 }, () => ({ id: newId("crd"), realmId: realm.id, userId: id }));
  await db().credential.createMany({ data: older.map((one) => ({ ...one, credentialType: "google" })) });
  await setTotp(realm.id, id, encrypt("totp", "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"));
  expect((await begin(id)).body.errors).toEqual({
    user_id: ["The user has a second factor. Log them in by authenticate and authenticate_code."],
  });
  expect((await ask(`GET /sessions?user_id=${id}`)).body.collection).toEqual([]);
});

test("where sessions are not kept, and for API users, a token stands for itself", async () => {
  const unkept = await newTestRealm({ sessionType: "unmanaged" });
  const person = await make(unkept.write);
  const robot = await make(realm.write, { user_type: "api", password: undefined });
  for (const [who, { id: realmId, write }] of [
    [person, unkept],
    [robot, realm],
  ] as const) {
    const made = await begin(who.id, write);
    expect(made).toMatchObject({ status: 201, body: { id: expect.stringMatching(/^kns_/), user_id: who.id } });
    const claims = await verifyLoginToken(realmId, made.body.token, new Date());
    expect(claims).toMatchObject({ uid: who.id, tk: made.body.id });
    for (const one of [made.body.token, made.body.id])
      expect((await ask(`GET /sessions/${one}`, undefined, write)).status).toBe(404);
  }
});
