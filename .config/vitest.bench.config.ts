import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");

/** What takes minutes, and is run by hand: `npx vitest run --config .config/vitest.bench.config.ts`. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    globalSetup: "e2e/fixtures/cluster-template.ts",
    include: ["e2e/bench/**/*.bench.ts"],
    testTimeout: 900_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
