import { expect, test } from "playwright/test";
import { startDemoServer } from "../fixtures/demo-server";
import { startServer } from "../fixtures/server";

// Its server is its own: it is killed and started again under an open page.
test.describe("a form left open over a restart", () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`just works ${javaScriptEnabled ? "with" : "without"} JavaScript`, async ({ browser }) => {
      const demo = await startDemoServer();
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
      await page.goto(`${demo.demo.apps.user.url}/login`);
      await page.locator("input[name=username]").fill(demo.demo.user.username);
      await page.locator("input[name=password]").fill(demo.demo.user.password);
      await demo.server.kill("SIGKILL");
      const again = await startServer({ dataDir: demo.dataDir, port: demo.server.port, env: { DEMO: "1" } });
      try {
        await page.locator("form button[type=submit]").click();
        await page.waitForURL(`${demo.demo.origin}/demo/account`);
        await expect(page.locator("main")).toContainText(demo.demo.user.username);
      } finally {
        await again.stop();
        await demo.stop();
      }
    });
  }
});
