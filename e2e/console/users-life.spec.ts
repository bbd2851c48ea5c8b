import type { Page } from "playwright/test";
import { expect, problems, signIn } from "../fixtures/console";
import { addFrank } from "../fixtures/console-people";
import { type Realms, staff, staffedTest } from "../fixtures/staffed";

const ids: { north?: Awaited<ReturnType<typeof addFrank>>; south?: Awaited<ReturnType<typeof addFrank>> } = {};
const test = staffedTest(async ({ north, south }: Realms) => {
  const { db } = await import("@/lib/db/client");
  ids.north = await addFrank(north);
  ids.south = await addFrank(south);
  await db().realm.update({ where: { id: south }, data: { sessionType: "unmanaged" } });
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const part = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Of this user" }).getByRole("link", { name });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("seed 003: memberships stand with and without an organisation, each with its permissions", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      await page.goto(`${place.origin}/console/realms/${place.realms.north}/users/${ids.north?.frank}`);
      await part(page, "Memberships").click();
      await expect(page.getByRole("row", { name: /Acme/ })).toContainText("admin");
      await page.getByLabel("Organisation").selectOption("Acme");
      await page.getByLabel("Permissions").fill("admin");
      await button(page, "Add a membership").click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel("Organisation").selectOption("");
      await page.getByLabel("Permissions").fill("app:read, app:write");
      await page.getByLabel("Until").fill("2099-12-31");
      await button(page, "Add a membership").click();
      await page.waitForURL(/saved=yes/);
      await page.getByRole("link", { name: "No organisation" }).click();
      await expect(page.getByLabel("Permissions")).toHaveValue("app:read app:write");
      await expect(page.getByLabel("Until")).toHaveValue("2099-12-31");
      await page.getByLabel("Permissions").fill("no<good");
      await button(page, "Save").click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel("Permissions").fill("vip");
      await page.getByLabel("Until").fill("");
      await button(page, "Save").click();
      await page.waitForURL(/saved=yes/);
      await expect(page.locator("dl")).toContainText("vip");
      await page.getByLabel("Type frank to confirm").fill("frank");
      await button(page, "End this membership").click();
      await page.waitForURL(/memberships\?saved=yes/);
      await expect(page.getByRole("row")).toHaveCount(2);
      await page.goto(`${place.origin}/console/audit`);
      await expect(page.locator("tbody th").first()).toHaveText("membership.deleted");
    });

    test("seed 003: a session is listed and logged out, and events stand with client and address", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      await page.goto(`${place.origin}/console/realms/${place.realms.north}/users/${ids.north?.frank}/sessions`);
      const browser = javaScriptEnabled ? "Browser 1" : "Browser 2";
      const row = page.getByRole("row", { name: new RegExp(browser) });
      await expect(row).toContainText("192.0.2.");
      await row.getByRole("button", { name: "Log out" }).click();
      await page.waitForURL(/saved=yes/);
      await expect(row).toHaveCount(0);
      if (!javaScriptEnabled) await expect(page.locator("main")).toContainText("Not logged in");
      await part(page, "Events").click();
      const event = page.getByRole("row", { name: /user.created/ });
      await expect(event).toContainText("Fir/7");
      await expect(event).toContainText("192.0.2.44");
      await page.goto(`${place.origin}/console/audit?action=session.deleted`);
      await page.locator("tbody th a").first().click();
      await expect(page.locator("main")).toContainText(staff.north.email);
    });
  });
}

test("seed 003: where sessions are not managed, and of an API user, there are none to show", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.owner);
  for (const [realm, user] of [
    [place.realms.south, ids.south?.frank],
    [place.realms.north, ids.north?.robot],
  ]) {
    await page.goto(`${place.origin}/console/realms/${realm}/users/${user}`);
    await expect(part(page, "Events")).toBeVisible();
    await expect(part(page, "Sessions")).toHaveCount(0);
  }
});
