// `npm run migration -- <name>`: writes the SQL between the migrations so far and prisma/schema.prisma.
// The difference is found by Prisma's schema engine as WASM over an empty PGlite, so nothing is downloaded.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engineModule from "@prisma/schema-engine-wasm/schema_engine_bg";
import { PrismaPGlite } from "pglite-prisma-adapter";

const name = process.argv[2];
if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
  process.stderr.write("Say what the migration does: npm run migration -- add_something\n");
  process.exit(1);
}

// Node 20 does not import .wasm by itself.
const wasm = await readFile(
  fileURLToPath(new URL("./schema_engine_bg.wasm", import.meta.resolve("@prisma/schema-engine-wasm"))),
);
const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": engineModule });
engineModule.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();

const path = "prisma/schema.prisma";
const schema = { path, content: await readFile(path, "utf8") };
const folders = (await readdir("prisma/migrations", { withFileTypes: true })).filter((entry) => entry.isDirectory());
const migrationDirectories = await Promise.all(
  folders
    .map((entry) => entry.name)
    .sort()
    .map(async (path) => {
      const content = await readFile(`prisma/migrations/${path}/migration.sql`, "utf8");
      return { path, migrationFile: { path: "migration.sql", content: { tag: "ok", value: content } } };
    }),
);

const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(new PGlite()));
const engine = await engineModule.SchemaEngine.new(
  { datamodels: [[schema.path, schema.content]], datasourceUrls: {} },
  () => undefined,
  adapter,
);
const { stdout } = await engine.diff({
  from: {
    tag: "migrations",
    baseDir: "prisma/migrations",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"' },
    shadowDbInitScript: "",
    migrationDirectories,
  },
  to: { tag: "schemaDatamodel", files: [schema] },
  script: true,
  exitCode: null,
  shadowDatabaseUrl: null,
  filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
});

// Ids sort by creation only byte by byte, whatever the database's own collation.
const sql = (stdout ?? "").replace(/("(?:\w+_)?id" TEXT)( NOT NULL)?/g, '$1 COLLATE "C"$2');
const folder = `prisma/migrations/${new Date().toISOString().replace(/\D/g, "").slice(0, 14)}_${name}`;
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/migration.sql`, sql);
process.stdout.write(`${folder}/migration.sql\n`);
process.exit(0);
