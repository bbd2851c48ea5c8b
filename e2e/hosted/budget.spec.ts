import { gzipSync } from "node:zlib";
import type { Page } from "playwright/test";
import { expect, test } from "../fixtures/browser";

const KB = 1024;

/** Everything a page loads by itself, with the bytes of each when compressed. */
async function loads(page: Page, address: string) {
  const found: { url: string; type: string; bytes: number }[] = [];
  page.on("response", async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0));
    found.push({ url: response.url(), type: response.request().resourceType(), bytes: gzipSync(body).length });
  });
  await page.goto(address);
  await page.waitForLoadState("networkidle");
  page.removeAllListeners("response");
  return found;
}

const sum = (files: readonly { bytes: number }[]) => files.reduce((total, file) => total + file.bytes, 0);

test("/login is small: HTML and CSS within 15 KB, JavaScript within 15 KB of a bare page, no other origin", async ({
  page,
  demo,
}, info) => {
  const { url } = demo.demo.apps.user;
  const login = await loads(page, `${url}/login`);
  // The barest page of the same build: one line of text, without a form, with what Next brings to every page.
  const bare = await loads(page, `${url}/logged_out`);
  const scripts = (files: typeof login) => files.filter((file) => file.type === "script");
  const [own, framework] = [sum(scripts(login)), sum(scripts(bare))];
  const page0 = sum(login.filter((file) => file.type === "document" || file.type === "stylesheet"));
  info.annotations.push({ type: "bytes", description: JSON.stringify({ page: page0, script: own, bare: framework }) });
  expect(login.filter((file) => !file.url.startsWith(url))).toEqual([]);
  expect(page0).toBeGreaterThan(1 * KB);
  expect(page0).toBeLessThanOrEqual(15 * KB);
  expect(framework).toBeGreaterThan(50 * KB);
  expect(own - framework).toBeLessThanOrEqual(15 * KB);
});
