import path from "node:path";
import { defineConfig } from "playwright/test";
import { launchOptions } from "./chromium.mjs";
import { keepInMemory, leftOut } from "./tests.mjs";

keepInMemory();

export default defineConfig({
  testDir: path.resolve(import.meta.dirname, "../e2e"),
  testMatch: "**/*.spec.ts",
  testIgnore: leftOut,
  globalSetup: path.resolve(import.meta.dirname, "../e2e/fixtures/cluster-template.ts"),
  outputDir: path.resolve(import.meta.dirname, "../test-results"),
  workers: 2,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  forbidOnly: true,
  use: { browserName: "chromium", launchOptions },
});
