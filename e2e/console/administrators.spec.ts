import type { Browser, Page } from "playwright/test";
import { expect, fill, problems, signIn, submit } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest();

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function elsewhere(
  browser: Browser,
  place: { readonly origin: string },
  who: { email: string; password: string },
) {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, place.origin, who);
  return page;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an owner adds an administrator of one realm, changes what they may do, and deletes them", async ({
      page,
      place,
      browser,
    }) => {
      const email = javaScriptEnabled ? "new@example.com" : "plain@example.com";
      await signIn(page, place.origin, staff.owner);
      await page.getByRole("link", { name: "Administrators" }).click();
      await page.getByRole("link", { name: "Add an administrator" }).click();
      await page.getByLabel("E-mail").fill("nobody");
      await button(page, "Add an administrator").click();
      await expect(problems(page)).toHaveCount(2);
      await page.getByLabel("E-mail").fill(staff.north.email);
      await page.getByLabel("Southwind").check();
      await button(page, "Add an administrator").click();
      await expect(problems(page)).toHaveCount(1);
      await expect(page.getByLabel("Southwind")).toBeChecked();
      await page.getByLabel("E-mail").fill(email);
      await button(page, "Add an administrator").click();
      const password = (await page.locator(".made-secret").textContent()) ?? "";
      expect(password).toMatch(/^[\w-]{43}$/);
      expect(place.server.log()).not.toContain(password);
      await page.getByRole("link", { name: "I have copied it" }).click();
      await expect(page.getByRole("row", { name: new RegExp(email) })).toContainText("Southwind");

      const theirs = await elsewhere(browser, place, { email, password });
      await expect(theirs.locator("main")).toContainText("Southwind");
      await expect(theirs.locator("main")).not.toContainText("Northwind");
      await page.getByRole("link", { name: email }).click();
      await page.getByLabel("Southwind").uncheck();
      await page.getByLabel("Northwind").check();
      await page.getByLabel("Role").selectOption("read_only");
      await button(page, "Save").click();
      await page.waitForURL(/saved=yes/);
      await theirs.reload();
      await expect(theirs.locator("main")).toContainText("Northwind");
      await expect(theirs.locator("main")).not.toContainText("Southwind");

      await button(page, "Make a new password").click();
      await expect(page.locator(".made-secret")).not.toHaveText(password);
      await theirs.reload();
      expect(theirs.url()).toBe(`${place.origin}/console/login`);
      await page.getByRole("link", { name: "I have copied it" }).click();
      await page.getByLabel(`Type ${email} to confirm`).fill(email);
      await button(page, "Delete this administrator").click();
      await page.waitForURL(/administrators$/);
      await expect(page.getByRole("row", { name: new RegExp(email) })).toHaveCount(0);
      await page.goto(`${place.origin}/console/audit?action=administrator.`);
      await expect(page.locator("tbody th").first()).toHaveText("administrator.deleted");
      await page.locator("tbody th a", { hasText: "administrator.updated" }).first().click();
      await expect(page.locator("main")).toContainText('"to": "read_only"');
      await expect(page.locator("main")).not.toContainText(password);
      await theirs.context().close();
    });

    test("the last owner stays one", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      await page.goto(`${place.origin}/console/administrators`);
      await page.getByRole("link", { name: staff.owner.email, exact: true }).click();
      await page.getByLabel("State").selectOption("inactive");
      await button(page, "Save").click();
      await expect(problems(page)).toHaveText([/last owner/]);
      await page.getByLabel(`Type ${staff.owner.email} to confirm`).fill(staff.owner.email);
      await button(page, "Delete this administrator").click();
      await expect(problems(page).last()).toHaveText(/last owner/);
      await page.goto(`${place.origin}/console/administrators`);
      await expect(page.getByRole("row", { name: /owner@example.com/ })).toContainText("Active");
    });

    test("security 72: one's own sessions are listed and ended, one of them and all others", async ({
      page,
      place,
      browser,
    }) => {
      await signIn(page, place.origin, staff.south);
      const first = await elsewhere(browser, place, staff.south);
      await page.goto(`${place.origin}/console/account`);
      await expect(page.getByRole("row")).toHaveCount(3);
      await expect(page.getByRole("row", { name: /This browser/ })).toHaveCount(1);
      await button(page, "Sign it out").click();
      await page.waitForURL(/saved=yes/);
      await expect(page.getByRole("row")).toHaveCount(2);
      await first.reload();
      expect(first.url()).toBe(`${place.origin}/console/login`);
      await first.context().close();

      const others = [await elsewhere(browser, place, staff.south), await elsewhere(browser, place, staff.south)];
      await page.goto(`${place.origin}/console/account`);
      await expect(page.getByRole("row")).toHaveCount(4);
      await button(page, "Sign out everywhere else").click();
      await page.waitForURL(/saved=yes/);
      await expect(page.getByRole("row")).toHaveCount(2);
      for (const other of others) {
        await other.reload();
        expect(other.url()).toBe(`${place.origin}/console/login`);
        await other.context().close();
      }
      await button(page, "Sign out").click();
    });
  });
}

test("one's own password is changed by knowing it, and ends all other sessions", async ({ page, place, browser }) => {
  await signIn(page, place.origin, staff.north);
  const other = await elsewhere(browser, place, staff.north);
  await page.goto(`${place.origin}/console/account`);
  const password = "nine grey walruses on ice";
  const form = page.locator("form", { has: page.locator("input[name=current_password]") });
  await fill(page, { current_password: "wrong", password: "ten herons", password_confirmation: "other" });
  await form.getByRole("button").click();
  await expect(problems(page)).toHaveCount(2);
  await fill(page, { current_password: "wrong", password, password_confirmation: password });
  await form.getByRole("button").click();
  await expect(problems(page)).toHaveCount(1);
  await expect(page.locator("input[name=password]")).toHaveValue("");
  await fill(page, { current_password: staff.north.password, password, password_confirmation: password });
  await form.getByRole("button").click();
  await page.waitForURL(/saved=yes/);
  await other.reload();
  expect(other.url()).toBe(`${place.origin}/console/login`);
  await fill(other, staff.north);
  await submit(other);
  await expect(problems(other)).toHaveCount(1);
  await fill(other, { ...staff.north, password });
  await submit(other);
  await other.waitForURL(`${place.origin}/console`);
  await other.context().close();
});

test("security 93: nobody but an owner sees who runs the deployment", async ({ page, place }) => {
  for (const who of [staff.south, staff.reader]) {
    await signIn(page, place.origin, who);
    await expect(page.getByRole("link", { name: "Administrators" })).toHaveCount(0);
    for (const inIt of ["", "/new", `/adm_${"0".repeat(22)}`])
      expect((await page.goto(`${place.origin}/console/administrators${inIt}`))?.status()).toBe(404);
    await page.context().clearCookies();
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("administrators and one's account have no violation of axe, and fit 320 pixels", async ({
      page,
      place,
      browser,
    }) => {
      await signIn(page, place.origin, staff.owner);
      const other = await elsewhere(browser, place, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:not([type=checkbox]):visible, select:visible, button:visible, a:visible");
      };
      await page.goto(`${place.origin}/console/account`);
      await look();
      await page.goto(`${place.origin}/console/administrators`);
      await look();
      await page.getByRole("link", { name: staff.north.email }).click();
      await page.getByLabel("Role").waitFor();
      await look();
      await page.goto(`${place.origin}/console/administrators/new`);
      await button(page, "Add an administrator").click();
      await expect(problems(page)).toHaveCount(2);
      await look();
      await other.context().close();
    });
  });
}
