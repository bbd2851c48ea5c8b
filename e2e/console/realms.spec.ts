import type { Page } from "playwright/test";
import { expect, problems, signIn } from "../fixtures/console";
import { addFrank } from "../fixtures/console-people";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(async ({ north }) => {
  await addFrank(north);
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an owner adds a realm, sees what to do next, changes its settings, empties it and deletes it", async ({
      page,
      place,
    }) => {
      const name = javaScriptEnabled ? "Eastwind" : "Westwind";
      await signIn(page, place.origin, staff.owner);
      await page.getByRole("link", { name: "Add a realm" }).click();
      await page.getByLabel("Reference").fill("r-7");
      await page.getByLabel("Each e-mail address belongs to one user").uncheck();
      await button(page, "Add a realm").click();
      await expect(problems(page)).toHaveCount(1);
      await expect(page.getByLabel("Reference")).toHaveValue("r-7");
      await expect(page.getByLabel("Each e-mail address belongs to one user")).not.toBeChecked();
      await page.getByLabel("Each e-mail address belongs to one user").check();
      await page.getByLabel("Name", { exact: true }).fill(name);
      await page.getByLabel("Usernames").selectOption("email");
      await button(page, "Add a realm").click();
      await page.waitForURL(/\/console\/realms\/rl_\w{22}$/);
      const realm = page.url();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
      await expect(page.getByRole("link", { name: "Add a Connected App" })).toHaveAttribute("href", /\/apps\/new$/);

      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByLabel("Minutes that a login lasts").fill("soon");
      await page.getByLabel("Custom attributes", { exact: true }).fill("plan: gold\nno pair");
      await page.getByLabel("Custom attributes of the user (cs)").check();
      await button(page, "Save").click();
      await expect(problems(page)).toHaveCount(2);
      await expect(page.getByLabel("Minutes that a login lasts")).toHaveValue("soon");
      await expect(page.getByLabel("Custom attributes of the user (cs)")).toBeChecked();
      await page.getByLabel("Minutes that a login lasts").fill("15");
      await page.getByLabel("Custom attributes", { exact: true }).fill("plan: gold\nseats: 3");
      await page.getByLabel("Memberships (m)").selectOption("orgs");
      await page.getByLabel("Each e-mail address belongs to one user").uncheck();
      await page.getByLabel("Two-factor authentication").selectOption("required");
      await button(page, "Save").click();
      await page.waitForURL(/saved=yes/);
      await expect(page.getByLabel("Minutes that a login lasts")).toHaveValue("15");
      await expect(page.getByLabel("Custom attributes", { exact: true })).toHaveValue("plan: gold\nseats: 3");
      await expect(page.getByLabel("Memberships (m)")).toHaveValue("orgs");
      await expect(page.getByLabel("Usernames")).toHaveValue("email");
      // Once it is off, it stays off, and is not asked any more.
      await expect(page.getByLabel("Each e-mail address belongs to one user")).toHaveCount(0);

      await page.goto(`${place.origin}/console/audit?action=realm.updated`);
      await page.locator("tbody th a").first().click();
      for (const said of ['"to": 15', '"requireUniqueEmails"', '"custom": "changed"'])
        await expect(page.locator("main")).toContainText(said);
      await expect(page.locator("main")).not.toContainText("gold");

      await page.goto(`${realm}/reset`);
      await page.getByLabel(`Type ${name} to confirm`).fill("Northwind");
      await button(page, "Reset this realm").click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel(`Type ${name} to confirm`).fill(name);
      await button(page, "Reset this realm").click();
      await page.waitForURL(/said=reset/);
      await expect(page.getByRole("status").first()).toHaveText("The realm is empty again.");

      await page.goto(`${realm}/settings`);
      await page.getByRole("link", { name: "Delete this realm" }).click();
      await page.getByLabel(`Type ${name} to confirm`).fill(name);
      await button(page, "Delete this realm").click();
      await page.waitForURL(`${place.origin}/console`);
      await expect(page.locator("main")).toContainText("Northwind");
      await expect(page.locator("main")).not.toContainText(name);
      expect((await page.goto(realm))?.status()).toBe(404);
      await page.goto(`${place.origin}/console/audit?action=realm.deleted`);
      await page.locator("tbody th a").first().click();
      await expect(page.locator("main")).toContainText(`"name": "${name}"`);
    });
  });
}

