import path from "node:path";
import { configDefaults, defineConfig } from "vitest/config";

/** What compares times takes minutes, and a quiet machine: see e2e/fixtures/thorough.ts. */
const timed = process.env.THOROUGH === "1" ? [] : ["**/*-timing.test.ts"];

const root = path.resolve(import.meta.dirname, "..");

export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    globalSetup: "e2e/fixtures/cluster-template.ts",
    include: ["lib/**/*.test.ts", "prisma/**/*.test.ts", "components/**/*.test.ts", ".config/**/*.test.ts"],
    exclude: [...configDefaults.exclude, ...timed],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
