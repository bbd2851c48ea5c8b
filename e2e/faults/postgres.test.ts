import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { describe, expect, test } from "vitest";
import { pendingMigrations } from "@/lib/db/migrate";
import { spawnServer, startServer, until } from "../fixtures/server";

const server = process.env.TEST_DATABASE_URL;
const SECRET = randomBytes(32).toString("base64url");

async function onServer<T>(url: string, act: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return act(client).finally(() => client.end());
}

/** A new, empty database, and what takes it away. */
async function newDatabase(at: string) {
  const name = `gatehouse_test_${randomBytes(6).toString("hex")}`;
  await onServer(at, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = Object.assign(new URL(at), { pathname: name }).href;
  return { url, name, remove: () => onServer(at, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`)) };
}

describe("on PostgreSQL", () => {
  test("without SECRET, or with nobody at the address, a start ends with one sentence and exit code 1", async () => {
    const nobody = "postgresql://postgres@127.0.0.1:1/none";
    for (const [env, sentence] of [
      [{}, /^With DATABASE_URL, SECRET must be set too/],
      [{ SECRET }, /^The database at 127\.0\.0\.1:1 cannot be used/],
    ] as const) {
      const started = await spawnServer({ databaseUrl: nobody, env });
      expect(await started.ended).toBe(1);
      expect(started.errors().trim()).toMatch(sentence);
      expect(started.errors().trim().split("\n")).toHaveLength(1);
      expect(started.errors()).not.toContain(SECRET);
    }
  });

  if (server) {
    test("four instances that start at once on an empty database all serve it, and each migration is applied once", async () => {
      const database = await newDatabase(server);
      const options = { databaseUrl: database.url, env: { SECRET } };
      const instances = await Promise.all(Array.from({ length: 4 }, () => startServer(options)));
      const rows = await onServer(database.url, (client) =>
        client.query("SELECT migration_name FROM _prisma_migrations ORDER BY 1"),
      );
      expect(rows.rows.map((row) => row.migration_name)).toEqual(await pendingMigrations([]));
      await Promise.all(instances.map((instance) => instance.stop()));
      await database.remove();
    });

    test("while the database is away /readyz says 503 and pages do too; when it is back, all works without a restart", async () => {
      const database = await newDatabase(server);
      const instance = await startServer({ databaseUrl: database.url, env: { SECRET } });
      const status = async (path: string, host?: string) => (await instance.request(path, host ? { host } : {})).status;
      await onServer(server, async (client) => {
        await client.query(`ALTER DATABASE ${database.name} RENAME TO ${database.name}_away`).catch(() => undefined);
        await client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [
          database.name,
        ]);
        await client.query(`ALTER DATABASE ${database.name} RENAME TO ${database.name}_away`);
      });
      expect(await status("/readyz")).toBe(503);
      expect(await status("/healthz")).toBe(200);
      expect(await status("/login", `nobody.localhost:${instance.port}`)).toBe(503);
      await onServer(server, (client) =>
        client.query(`ALTER DATABASE ${database.name}_away RENAME TO ${database.name}`),
      );
      await until(async () => (await status("/readyz")) === 200);
      expect(await status("/login", `nobody.localhost:${instance.port}`)).toBe(404);
      expect(await instance.stop()).toBe(0);
      await database.remove();
    });
  }
});
