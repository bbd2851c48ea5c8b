import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { databaseReady, db } from "./client";
import { applyMigrations, pendingMigrations, type RunSql } from "./migrate";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const run: RunSql = (sql) => db().$queryRawUnsafe(sql);

describe("migrations", () => {
  test("are applied at the start, and recorded where `prisma migrate deploy` looks", async () => {
    const rows = await db().$queryRaw<
      { migration_name: string; checksum: string }[]
    >`SELECT migration_name, checksum FROM _prisma_migrations`;
    expect(rows.map((row) => row.migration_name)).toContain("20261123000000_first");
    for (const row of rows) expect(row.checksum).toMatch(/^[0-9a-f]{64}$/);
    expect(await pendingMigrations(rows.map((row) => row.migration_name))).toEqual([]);
    expect(await databaseReady()).toBe(true);
  });

  test("applied again change nothing", async () => {
    const before = await db().$queryRaw`SELECT count(*)::int AS n FROM _prisma_migrations`;
    await applyMigrations(run);
    expect(await db().$queryRaw`SELECT count(*)::int AS n FROM _prisma_migrations`).toEqual(before);
  });

  test("one that is missing makes the database not ready", async () => {
    await db().$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL`;
    expect(await databaseReady()).toBe(false);
    await db().$executeRaw`UPDATE _prisma_migrations SET finished_at = now()`;
    expect(await databaseReady()).toBe(true);
  });
});
