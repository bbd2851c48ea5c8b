import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoFile, readDemoFile } from "@/lib/domain/demo-file";
import { codeOf } from "../fixtures/authenticator";
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
let demo: DemoFile;
let dataDir = "";
let host = "";
beforeAll(async () => {
  if (!postgres) return;
  await query(postgres, `CREATE DATABASE ${name}`);
  const port = await freePort();
  host = `demo.localhost:${port}`;
  dataDir = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
  const env = { SECRET: randomBytes(32).toString("base64url"), PUBLIC_URL: `http://localhost:${port}` };
  instances = await Promise.all([
    startServer({ databaseUrl: url, dataDir, env: { ...env, DEMO: "1" } }),
    startServer({ databaseUrl: url, env }),
  ]);
  const file = readDemoFile(await readFile(path.join(dataDir, "demo.json"), "utf8"));
  if (!file) throw new Error("There is no demo.json.");
  demo = file;
});
afterAll(async () => {
  if (!postgres) return;
  await Promise.all(instances.map((one) => one.stop()));
  await query(postgres, `DROP DATABASE ${name} WITH (FORCE)`);
  await rm(dataDir, { recursive: true, force: true });
});

const instance = (n: number) => instances[n % instances.length] as TestServer;

async function ask(n: number, verb: string, fields: Readonly<Record<string, string>>) {
  const headers = { "Content-Type": "application/json" };
  const answer = await instance(n).request(`/v1/${verb}`, {
    host,
    method: "POST",
    headers,
    body: JSON.stringify(fields),
  });
  return JSON.parse(answer.text) as { token?: string; url?: string; result?: string; errors?: string[] };
}

test.skipIf(!postgres)(
  "security 54: of 20 uses of one code on two instances, by as many logins, one gets in",
  async () => {
    const { username, password, otp_secret: secret } = demo.mfa_user;
    const started: { token?: string; result?: string }[] = [];
    for (let n = 0; n < 9; n += 1) started.push(await ask(n, "login", { username, password }));
    expect(started.map((one) => one.result)).toEqual(Array(9).fill("need_mfa"));
    const code = codeOf(secret, new Date());
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        ask(n, "verify_login", { username, token: started[n % 9]?.token ?? "", code }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.url)).toHaveLength(1);
  },
);

test.skipIf(!postgres)("security 56: ten wrong codes count together, whichever instance was asked", async () => {
  const { username, password, otp_secret: secret } = demo.mfa_user;
  const started = async (n: number) => (await ask(n, "login", { username, password })).token ?? "";
  for (let login = 0; login < 2; login += 1) {
    const token = await started(login);
    for (let n = 0; n < 5; n += 1)
      expect((await ask(login + n, "verify_login", { username, token, code: "000000" })).url).toBe(undefined);
  }
  for (const n of [0, 1]) {
    const code = codeOf(secret, new Date(), 1);
    const { errors, url: in_ } = await ask(n, "verify_login", { username, token: await started(n), code });
    expect([errors?.length, in_], JSON.stringify(errors)).toEqual([1, undefined]);
    expect(errors?.[0]).toMatch(/too many/i);
  }
});

test.skipIf(!postgres)("security 43: of 20 resets with one link on two instances, one sets a password", async () => {
  const { username, email } = demo.user;
  await postForm(instance(0), "/forgot_password", { host, fields: { username } });
  const mailed = async () => {
    const { rows } = await query(url, `SELECT text FROM mails WHERE recipient = '${email}' ORDER BY id DESC LIMIT 1`);
    return /[?&]token=(kpw_\w+)/.exec(rows[0]?.text ?? "")?.[1] ?? "";
  };
  await expect.poll(mailed, { timeout: 20_000 }).toMatch(/^kpw_/);
  const headers = { Cookie: `gh_reset=${await mailed()}` };
  const page = await instance(0).request(`/reset_password?username=${username}`, { host, headers });
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      postForm(instance(n), `/reset_password?username=${username}`, {
        host,
        page,
        headers,
        fields: { username, password: `nine loud badgers ${n}` },
      }),
    ),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, ...Array(19).fill(410)].sort());
});
