import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyEmptyCluster } from "@/e2e/fixtures/cluster-template";
import { startServer, until } from "@/e2e/fixtures/server";
import { applyMigrations, pendingMigrations } from "@/lib/db/migrate";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gatehouse-test-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

describe("a migration on the embedded database", () => {
  const open = async () => {
    const database = await PGlite.create(path.join(dataDir, "db"));
    return { database, run: async (sql: string) => (await database.exec(sql)).at(-1)?.rows ?? [] };
  };

  test("that was killed half-way is completed by the next start", async () => {
    await copyEmptyCluster(dataDir);
    await killedWhileMigrating(path.join(dataDir, "db"));
    const before = await open();
    const tables = await before.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
    await before.database.close();
    expect(tables, "nothing of it was kept").toEqual([{ tablename: "_prisma_migrations" }]);

    const server = await startServer({ dataDir });
    expect(await server.stop()).toBe(0);
    const after = await open();
    const recorded = await after.run(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY 1",
    );
    expect(recorded).toEqual((await pendingMigrations([])).map((migration_name) => ({ migration_name })));
    expect(await after.run("SELECT count(*)::int AS n FROM users")).toEqual([{ n: 0 }]);
    await after.database.close();
  });

  test("that fails leaves nothing of itself, and the reason reaches whoever asked", async () => {
    const fresh = path.join(dataDir, "fails");
    await copyEmptyCluster(fresh);
    const database = await PGlite.create(path.join(fresh, "db"));
    const run = async (sql: string) => (await database.exec(sql)).at(-1)?.rows ?? [];
    await run("CREATE TABLE users (in_the_way int)");
    await expect(applyMigrations(run)).rejects.toThrow(/"users" already exists/);
    expect(await run("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).toEqual([
      { tablename: "_prisma_migrations" },
      { tablename: "users" },
    ]);
    expect(await run("SELECT * FROM _prisma_migrations")).toEqual([]);
    await run("DROP TABLE users");
    await applyMigrations(run);
    expect(await run("SELECT count(*)::int AS n FROM users")).toEqual([{ n: 0 }]);
    await database.close();
  });
});

/** A process that applies every migration, and is killed by SIGKILL after the last statement and before COMMIT. */
async function killedWhileMigrating(place: string): Promise<void> {
  const script = `
    const { PGlite } = await import("@electric-sql/pglite");
    const { readFileSync, readdirSync } = await import("node:fs");
    const database = await PGlite.create(process.argv[1]);
    await database.exec('CREATE TABLE "_prisma_migrations" ("id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ, "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)');
    const [first] = readdirSync("prisma/migrations").filter((name) => /^\\d/.test(name)).sort();
    await database.exec("BEGIN; " + readFileSync("prisma/migrations/" + first + "/migration.sql", "utf8"));
    process.stdout.write("half-way");`;
  expect(await killedOnceItSays("half-way", script, place)).toBe("SIGKILL");
}

describe("the lock on a data directory", () => {
  // Node runs TypeScript of ours as it stands only from version 22.6 on, so a child takes a transpiled copy.
  const child = async () => {
    const { transpileModule, ModuleKind, ScriptTarget } = (await import("typescript")).default;
    const { readFile, writeFile } = await import("node:fs/promises");
    const source = await readFile("lib/db/data-dir-lock.ts", "utf8");
    const place = path.join(dataDir, "data-dir-lock.mjs");
    const options = { compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 } };
    await writeFile(place, transpileModule(source, options).outputText);
    return `const { lockDataDir } = await import(${JSON.stringify(pathToFileURL(place).href)});
      await lockDataDir(process.argv[1]).then(() => process.stdout.write("locked"), (error) => process.stdout.write(error.name === "Error" ? "taken" : String(error)));
      setInterval(() => undefined, 1000);`;
  };

  test("is free at once after its holder was killed, 20 times in a row, and held by one until then", async () => {
    const script = await child();
    for (let round = 0; round < 20; round += 1) {
      const holder = runScript(script, dataDir);
      await until(() => holder.said() !== "");
      expect(holder.said(), `round ${round}`).toBe("locked");
      if (round % 5 === 0) {
        const second = runScript(script, dataDir);
        await until(() => second.said() !== "");
        expect(second.said()).toBe("taken");
        await second.kill();
      }
      expect(await holder.kill()).toBe("SIGKILL");
    }
  });

  test("has one winner of 8 that come at once upon what a killed holder left", async () => {
    const script = await child();
    for (let round = 0; round < 5; round += 1) {
      const runs = Array.from({ length: 8 }, () => runScript(script, dataDir));
      await until(() => runs.every((run) => run.said() !== ""), 30_000);
      expect(
        runs.filter((run) => run.said() === "locked"),
        `round ${round}`,
      ).toHaveLength(1);
      await Promise.all(runs.map((run) => run.kill()));
    }
  });
});

async function killedOnceItSays(word: string, script: string, argument: string) {
  const run = runScript(script, argument);
  await until(() => run.said() === word, 60_000);
  return run.kill();
}

function runScript(script: string, argument: string) {
  const process_ = spawn(process.execPath, ["--input-type=module", "-e", script, argument], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  process_.stdout.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => process_.once("close", (_, signal) => resolve(signal)));
  return {
    said: () => said,
    /** Resolves to the signal that ended it. */
    kill: async () => {
      process_.kill("SIGKILL");
      return ended;
    },
  };
}
