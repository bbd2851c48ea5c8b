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

async function query(on: string, sql: string) {
  const client = new Client({ connectionString: on });
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

let instances: TestServer[] = [];
let demo: DemoFile | null = null;
let dataDir = "";
let host = "";
beforeAll(async () => {
  if (!postgres) return;
  await query(postgres, `CREATE DATABASE ${name}`);
  host = `localhost:${await freePort()}`;
  dataDir = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
  const env = { SECRET: randomBytes(32).toString("base64url"), PUBLIC_URL: `http://${host}` };
  instances = [
    await startServer({ databaseUrl: url, dataDir, env: { ...env, DEMO: "1" } }),
    await startServer({ databaseUrl: url, env }),
  ];
  demo = readDemoFile(await readFile(path.join(dataDir, "demo.json"), "utf8"));
});
afterAll(async () => {
  if (!postgres) return;
  await Promise.all(instances.map((one) => one.stop()));
  await query(postgres, `DROP DATABASE ${name} WITH (FORCE)`);
  await rm(dataDir, { recursive: true, force: true });
});

async function post(n: number, target: string, body: unknown) {
  const headers = { "Content-Type": "application/json", "X-Authrocket-Api-Key": demo?.api_key ?? "" };
  const answer = await (instances[n % instances.length] as TestServer).request(target, {
    host,
    method: "POST",
    headers: { ...headers, "X-Authrocket-Realm": demo?.realm.id ?? "" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: JSON.parse(answer.text) };
}

async function makeToken(username: string, n: number): Promise<string> {
  const user_token = { username, email: `${username}${n}@example.com`, password: "seven quiet herons" };
  const made = await post(n, "/v1/user_tokens", { user_token });
  expect(made.status).toBe(201);
  return made.body.id;
}

/** The users made, and what the others were told about. */
async function redeem(tokens: readonly string[]) {
  const answers = await Promise.all(tokens.map((token, n) => post(n, "/v1/users", { user: { token } })));
  const others = answers.filter((one) => one.status !== 201);
  for (const one of others) expect(one.status).toBe(422);
  return {
    made: answers.length - others.length,
    others: [...new Set(others.flatMap((one) => Object.keys(one.body.errors)))],
  };
}

test.skipIf(!postgres)(
  "security 35: on two instances, of 50 redemptions at once exactly one makes the user",
  async () => {
    const token = await makeToken("wanda", 0);
    expect(await redeem(Array.from({ length: 50 }, () => token))).toEqual({ made: 1, others: ["token"] });
    const tokens = await Promise.all(Array.from({ length: 20 }, (_, n) => makeToken("xenia", n)));
    expect(await redeem([...tokens, ...tokens])).toMatchObject({
      made: 1,
      others: expect.arrayContaining(["username"]),
    });
    const { rows } = await query(
      url,
      "SELECT username FROM users WHERE username IN ('wanda', 'xenia') ORDER BY username",
    );
    expect(rows).toEqual([{ username: "wanda" }, { username: "xenia" }]);
  },
);
