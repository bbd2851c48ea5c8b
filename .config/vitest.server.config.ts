import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");

/** Tests of the whole process, over the build in .next: run `npm run build` first. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    globalSetup: "e2e/fixtures/cluster-template.ts",
    include: ["e2e/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
