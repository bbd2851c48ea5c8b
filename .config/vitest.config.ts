import path from "node:path";
import { defineConfig } from "vitest/config";

const root = path.resolve(import.meta.dirname, "..");

export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    globalSetup: "e2e/fixtures/cluster-template.ts",
    include: ["lib/**/*.test.ts", "prisma/**/*.test.ts", "components/**/*.test.ts", ".config/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
