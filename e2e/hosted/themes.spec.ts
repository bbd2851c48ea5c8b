import type { Page } from "playwright/test";
import { demoThemes } from "@/lib/domain/demo-themes";
import { expect, problems, submit, test } from "../fixtures/browser";
import { expectTheme, expectToFit, violationsOf } from "../fixtures/looked-over";

async function look(page: Page) {
  expect(await violationsOf(page)).toEqual([]);
  await expectToFit(page);
}

// Direction and width change where things stand, a colour scheme what colour they have: neither changes the other.
for (const theme of demoThemes) {
  for (const [colorScheme, width, query] of [
    ["light", 1200, ""],
    ["dark", 320, "?locale=ar"],
  ] as const) {
    test.describe(`${theme.file}, ${colorScheme}, ${width} pixels${query && ", right to left"}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("login and signup have no violation of axe, fresh and with problems, and fit", async ({ page, demo }) => {
        const origin = demo.demo.apps.user.url.replace("//demo.", `//${theme.subdomain}.`);
        for (const path of ["/login", "/signup"]) {
          await page.goto(`${origin}${path}${query}`);
          await expect(page.locator("html")).toHaveAttribute("dir", query ? "rtl" : "ltr");
          await expectTheme(page, theme.file, colorScheme);
          await look(page);
          await submit(page);
          await expect(problems(page).first()).toBeVisible();
          await look(page);
        }
      });
    });
  }
}
