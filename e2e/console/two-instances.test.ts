import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
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
let host = "";
beforeAll(async () => {
  if (!postgres) return;
  await query(postgres, `CREATE DATABASE ${name}`);
  host = `localhost:${await freePort()}`;
  const env = { SECRET: randomBytes(32).toString("base64url"), PUBLIC_URL: `http://${host}` };
  instances = await Promise.all([0, 1].map(() => startServer({ databaseUrl: url, env })));
});
afterAll(async () => {
  if (!postgres) return;
  await Promise.all(instances.map((one) => one.stop()));
  await query(postgres, `DROP DATABASE ${name} WITH (FORCE)`);
});

const password = "nine grey walruses";
const post = (instance: TestServer, code: string, n: number) =>
  postForm(instance, "/console/setup", {
    host,
    fields: { code, email: `op${n}@example.com`, password, password_confirmation: password },
  });

test.skipIf(!postgres)("security 96: of 52 set-ups at once on two instances exactly one succeeds", async () => {
  const codes = instances.map((one) => /one-time code ([A-Z0-9-]+)/.exec(one.log())?.[1] ?? "");
  const answers = await Promise.all(
    instances.flatMap((one, instance) =>
      codes.flatMap((code, kind) =>
        Array.from({ length: 13 }, (_, n) => post(one, code, instance * 100 + kind * 50 + n)),
      ),
    ),
  );
  expect(answers.filter((one) => one.status === 303)).toHaveLength(1);
  for (const one of answers) expect([303, 410, 422, 503]).toContain(one.status);
  expect((await query(url, "SELECT email FROM administrators")).rows).toHaveLength(1);
  expect((await query(url, "SELECT * FROM setup_codes")).rows).toHaveLength(0);
});
