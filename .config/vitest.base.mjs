import path from "node:path";
import { keepInMemory } from "./tests.mjs";

keepInMemory();

const root = path.resolve(import.meta.dirname, "..");

/** What every run of vitest has. Test files share a process: loading the modules takes longer than most of the tests. */
export const base = {
  root,
  resolve: { alias: { "@": root } },
  test: {
    globalSetup: "e2e/fixtures/cluster-template.ts",
    setupFiles: "e2e/fixtures/fresh-process.ts",
    isolate: false,
    maxWorkers: 2,
  },
};
