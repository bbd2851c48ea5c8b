import { configDefaults, defineConfig, mergeConfig } from "vitest/config";
import { leftOut } from "./tests.mjs";
import { base } from "./vitest.base.mjs";

/** Tests of the whole process, over the build in .next: run `npm run build` first. */
export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ["e2e/**/*.test.ts"],
      exclude: [...configDefaults.exclude, ...leftOut],
      testTimeout: 120_000,
      hookTimeout: 120_000,
    },
  }),
);
