// Writes what is made of other files: the Prisma client, and authrocket.js. Prisma's CLI would download a schema engine
// that `generate` never starts; naming any executable in its place makes the build work without that download.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const cli = createRequire(import.meta.url).resolve("prisma/build/index.js");
const result = spawnSync(process.execPath, [cli, "generate", "--no-hints"], {
  stdio: ["ignore", "ignore", "inherit"],
  env: {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  },
});
if (result.status === 0) await import("./authrocket.mjs");
process.exit(result.status ?? 1);
