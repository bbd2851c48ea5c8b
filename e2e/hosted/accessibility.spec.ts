import AxeBuilder from "@axe-core/playwright";
import type { Page } from "playwright/test";
import { expect, fill, problems, submit, test } from "../fixtures/browser";

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 800 } });

    for (const path of ["/login", "/signup"]) {
      test(`${path} has no violation of axe, fresh and with problems, and fits 320 pixels`, async ({ page, demo }) => {
        await page.goto(demo.demo.apps.user.url + path);
        expect(await violations(page)).toEqual([]);
        await submit(page);
        await expect(problems(page).first()).toBeVisible();
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
        for (const control of await page.locator("input:visible, button:visible, nav a").all()) {
          const box = await control.boundingBox();
          expect(box?.height ?? 0, await control.innerHTML()).toBeGreaterThanOrEqual(44);
        }
      });
    }

    test("the page after a logout, the refused return and the page for an unknown host have none either", async ({
      page,
      demo,
    }) => {
      const { url } = demo.demo.apps.user;
      const nowhere = new URL(url);
      nowhere.hostname = "nobody.localhost";
      for (const address of [
        `${url}/logged_out`,
        `${url}/login?redirect_uri=x`,
        `${nowhere.href}login`,
        `${url}/nothing`,
      ]) {
        await page.goto(address);
        expect(await violations(page), address).toEqual([]);
      }
    });
  });
}

test("security 27: fields say what they are for, can be pasted into, and the password can be shown", async ({
  page,
  demo,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { url } = demo.demo.apps.user;
  const purposes = async () =>
    page
      .locator("form input:visible")
      .evaluateAll((inputs) =>
        inputs.map(
          (input) =>
            `${input.getAttribute("name")} ${input.getAttribute("autocomplete")} ${input.getAttribute("type")}`,
        ),
      );
  await page.goto(`${url}/login`);
  expect(await purposes()).toEqual(["username username text", "password current-password password"]);
  await page.evaluate(() => navigator.clipboard.writeText("pasted password"));
  await page.locator("input[name=password]").focus();
  await page.keyboard.press("ControlOrMeta+V");
  await expect(page.locator("input[name=password]")).toHaveValue("pasted password");
  await page.getByRole("button", { name: "Show password" }).click();
  await expect(page.locator("input[name=password]")).toHaveAttribute("type", "text");
  await page.getByRole("button", { name: "Hide password" }).click();
  await expect(page.locator("input[name=password]")).toHaveAttribute("type", "password");
  await page.goto(`${url}/signup`);
  expect(await purposes()).toEqual([
    "username username text",
    "email email email",
    "first_name given-name text",
    "last_name family-name text",
    "password new-password password",
  ]);
});

test("security 28: what is typed as a password is in no attribute of the page", async ({ page, demo }) => {
  await page.goto(`${demo.demo.apps.user.url}/login`);
  await page.locator("input[name=password]").pressSequentially("hunter2hunter2");
  expect(await page.locator("input[name=password]").getAttribute("value")).toBe(null);
  expect(await page.content()).not.toContain("hunter2");
  await fill(page, { username: "frank" });
  await submit(page);
  await expect(problems(page)).not.toHaveCount(0);
  expect(await page.content()).not.toContain("hunter2");
});
