import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expect, fill, test } from "../fixtures/browser";

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

async function look(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target}`))).toEqual([]);
  const { width } = page.viewportSize() ?? { width: 0 };
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  for (const control of await page.locator("input:visible, button:visible, nav a, a.gh-provider, a.gh-submit").all())
    expect((await control.boundingBox())?.height ?? 0, await control.innerHTML()).toBeGreaterThanOrEqual(44);
}

for (const colorScheme of ["light", "dark"] as const)
  for (const [app, query] of [
    ["demo", ""],
    ["demo", "?locale=ar"],
    ["demo-bold", ""],
    ["demo-dark", "?locale=ar"],
    ["demo-quiet", ""],
  ] as const)
    test(`no page of it has a violation of axe, and all fit 320 pixels: ${app} ${colorScheme} ${query}`, async ({
      page,
      demo,
    }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 800 });
      const url = demo.demo.apps.user.url.replace("//demo.", `//${app}.`);
      await page.goto(`${url}/login${query}`);
      await look(page);
      for (const who of ["Omar Oak", "Frank Field", "Cancel"]) {
        await choose(page, url, who);
        await page.locator(".gh-title").waitFor();
        await look(page);
      }
    });
