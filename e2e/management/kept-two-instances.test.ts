import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoFile, readDemoFile } from "@/lib/domain/demo-file";
import { freePort, startServer, type TestServer } from "../fixtures/server";

// Two processes share a database only on PostgreSQL: the embedded one belongs to one process.
const postgres = process.env.TEST_DATABASE_URL ?? "";
const name = `gatehouse_test_${randomBytes(6).toString("hex")}`;
const url = postgres && Object.assign(new URL(postgres), { pathname: name }).href;
const json = { "Content-Type": "application/json" };

async function query(on: string, sql: string) {
  const client = new Client({ connectionString: on });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

const instances: TestServer[] = [];
let demo: DemoFile | null = null;
let dataDir = "";
let host = "";
beforeAll(async () => {
  if (!postgres) return;
  await query(postgres, `CREATE DATABASE ${name}`);
  host = `localhost:${await freePort()}`;
  dataDir = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
  const env = { SECRET: randomBytes(32).toString("base64url"), PUBLIC_URL: `http://${host}` };
  instances.push(await startServer({ databaseUrl: url, dataDir, env: { ...env, DEMO: "1" } }));
  instances.push(await startServer({ databaseUrl: url, env }));
  demo = readDemoFile(await readFile(path.join(dataDir, "demo.json"), "utf8"));
}, 90_000);
afterAll(async () => {
  if (!postgres) return;
  await Promise.all(instances.map((one) => one.stop()));
  await query(postgres, `DROP DATABASE ${name} WITH (FORCE)`);
  await rm(dataDir, { recursive: true, force: true });
});

const at = (n: number) => instances[n] as TestServer;

/** Sets fields of the demo's app by the management API of an instance. */
async function change(n: number, login_policy: Readonly<Record<string, unknown>>) {
  const headers = { ...json, "X-Authrocket-Api-Key": demo?.api_key, "X-Authrocket-Realm": demo?.realm.id };
  const body = JSON.stringify({ login_policy });
  const answer = await at(n).request(`/v1/login_policies/${demo?.apps.user.id}`, {
    host,
    method: "PUT",
    headers,
    body,
  });
  expect(answer.status, answer.text).toBe(200);
}

const call = (n: number, verb: string, body: object) =>
  at(n).request(`/v1/${verb}`, { host: `demo.${host}`, method: "POST", headers: json, body: JSON.stringify(body) });

/** Whether logging in is switched on, as an instance sees it; null where nobody is at that host. */
async function loginIsOn(n: number): Promise<boolean | null> {
  const answer = await call(n, "login", {});
  return answer.status === 404 ? null : !/switched off/.test(answer.text);
}

const soon = <T>(read: () => Promise<T>) => expect.poll(read, { interval: 5, timeout: 1_000 });

test.skipIf(!postgres)("what an owner changes holds for the very next request to the same instance", async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    await change(turn % 2, { login: false });
    expect(await loginIsOn(turn % 2)).toBe(false);
    await change(turn % 2, { login: true });
    expect(await loginIsOn(turn % 2)).toBe(true);
  }
});

test.skipIf(!postgres)("and within a moment on the others, by whatever it was changed", async () => {
  await soon(() => loginIsOn(1)).toBe(true);
  await change(0, { login: false });
  await soon(() => loginIsOn(1)).toBe(false);
  await query(url, "UPDATE connected_apps SET settings = settings - 'login'");
  for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBe(true);
  for (const [off, on] of [
    ["UPDATE connected_apps SET state = 'inactive'", "UPDATE connected_apps SET state = 'active'"],
    ["UPDATE realms SET state = 'inactive'", "UPDATE realms SET state = 'active'"],
  ] as const) {
    await query(url, off);
    for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBeNull();
    await query(url, on);
    for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBe(true);
  }
});

test.skipIf(!postgres)("a signing key that is gone verifies nothing more, on any instance", async () => {
  const { token } = JSON.parse((await call(0, "login", demo?.user ?? {})).text);
  const valid = (n: number) => call(n, "check_session", { token }).then(({ text }) => JSON.parse(text).valid);
  for (const n of [0, 1, 0, 1]) expect(await valid(n)).toBe(true);
  await query(url, "DELETE FROM jwt_keys");
  for (const n of [0, 1]) await soon(() => valid(n)).toBe(false);
});

test.skipIf(!postgres)("with the listening connections cut, nothing old is shown", async () => {
  for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBe(true);
  for (let turn = 0; turn < 5; turn += 1) {
    // Cut and changed in one go: of this change no instance is told.
    await query(
      url,
      `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN gatehouse%';
       UPDATE connected_apps SET state = 'inactive'`,
    );
    for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBeNull();
    await query(url, "UPDATE connected_apps SET state = 'active'");
    for (const n of [0, 1]) await soon(() => loginIsOn(n)).toBe(true);
  }
});
