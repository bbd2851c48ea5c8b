import { randomBytes } from "node:crypto";
import { decodeJwt } from "jose";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort, startServer, type TestServer } from "../fixtures/server";
import { password } from "../fixtures/two-apps";

// Two processes share a database only on PostgreSQL: the embedded one belongs to one process.
const postgres = process.env.TEST_DATABASE_URL ?? "";
const name = `gatehouse_test_${randomBytes(6).toString("hex")}`;

async function onServer(sql: string) {
  const client = new Client({ connectionString: postgres });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

const instances: TestServer[] = [];
let realmId = "";
let host = "";
beforeAll(async () => {
  if (!postgres) return;
  await onServer(`CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(postgres), { pathname: name }).href;
  const env = { SECRET: randomBytes(32).toString("base64url"), PUBLIC_URL: `http://localhost:${await freePort()}` };
  for (const _ of [0, 1]) instances.push(await startServer({ databaseUrl: url, env }));
  Object.assign(process.env, { ...env, DATABASE_URL: url });
  await (await import("@/lib/db/client")).openDatabase();
  realmId = (await (await import("@/lib/admin/realms")).createRealm({ name: "Northwind" })).id;
  const { createApp } = await import("@/lib/db/connected-apps");
  await createApp(realmId, { name: "Acorn", subdomain: "acorn", loginHandler: "https://app.example.com/in" });
  host = `acorn.${new URL(env.PUBLIC_URL).host}`;
}, 90_000);
afterAll(async () => {
  if (!postgres) return;
  await Promise.all(instances.map((one) => one.stop()));
  await (await import("@/lib/db/client")).closeDatabase();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function ask(at: number, verb: string, body: Readonly<Record<string, string>>) {
  const answer = await instances[at]?.request(`/v1/${verb}`, {
    ...{ host, method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" } },
  });
  return JSON.parse(answer?.text ?? "");
}

const by = { ip: null, userAgent: null };

test.skipIf(!postgres)("security 68: a session that ends on one instance is over on the other at once", async () => {
  const { createUser, deleteUser, setUserState } = await import("@/lib/admin/users");
  const [{ setPassword }, { endSession }] = await Promise.all([
    import("@/lib/db/credentials"),
    import("@/lib/db/sessions"),
  ]);
  const ends = {
    logout: (_: string, token: string) => ask(0, "logout", { token }),
    inactive: (userId: string) => setUserState(realmId, userId, { state: "inactive", by }),
    deleted: (userId: string) => deleteUser(realmId, userId, by),
    password: (userId: string) => setPassword(realmId, userId, "$x$"),
    owner: (_: string, token: string) => endSession(realmId, String(decodeJwt(token).tk)),
  };
  for (const [username, end] of Object.entries(ends)) {
    const { id } = await createUser(
      { id: realmId, requireUniqueEmails: true },
      { username, email: `${username}@example.com`, firstName: "", lastName: "", password, otpSecret: null },
    );
    const { token } = await ask(0, "login", { username, password });
    const valid = () => Promise.all([0, 1].map(async (at) => (await ask(at, "check_session", { token })).valid));
    expect(await valid(), username).toEqual([true, true]);
    await end(id, token);
    expect(await valid(), username).toEqual([false, false]);
  }
});
