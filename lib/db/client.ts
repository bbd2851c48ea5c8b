import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";
import { openEmbedded } from "./embedded";
import { type Prisma, PrismaClient } from "./generated/client";
import { applyMigrations, pendingMigrations } from "./migrate";

/** Prisma, or one of its transactions: what every store function runs on. */
export type Db = Prisma.TransactionClient;

type Database = { client: PrismaClient; close: () => Promise<void> };

/** A database that cannot be opened. Its message is one sentence for the operator, and names no secret. */
export class DatabaseError extends Error {}

const home = processWide<{ opening: Promise<Database> | null; open: Database | null }>("database", () => ({
  opening: null,
  open: null,
}));

async function openPostgres(url: string): Promise<Database> {
  const { Pool } = await import("pg");
  const pool = new Pool({ connectionString: url, max: env().databaseConnections, connectionTimeoutMillis: 5_000 });
  pool.on("error", () => undefined); // an idle connection that breaks is replaced by the next query
  try {
    const connection = await pool.connect();
    try {
      await applyMigrations((sql) => connection.query(sql).then((result) => result.rows ?? []));
    } finally {
      connection.release();
    }
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw new DatabaseError(`The database at ${new URL(url).host} cannot be used: ${oneLine(error)}.`, {
      cause: error,
    });
  }
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    client,
    close: async () => {
      await client.$disconnect();
      await pool.end().catch(() => undefined);
    },
  };
}

async function openPGlite(dataDir: string): Promise<Database> {
  const embedded = await openEmbedded(dataDir);
  await applyMigrations(async (sql) => (await embedded.database.exec(sql)).at(-1)?.rows ?? []);
  const client = new PrismaClient({ adapter: new PrismaPGlite(embedded.database) });
  return {
    client,
    close: async () => {
      await client.$disconnect();
      await embedded.close();
    },
  };
}

/** Opens the database of `DATABASE_URL`, or the embedded one in `DATA_DIR`, and brings its tables up to date. */
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

/** Ends every connection; for the embedded database, also its lock on the data directory. */
export async function closeDatabase(): Promise<void> {
  const { open } = home;
  home.open = null;
  home.opening = null;
  await open?.close();
}

/** The database. Throws before `openDatabase`. */
export function db(): PrismaClient {
  if (!home.open) throw new Error("The database is not open.");
  return home.open.client;
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