const pages = ["", "/settings", "/reset", "/delete", "/jwt_keys", "/jwt_keys/new", "/integration"];

test("security 92, 93: another realm's pages are as good as none, and a reader is offered no change", async ({
  page,
  place,
}) => {
  const north = `${place.origin}/console/realms/${place.realms.north}`;
  for (const inIt of [...pages, "/../new"]) {
    const answer = await page.request.get(north + inIt, { maxRedirects: 0 });
    expect(answer.headers().location, inIt).toMatch(/\/console\/login$/);
  }
  await signIn(page, place.origin, staff.south);
  for (const inIt of pages) {
    const answer = await page.request.get(north + inIt);
    expect([inIt, answer.status()]).toEqual([inIt, 404]);
    expect(await answer.text()).not.toContain("Northwind");
  }
  await page.context().clearCookies();
  await signIn(page, place.origin, staff.reader);
  await expect(page.getByRole("link", { name: "Add a realm" })).toHaveCount(0);
  const closed = ["/reset", "/delete", "/jwt_keys/new", "/users/delete"];
  for (const inIt of [...closed, "/../new"]) expect((await page.goto(north + inIt))?.status(), inIt).toBe(404);
  for (const inIt of pages.filter((one) => !closed.includes(one))) {
    expect((await page.goto(north + inIt))?.status()).toBe(200);
    await expect(page.locator("main form")).toHaveCount(0);
  }
  await page.goto(`${north}/settings`);
  await expect(page.locator("main")).toContainText("Minutes that a login lasts");
  await expect(page.getByRole("link", { name: "Reset this realm" })).toHaveCount(0);
  await page.context().clearCookies();
  // An admin of the realm runs it, but whether it is there is an owner's business.
  await signIn(page, place.origin, staff.north);
  await page.goto(`${north}/settings`);
  await expect(page.getByRole("link", { name: "Reset this realm" })).toHaveCount(1);
  await expect(page.getByRole("link", { name: "Delete this realm" })).toHaveCount(0);
  expect((await page.goto(`${north}/delete`))?.status()).toBe(404);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("all sessions of a user are ended by one button", async ({ page, place }) => {
    await signIn(page, place.origin, staff.north);
    await page.goto(`${place.origin}/console/realms/${place.realms.north}/users?search=frank`);
    await page.locator("tbody th a").click();
    await page.getByRole("link", { name: "Sessions" }).click();
    await expect(page.locator("tbody tr")).toHaveCount(2);
    await button(page, "Log out everywhere").click();
    await page.waitForURL(/saved=yes/);
    await expect(page.locator("tbody tr")).toHaveCount(0);
    await expect(button(page, "Log out everywhere")).toHaveCount(0);
    await page.goto(`${place.origin}/console/audit?action=session.`);
    await page.locator("tbody th a").first().click();
    await expect(page.locator("main")).toContainText('"sessions": 2');
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of realms have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(
          page,
          "input:not([type=checkbox]):visible, label.check:visible, select:visible, button:visible, a:visible, summary:visible",
        );
      };
      await look();
      await page.goto(`${place.origin}/console/realms/new`);
      await button(page, "Add a realm").click();
      await expect(problems(page)).toHaveCount(1);
      await look();
      for (const realm of [place.realms.south, place.realms.north])
        for (const inIt of pages) {
          await page.goto(`${place.origin}/console/realms/${realm}${inIt}`);
          await look();
        }
      await page.goto(`${place.origin}/console/realms/${place.realms.north}/jwt_keys`);
      await page.locator("tbody th a").click();
      await page.getByText("Show the secret").click();
      await look();
      await page.goto(`${place.origin}/console/realms/${place.realms.north}/settings`);
      await page.getByLabel("Days that events are kept").fill("0");
      await button(page, "Save").click();
      await expect(problems(page)).toHaveCount(1);
      await look();
    });
  });
}
