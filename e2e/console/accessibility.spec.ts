import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expect, problems, signIn, submit, test } from "../fixtures/console";

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  for (const control of await page.locator("input:visible, button:visible, a:visible").all()) {
    if (await control.evaluate((node) => node.closest("[role=alert]") !== null)) continue;
    const box = await control.boundingBox();
    expect(box?.height ?? 0, await control.evaluate((node) => node.outerHTML)).toBeGreaterThanOrEqual(44);
  }
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 800 } });

    test("the sign-in and the list of realms have no violation of axe, and fit 320 pixels", async ({ page, demo }) => {
      await page.goto(`${demo.demo.origin}/console/login`);
      expect(await violations(page)).toEqual([]);
      await submit(page);
      await expect(problems(page)).toHaveCount(2);
      expect(await violations(page)).toEqual([]);
      await fits(page);
      await signIn(page, demo.demo.origin, demo.demo.admin);
      expect(await violations(page)).toEqual([]);
      await fits(page);
    });

    test("the set-up has none either, open and done", async ({ page, demo, fresh }) => {
      await page.goto(`${fresh.origin}/console/setup`);
      expect(await violations(page)).toEqual([]);
      await submit(page);
      await expect(problems(page)).toHaveCount(3);
      expect(await violations(page)).toEqual([]);
      await fits(page);
      await page.goto(`${demo.demo.origin}/console/setup`);
      expect(await violations(page)).toEqual([]);
      await fits(page);
    });
  });
}
