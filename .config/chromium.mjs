import { existsSync } from "node:fs";

// Where systems keep Chromium, the one without windows first: it takes two thirds of the time. Where none is found,
// Playwright looks for the one it downloads itself.
const place = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
].find(existsSync);

/** How Chromium is started, for tests and pictures. */
export const launchOptions = {
  ...(place ? { executablePath: place } : {}),
  args: [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Without a GPU one would be played by the processor, for nothing that is looked at here.
    "--disable-gpu",
    "--disable-software-rasterizer",
  ],
};
