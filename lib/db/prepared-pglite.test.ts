import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { PGlite, type Results } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyCluster } from "@/e2e/fixtures/cluster-template";
import { PreparedPGlite } from "./prepared-pglite";

let dataDir: string;
let database: PreparedPGlite;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
  await copyCluster(dataDir);
  database = new PreparedPGlite(path.join(dataDir, "db"));
  await database.exec("CREATE TABLE notes (id int PRIMARY KEY, text text, tags text[], seen timestamp, extra jsonb)");
});
afterAll(async () => {
  await database.close();
  await rm(dataDir, { recursive: true, force: true });
});

const array = { rowMode: "array" } as const;
/** What PGlite itself answers. */
const plainly = (...[sql, values, options]: Parameters<PGlite["query"]>) =>
  PGlite.prototype.query.call(database, sql, values, options);
const told = ({ rows, fields, affectedRows }: Results<unknown>) => ({ rows, fields, affectedRows: affectedRows ?? 0 });

test("answers what PGlite answers, at the first time and later", async () => {
  const asked: [string, unknown[]][] = [
    [
      "INSERT INTO notes SELECT n, 'note ' || n FROM generate_series($1::int, $2::int) n ON CONFLICT DO NOTHING",
      [1, 3],
    ],
    ["SELECT $1::int + 1 AS sum, $2::text AS text, NULL AS nothing", [41, "it's \u{1f600}"]],
    ["SELECT $1::text[] AS tags, $2::bytea AS bytes", [['a"b', "c,d", null], new Uint8Array([0, 255])]],
    ["SELECT $1::jsonb AS extra, 'null'::jsonb AS nothing, $2::boolean AS is", [{ one: [1] }, false]],
    ["SELECT $1::timestamp AS at, $2::bigint AS big, $3::numeric AS exact", [new Date(0), 9n, "1.10"]],
    ["UPDATE notes SET text = $1 WHERE id > $2 RETURNING id", [null, 1]],
    ["SELECT id, text FROM notes WHERE text = $1", ["none such"]],
    ["SET work_mem = '4MB'", []],
  ];
  for (const [sql, values] of asked)
    for (const options of [{}, array, array]) {
      const answer = told(await database.query(sql, values, options));
      expect(answer, sql).toEqual({ ...told(await plainly(sql, values, options)), affectedRows: expect.any(Number) });
    }
});

test("says how many rows were changed", async () => {
  const of = async (sql: string) => (await database.query(sql)).affectedRows;
  expect(await of("INSERT INTO notes (id) VALUES (101), (102)")).toBe(2);
  expect(await of("UPDATE notes SET text = 'x' WHERE id > 100")).toBe(2);
  expect(await of("SELECT id FROM notes WHERE id > 100")).toBe(0);
  expect(await of("DELETE FROM notes WHERE id > 100")).toBe(2);
});

test("an error is the database's own, each time, and nothing is stuck after it", async () => {
  for (const [sql, code] of [
    ["SELECT none_such", "42703"],
    ["INSERT INTO notes (id) VALUES (1)", "23505"],
    ["SELECT 1 / $1::int", "22012"],
  ] as const)
    for (let time = 0; time < 2; time += 1) {
      const values = sql.includes("$1") ? [0] : [];
      await expect(database.query(sql, values)).rejects.toMatchObject({ code, severity: "ERROR" });
    }
  expect((await database.query("SELECT 1 / $1::int AS one", [1])).rows).toEqual([{ one: 1 }]);
});

test("a transaction holds or is undone as a whole, and nobody else comes between", async () => {
  const insert = "INSERT INTO notes (id) VALUES ($1)";
  const count = "SELECT count(*)::int FROM notes WHERE id >= 200";
  const counted = async () => (await database.query(count, [], array)).rows[0];
  let within: Promise<unknown> = Promise.resolve();
  await database.transaction(async (tx) => {
    await tx.query(insert, [200]);
    within = counted();
    await tx.query(insert, [201]);
  });
  expect(await within).toEqual([2]);
  await expect(
    database.transaction(async (tx) => {
      await tx.query(insert, [202]);
      await tx.query(insert, [202]);
    }),
  ).rejects.toMatchObject({ code: "23505" });
  const later: { tx?: Parameters<Parameters<typeof database.transaction>[0]>[0] } = {};
  await database.transaction(async (tx) => {
    await tx.query(insert, [203]);
    await tx.rollback();
    later.tx = tx;
  });
  await expect(later.tx?.query(insert, [204])).rejects.toThrow("closed");
  expect(await counted()).toEqual([2]);
});

test("more statements than are kept are answered all the same", async () => {
  for (let n = 0; n < 520; n += 1) expect((await database.query(`SELECT ${n} AS n`)).rows).toEqual([{ n }]);
  const kept = await database.query("SELECT count(*)::int AS kept FROM pg_prepared_statements");
  expect(kept.rows).toEqual([{ kept: 500 }]);
});
