import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { copyCluster } from "@/e2e/fixtures/cluster-template";
import { openEmbedded, vacuumEmbedded } from "./embedded";

let dataDir: string;
let embedded: Awaited<ReturnType<typeof openEmbedded>>;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
  await copyCluster(dataDir);
  embedded = await openEmbedded(dataDir);
});
afterAll(async () => {
  await embedded.close();
  await rm(dataDir, { recursive: true, force: true });
});

test("the room of rows that are gone is used again, and what a table holds is known", async () => {
  const { database } = embedded;
  await database.exec('CREATE TABLE "Odd name" (n int PRIMARY KEY, text text)');
  const sizes: unknown[] = [];
  for (let round = 0; round < 3; round += 1) {
    await database.exec(`INSERT INTO "Odd name" SELECT n, repeat('x', 200) FROM generate_series(1, 2000) n;
      DELETE FROM "Odd name" WHERE n < 2000`);
    await vacuumEmbedded(database);
    const { rows } = await database.query("SELECT pg_relation_size('\"Odd name\"') AS size");
    sizes.push(rows[0]);
    await database.exec('DELETE FROM "Odd name"');
  }
  expect(sizes[2]).toEqual(sizes[0]);
  const known = await database.query("SELECT n_distinct FROM pg_stats WHERE tablename = 'Odd name' AND attname = 'n'");
  expect(known.rows).toHaveLength(1);
});
