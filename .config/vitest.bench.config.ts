import { defineConfig, mergeConfig } from "vitest/config";
import { base } from "./vitest.base.mjs";

/** What takes minutes, and is run by hand: `npx vitest run --config .config/vitest.bench.config.ts`. */
export default mergeConfig(
  base,
  defineConfig({
    test: { include: ["e2e/bench/**/*.bench.ts"], testTimeout: 900_000, hookTimeout: 120_000, maxWorkers: 1 },
  }),
);
