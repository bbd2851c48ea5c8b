import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { hash } from "@node-rs/argon2";
import pg from "pg";
import { freePort, startGatehouse } from "./servers.mjs";

export const password = "seven quiet herons";

/** The server of a database of the bench's own; null: the embedded one. Nothing else on that server is touched. */
const given = process.env.DATABASE_URL || null;
export const engine = given ? "postgresql" : "embedded";

/**
 * A Gatehouse with so many users in its realm, and so many realms, all with apps. Users are put there by SQL, as
 * signing them up would take hours; all have one password, hashed as the product hashes.
 */
export async function startPlace({ users, realms }) {
  const dataDir = await mkdtemp(path.join(tmpdir(), "gatehouse-bench-"));
  const [port, secret] = [await freePort(), randomBytes(32).toString("base64url")];
  const name = `gatehouse_bench_${randomBytes(6).toString("hex")}`;
  if (given) await onServer(given, (client) => client.query(`CREATE DATABASE ${name}`));
  const url = given && Object.assign(new URL(given), { pathname: name }).href;
  const settings = { DATA_DIR: dataDir, SECRET: secret, ...(url ? { DATABASE_URL: url } : {}) };

  // The demo makes the realm, its keys and its app; then it is a deployment like any other.
  const first = await startGatehouse({ ...settings, DEMO: "1" }, port);
  const { realm } = JSON.parse(await readFile(path.join(dataDir, "demo.json"), "utf8"));
  await first.stop();
  const version = await onDatabase(url, dataDir, (query) => fill(query, { realmId: realm.id, users, realms }));
  const server = await startGatehouse(settings, port);
  return {
    ...{ server, port, host: `demo.localhost:${port}`, users },
    ...version,
    stop: async () => {
      await server.stop();
      if (given) await onServer(given, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The name of the n-th user, and how they log in. */
export const userName = (n) => `user${n + 1}`;

async function fill(query, { realmId, users, realms }) {
  const [{ password_hash: sample }] = await query(
    "SELECT password_hash FROM credentials WHERE credential_type = 'password' LIMIT 1",
  );
  const [, m, t, p] = /\$m=(\d+),t=(\d+),p=(\d+)\$/.exec(sample) ?? [];
  const parameters = { memoryCost: Number(m), timeCost: Number(t), parallelism: Number(p) };
  const passwordHash = await hash(password, { algorithm: 2, ...parameters });
  await query("SET session_replication_role = replica"); // foreign keys of a million rows, all known to be right
  await query(
    `INSERT INTO realms (id, name, jwt_fields, updated_at)
     SELECT 'rl_' || lpad(n::text, 22, '0'), 'Realm ' || n, '{}', now() FROM generate_series(2, $1::int) n`,
    [realms],
  );
  await query(
    `INSERT INTO connected_apps (id, realm_id, name, subdomain, login_handler, updated_at)
     SELECT 'lpl_' || lpad(n::text, 22, '0'), 'rl_' || lpad(n::text, 22, '0'), 'App ' || n, 'app-' || n,
       'https://app.example/in', now() FROM generate_series(2, $1::int) n`,
    [realms],
  );
  await query(
    `INSERT INTO users (id, realm_id, username, username_canonical, email, email_canonical, email_unique, updated_at)
     SELECT 'usr_' || lpad(n::text, 22, '0'), $1, 'user' || n, 'user' || n,
       'user' || n || '@example.com', 'user' || n || '@example.com', 'user' || n || '@example.com', now()
     FROM generate_series(1, $2::int) n`,
    [realmId, users],
  );
  await query(
    `INSERT INTO credentials (id, realm_id, user_id, credential_type, password_hash, updated_at)
     SELECT 'crd_' || lpad(n::text, 22, '0'), $1, 'usr_' || lpad(n::text, 22, '0'), 'password', $3, now()
     FROM generate_series(1, $2::int) n`,
    [realmId, users, passwordHash],
  );
  await query("SET session_replication_role = origin");
  await query("VACUUM (ANALYZE)");
  await query("CHECKPOINT").catch(() => undefined); // for those who may: else it comes while something is measured
  const [{ server_version: version }] = await query("SHOW server_version");
  return { passwordHash, hashParameters: `argon2id m=${m} KiB, t=${t}, p=${p}`, databaseVersion: version };
}

async function onDatabase(url, dataDir, act) {
  if (url) return onServer(url, (client) => act(async (sql, values) => (await client.query(sql, values)).rows));
  const database = await PGlite.create(path.join(dataDir, "db"));
  try {
    return await act(async (sql, values) => (await database.query(sql, values)).rows);
  } finally {
    await database.close();
  }
}

async function onServer(url, act) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.end();
  }
}
