import { configDefaults, defineConfig, mergeConfig } from "vitest/config";
import { leftOut } from "./tests.mjs";
import { base } from "./vitest.base.mjs";

export default mergeConfig(
  base,
  defineConfig({
    test: {
      include: ["lib/**/*.test.ts", "prisma/**/*.test.ts", "components/**/*.test.ts", ".config/**/*.test.ts"],
      exclude: [...configDefaults.exclude, ...leftOut],
      testTimeout: 60_000,
      hookTimeout: 60_000,
    },
  }),
);
