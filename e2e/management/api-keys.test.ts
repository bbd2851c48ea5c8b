import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareData } from "../fixtures/prepared-data";
import { startServer, type TestServer } from "../fixtures/server";

let server: TestServer;
let data: Awaited<ReturnType<typeof prepareData>>;
const keys = { read: "", write: "", manage: "", disabled: "", asleep: "" };
beforeAll(async () => {
  data = await prepareData();
  const [{ openDatabase, closeDatabase, db }, { createApiKey }, { createRealm }] = await Promise.all([
    import("@/lib/db/client"),
    import("@/lib/admin/api-keys"),
    import("@/lib/admin/realms"),
  ]);
  await openDatabase();
  const { id: realmId } = await db().realm.findFirstOrThrow();
  const other = await createRealm({ name: "Asleep" });
  await db().realm.update({ where: { id: other.id }, data: { state: "inactive" } });
  for (const level of ["read", "write", "manage"] as const)
    keys[level] = (await createApiKey({ realmId, name: level, level })).key;
  const disabled = await createApiKey({ realmId, name: "disabled", level: "manage" });
  await db().apiKey.update({ where: { id: disabled.id }, data: { disabledAt: new Date() } });
  keys.disabled = disabled.key;
  keys.asleep = (await createApiKey({ realmId: other.id, name: "asleep", level: "manage" })).key;
  await closeDatabase();
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
});
afterAll(async () => {
  await server.stop();
  await data.remove();
});

const ask = (key: string, path: string, body?: unknown) =>
  server.request(path, {
    method: body === undefined ? "GET" : "POST",
    headers: { "X-Authrocket-Api-Key": key, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

test("a realm's key needs no realm_id; reading asks for read, making for write; what is switched off opens nothing", async () => {
  const user_token = { username: "sally", email: "sally@example.com", password: "seven quiet herons" };
  const make = async (key: string) => ask(key, "/v1/user_tokens", { user_token });
  const made = await make(keys.write);
  expect(made.status).toBe(201);
  const { id } = JSON.parse(made.text);
  const statuses = async (key: string) => [
    (await make(key)).status,
    (await ask(key, `/v1/user_tokens/${id}`)).status,
    (await ask(key, "/v1/users", { user: {} })).status,
  ];
  expect(await statuses(keys.manage)).toEqual([201, 200, 422]);
  expect(await statuses(keys.write)).toEqual([201, 200, 422]);
  expect(await statuses(keys.read)).toEqual([403, 200, 403]);
  expect(await statuses(keys.disabled)).toEqual([403, 403, 403]);
  expect(await statuses(keys.asleep)).toEqual([404, 404, 404]);
  expect(JSON.parse((await ask(keys.asleep, "/v1/users", { user: { token: id } })).text).errors.token).toHaveLength(1);
  const beyond = await ask(keys.manage, "/v1/user_tokens?realm_id=rl_0000000000000000000000", { user_token });
  expect(beyond.status).toBe(404);
});
