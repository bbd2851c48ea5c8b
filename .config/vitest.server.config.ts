import { defineConfig, mergeConfig } from "vitest/config";
import { base } from "./vitest.base.mjs";

/** Tests of the whole process, over the build in .next: run `npm run build` first. */
export default mergeConfig(
  base,
  defineConfig({ test: { include: ["e2e/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 } }),
);
