import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { lockDataDir } from "./data-dir-lock";
import { PreparedPGlite } from "./prepared-pglite";

/** 16 MB of buffers instead of 128: an embedded database is small, and the process half the size. */
const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"];

/**
 * Creates the cluster in a process of its own: doing so takes some 800 MB that a process never gives back. It is made
 * beside its place and moved there when complete, so a first start that is killed leaves nothing half-made.
 */
export async function createCluster(place: string): Promise<void> {
  const unfinished = `${place}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const script = `const { PGlite } = await import("@electric-sql/pglite");
    const database = await PGlite.create(process.argv[1]); await database.close();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, unfinished], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = `${said}${chunk}`.slice(-2_000);
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`The embedded database could not be created in ${place}: ${said.trim()}`);
  await rename(unfinished, place);
}

/** Opens the embedded database in `dataDir/db`, making it at the first start. This process then holds the directory. */
export async function openEmbedded(dataDir: string): Promise<{ database: PGlite; close: () => Promise<void> }> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockDataDir(dataDir);
  try {
    const place = path.join(dataDir, "db");
    if (!existsSync(path.join(place, "PG_VERSION"))) await createCluster(place);
    const database = new PreparedPGlite(place, { startParams });
    await database.waitReady;
    return {
      database,
      close: async () => {
        await database.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/**
 * Has the room of rows that are gone used again, and looks at what the tables hold, so that statements are planned well.
 * PostgreSQL does so by itself; embedded it has no process for it, and would grow for ever.
 */
export async function vacuumEmbedded(database: PGlite): Promise<void> {
  const { rows } = await database.query<{ name: string }>(
    "SELECT format('%I.%I', schemaname, relname) AS name FROM pg_stat_user_tables",
  );
  for (const { name } of rows) await database.exec(`VACUUM (ANALYZE) ${name}`);
}
