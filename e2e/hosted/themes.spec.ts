import type { Page } from "playwright/test";
import { demoThemes } from "@/lib/domain/demo-themes";
import { expect, fill, problems, submit, test } from "../fixtures/browser";
import { expectToFit, violationsOf } from "../fixtures/looked-over";

/** Ground is what shows that the theme is on: without it nothing here would be about the theme. */
const grounds: Readonly<Record<string, string>> = {
  "quiet light": "rgb(250, 248, 243)",
  "quiet dark": "rgb(25, 26, 22)",
  "bold light": "rgb(255, 255, 255)",
  "bold dark": "rgb(16, 14, 25)",
  "dark light": "rgb(10, 12, 20)",
  "dark dark": "rgb(10, 12, 20)",
};

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
          await expect(page.locator(".gh-body")).toHaveCSS(
            "background-color",
            grounds[`${theme.file} ${colorScheme}`] ?? "",
          );
          await look(page);
          await submit(page);
          await expect(problems(page).first()).toBeVisible();
          await look(page);
        }
      });

      test("no other page has one either", async ({ page, demo }) => {
        const origin = demo.demo.apps.user.url.replace("//demo.", `//${theme.subdomain}.`);
        await page.goto(`${origin}/login${query}`);
        for (const path of [
          "/forgot_password",
          "/forgot_password?step=sent",
          "/reset_password",
          `/reset_password?token=kpw_${"a".repeat(22)}&username=x`,
          "/verify_email",
          `/verify_email?token=kvf_${"a".repeat(22)}`,
          "/login?notice=password-reset",
          "/login?redirect_uri=https://evil.example/",
          "/recovery_codes",
          "/logged_out",
        ]) {
          await page.goto(origin + path);
          await expect(page.locator("html"), path).toHaveAttribute("dir", query ? "rtl" : "ltr");
          await look(page);
        }
        const { username, password } = demo.demo.mfa_user;
        await page.goto(`${origin}/login`);
        await fill(page, { username, password });
        await submit(page);
        await page.waitForURL("**/verify_login");
        await look(page);
        await submit(page);
        await expect(problems(page)).toHaveCount(1);
        await look(page);
      });
    });
  }
}
