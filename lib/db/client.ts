import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";
import { openEmbedded, vacuumEmbedded } from "./embedded";
import { type Prisma, PrismaClient } from "./generated/client";
import { hearEmbedded, hearPostgres } from "./hear-changes";
import { applyMigrations, oneAtATime, pendingMigrations, type RunSql } from "./migrate";
import { closeQueue, openQueue, type RunText } from "./queue";

type Stop = () => Promise<void>;

type Database = {
  client: PrismaClient;
  run: RunText;
  close: Stop;
  hear: () => Promise<Stop>;
  vacuum: () => Promise<void>;
};

/** A database that cannot be opened. Its message is one sentence for the operator, and names no secret. */
export class DatabaseError extends Error {}

type Home = { opening: Promise<Database> | null; open: Database | null; stopHearing: Stop | null };

const home = processWide<Home>("database", () => ({ opening: null, open: null, stopHearing: null }));

async function openPostgres(url: string): Promise<Database> {
  const { Client, Pool } = await import("pg");
  const pool = new Pool({ connectionString: url, max: env().databaseConnections, connectionTimeoutMillis: 5_000 });
  pool.on("error", () => undefined); // an idle connection that breaks is replaced by the next query
  try {
    const connection = await pool.connect();
    try {
      const run: RunSql = (sql) => connection.query(sql).then((result) => result.rows ?? []);
      await oneAtATime(run, async () => {
        await applyMigrations(run);
        await openQueue(runOn(pool));
      });
    } finally {
      connection.release();
    }
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw new DatabaseError(`The database at ${new URL(url).host} cannot be used: ${oneLine(error)}.`, {
      cause: error,
    });
  }
  const client = new PrismaClient({ adapter: new PrismaPg(pool, { statementNameGenerator }) });
  return {
    client,
    run: async (text, values = []) => {
      const name = statementNameGenerator({ sql: text });
      return (await pool.query({ name, text, values: [...values] })).rows;
    },
    close: async () => {
      await client.$disconnect();
      await pool.end().catch(() => undefined);
    },
    hear: async () => hearPostgres(pool, () => new Client({ ...listening, connectionString: url })),
    vacuum: async () => undefined,
  };
}

/** The connection that hears of changes. */
const listening = { connectionTimeoutMillis: 5_000, query_timeout: 5_000, keepAlive: true };

/** Most statements that a connection keeps prepared: those whose text varies without end are not worth it. */
const MOST_PREPARED = 1_000;

/** A name for each statement, so that PostgreSQL parses and plans it once a connection. */
function statementNameGenerator({ sql }: { sql: string }): string {
  const names = processWide("statement-names", () => new Map<string, string>());
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = names.size < MOST_PREPARED ? `gatehouse_${names.size}` : "";
  if (name) names.set(sql, name);
  return name;
}

function runOn(pool: Pool): RunText {
  return async (text, values) => {
    const result = await pool.query(text, values && [...values]);
    return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
  };
}

async function openPGlite(dataDir: string): Promise<Database> {
  const embedded = await openEmbedded(dataDir);
  const run: RunText = async (text, values) =>
    values
      ? (await embedded.database.query(text, [...values])).rows
      : ((await embedded.database.exec(text)).at(-1)?.rows ?? []);
  await oneAtATime(run, async () => {
    await applyMigrations(run);
    await openQueue(run);
  });
  const client = new PrismaClient({ adapter: new PrismaPGlite(embedded.database) });
  return {
    client,
    run,
    close: async () => {
      await client.$disconnect();
      await embedded.close();
    },
    hear: () => hearEmbedded(embedded.database),
    vacuum: () => vacuumEmbedded(embedded.database),
  };
}

/**
 * Opens the database of `DATABASE_URL`, or the embedded one in `DATA_DIR`, brings its tables up to date, and makes the
 * queue ready to take jobs.
 */
export async function openDatabase(): Promise<void> {
  const { databaseUrl, dataDir } = env();
  home.opening ??= databaseUrl ? openPostgres(databaseUrl) : openPGlite(dataDir);
  try {
    home.open = await home.opening;
  } catch (error) {
    home.opening = null;
    throw error;
  }
}

/** Has this process hear of changes, so that what lib/db/kept.ts names is not read anew for each request. */
export async function hearChanges(): Promise<void> {
  home.stopHearing ??= (await home.open?.hear()) ?? null;
}

/** Ends every connection; for the embedded database, also its lock on the data directory. */
export async function closeDatabase(): Promise<void> {
  const { open, stopHearing } = home;
  await stopHearing?.();
  await closeQueue();
  home.stopHearing = null;
  home.open = null;
  home.opening = null;
  await open?.close();
}

/** The database. Throws before `openDatabase`. */
export function db(): PrismaClient {
  if (!home.open) throw new Error("The database is not open.");
  return home.open.client;
}

/**
 * Runs one statement by itself, past Prisma, which takes about as long for it as the database does: for what every login
 * and every request of an app asks. Values come as the driver reads them, so moments are not to be asked for.
 */
export async function rowsOf<T>(sql: Prisma.Sql): Promise<T[]> {
  if (!home.open) throw new Error("The database is not open.");
  return (await home.open.run(sql.text, sql.values)) as T[];
}

/** Tidies the tables up after rows have gone, where the database does not do so by itself. */
export async function vacuum(): Promise<void> {
  await home.open?.vacuum();
}

/** True when the database answers within 2 s and has every migration that this build knows. */
export async function databaseReady(): Promise<boolean> {
  const { open } = home;
  if (!open) return false;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), 2_000);
  });
  const answer = open.client.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL`.then(
    async (rows) => (await pendingMigrations(rows.map((row) => row.migration_name))).length === 0,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

function oneLine(error: unknown): string {
  const message =
    error instanceof AggregateError
      ? error.errors.map((inner) => inner.message).join(", ")
      : String(error instanceof Error ? error.message : error);
  return message.split("\n")[0]?.replace(/\.$/, "") ?? "it did not say why";
}
