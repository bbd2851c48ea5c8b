import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Runs SQL on one connection and answers the rows of its last statement. */
export type RunSql = (sql: string) => Promise<unknown[]>;

const folder = () => path.join(/* turbopackIgnore: true */ process.cwd(), "prisma", "migrations");

/** Instances that start at once wait for each other here; any fixed number serves. */
const MIGRATION_LOCK = 7_236_482_001;
const START_LOCK = 7_236_482_002;

/** The columns that `prisma migrate deploy` keeps its record in. */
const RECORD = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`;

/** The migrations in the order they apply, but for those in `applied`. */
export async function pendingMigrations(applied: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder(), { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return names.sort().filter((name) => !applied.includes(name));
}

/** Brings the tables up to date while no other instance does. The lock is of the connection that `run` uses. */
export async function oneAtATime(run: RunSql, bringUpToDate: () => Promise<void>): Promise<void> {
  await run(`SELECT pg_advisory_lock(${START_LOCK})::text`);
  try {
    await bringUpToDate();
  } finally {
    await run(`SELECT pg_advisory_unlock(${START_LOCK})::text`);
  }
}

/**
 * Applies every migration that is missing, each in one transaction with its record, so that a start that is killed
 * half-way is completed by the next. Safe with any number of instances at once; `prisma migrate deploy` agrees with it.
 */
export async function applyMigrations(run: RunSql): Promise<void> {
  await run(`SELECT pg_advisory_lock(${MIGRATION_LOCK})::text`);
  try {
    await run(RECORD);
    const rows = await run(`SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`);
    for (const name of await pendingMigrations(rows.map((row) => (row as { migration_name: string }).migration_name))) {
      const sql = await readFile(path.join(folder(), name, "migration.sql"), "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      await run(`BEGIN; ${sql};
        INSERT INTO "_prisma_migrations" ("id", "checksum", "finished_at", "migration_name", "applied_steps_count")
        VALUES ('${randomUUID()}', '${checksum}', now(), '${name}', 1); COMMIT`).catch(async (error) => {
        await run("ROLLBACK");
        throw error;
      });
    }
  } finally {
    await run(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})::text`);
  }
}
