import type { Page } from "playwright/test";
import { expect, problems, signIn, submit, test } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";

const fits = (page: Page) => expectToFit(page, "input:visible, button:visible, a:visible");

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 800 } });

    test("the sign-in and the list of realms have no violation of axe, and fit 320 pixels", async ({ page, demo }) => {
      await page.goto(`${demo.demo.origin}/console/login`);
      expect(await violationsOf(page)).toEqual([]);
      await submit(page);
      await expect(problems(page)).toHaveCount(2);
      expect(await violationsOf(page)).toEqual([]);
      await fits(page);
      await signIn(page, demo.demo.origin, demo.demo.admin);
      expect(await violationsOf(page)).toEqual([]);
      await fits(page);
    });

    test("the set-up has none either, open and done", async ({ page, demo, fresh }) => {
      await page.goto(`${fresh.origin}/console/setup`);
      expect(await violationsOf(page)).toEqual([]);
      await submit(page);
      await expect(problems(page)).toHaveCount(3);
      expect(await violationsOf(page)).toEqual([]);
      await fits(page);
      await page.goto(`${demo.demo.origin}/console/setup`);
      expect(await violationsOf(page)).toEqual([]);
      await fits(page);
    });
  });
}
