import { existsSync } from "node:fs";
import path from "node:path";
import { defineConfig } from "playwright/test";

// Where systems keep Chromium. Where none is found, Playwright looks for the one it downloads itself.
const chromium = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
].find(existsSync);

export default defineConfig({
  testDir: path.resolve(import.meta.dirname, "../e2e"),
  testMatch: "**/*.spec.ts",
  outputDir: path.resolve(import.meta.dirname, "../test-results"),
  workers: 2,
  retries: 0,
  timeout: 60_000,
  reporter: "list",
  forbidOnly: true,
  use: {
    browserName: "chromium",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
  },
});
