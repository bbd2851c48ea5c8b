import { expect, fill, problems, submit, test } from "../fixtures/browser";
import { expectToFit, violationsOf } from "../fixtures/looked-over";

// A language changes words and direction, a colour scheme colours: together they show light, dark and right to left.
for (const [colorScheme, query] of [
  ["light", ""],
  ["dark", "locale=ar"],
] as const) {
  test.describe(`${colorScheme} ${query}`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 800 } });

    for (const path of ["/login", "/signup"]) {
      test(`${path} has no violation of axe, fresh and with problems, and fits 320 pixels`, async ({ page, demo }) => {
        await page.goto(`${demo.demo.apps.user.url}${path}?${query}`);
        await expect(page.locator("html")).toHaveAttribute("dir", query ? "rtl" : "ltr");
        expect(await violationsOf(page)).toEqual([]);
        await submit(page);
        await expect(problems(page).first()).toBeVisible();
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page);
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
        `${url}/logged_out?${query}`,
        `${url}/login?redirect_uri=x&${query}`,
        `${nowhere.href}login?${query}`,
        `${url}/nothing?${query}`,
      ]) {
        await page.goto(address);
        expect(await violationsOf(page), address).toEqual([]);
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
