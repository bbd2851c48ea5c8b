import type { Page } from "playwright/test";
import { demoThemes } from "@/lib/domain/demo-themes";
import { expect, fill, test } from "../fixtures/browser";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { thorough } from "../fixtures/thorough";

const title = (page: Page) => page.locator("h1");
const go = (page: Page, name: string | RegExp) => page.getByRole("link", { name }).click();

/** Goes to Demo ID from the login page, and chooses. */
async function choose(page: Page, url: string, who: string): Promise<void> {
  await page.goto(`${url}/auth/oidc`);
  await expect(title(page)).toHaveText("Demo ID");
  await go(page, who);
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("Demo ID logs somebody new in, who is only asked for a user name", async ({ page, demo }) => {
      const { apps, origin } = demo.demo;
      await page.goto(`${apps.user.url}/login`);
      await go(page, "Continue with Demo ID");
      await go(page, "Continue as Ines Ivy");
      // The first to come is new; the second time round Demo ID's Ines is known.
      if (javaScriptEnabled) {
        await expect(title(page)).toHaveText("Almost there");
        await page.getByRole("button", { name: "Create account" }).click();
      } else if (await page.getByRole("button", { name: "Create account" }).isVisible())
        await page.getByRole("button", { name: "Create account" }).click();
      await page.waitForURL(`${origin}/demo/account`);
      await expect(title(page)).toHaveText(/Ines/);
    });

    test("an address that somebody has leads to their login; without an address it is asked for", async ({
      page,
      demo,
    }) => {
      const { url } = demo.demo.apps.user;
      await choose(page, url, "Continue as Frank Field");
      await expect(title(page)).toHaveText("You have an account already");
      await go(page, "Log in and connect Demo ID");
      await expect(page.locator(".gh-notice")).toContainText("frank@example.com");
      await go(page, "Log in without connecting");
      await expect(page.locator(".gh-notice")).toHaveCount(0);
      await choose(page, url, "Continue as Omar Oak");
      await expect(page.locator("input[name=email]")).toBeVisible();
    });
  });

test("mode user_token: the app learns that they came by Demo ID", async ({ page, demo }) => {
  await choose(page, demo.demo.apps.user_token.url, "Continue as Omar Oak");
  await fill(page, { username: "omar-token", email: "omar-token@example.com" });
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL("**/demo/signup/payment");
  await expect(page.locator("tr", { hasText: "credential_type" })).toContainText("oidc");
});

const looks = [
  ["light", "demo", ""],
  ["dark", "demo", "?locale=ar"],
  ["dark", "demo", ""],
  ["light", "demo", "?locale=ar"],
  ...demoThemes.flatMap(
    ({ subdomain }) =>
      [
        ["light", subdomain, ""],
        ["dark", subdomain, "?locale=ar"],
      ] as const,
  ),
] as const;

for (const [colorScheme, app, query] of thorough ? looks : looks.slice(0, 2))
  test(`no page of it has a violation of axe, and all fit 320 pixels: ${app} ${colorScheme} ${query}`, async ({
    page,
    demo,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 800 });
    const look = async () => {
      expect(await violationsOf(page)).toEqual([]);
      await expectToFit(page, "input:visible, button:visible, nav a, a.gh-provider, a.gh-submit");
    };
    const url = demo.demo.apps.user.url.replace("//demo.", `//${app}.`);
    await page.goto(`${url}/login${query}`);
    await look();
    for (const who of ["Omar Oak", "Frank Field", "Cancel"]) {
      await choose(page, url, who);
      await page.locator(".gh-title").waitFor();
      await look();
    }
  });
