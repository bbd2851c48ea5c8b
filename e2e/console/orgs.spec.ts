import type { Page } from "playwright/test";
import { expect, problems, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

/** One more than a page holds, and an inactive one at the end. */
const names = [...Array(51).keys()].map((n) => `Org ${String(n + 1).padStart(2, "0")}`);

const test = staffedTest(async ({ north, south }) => {
  const { createOrg } = await import("@/lib/admin/orgs");
  for (const [n, name] of names.entries()) {
    const actor = {
      at: new Date(Date.now() - (60 - n) * 60_000),
      by: { ip: null, userAgent: null },
      administrator: null,
    };
    await createOrg(north, { name, state: n === 50 ? "inactive" : "active", reference: n === 0 ? "r-1" : null }, actor);
    if (n === 0) await createOrg(south, { name: "Far away" }, actor);
  }
});

const rowNames = (page: Page) => page.locator("tbody th").allTextContents();
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("organisations are sorted by a click on a head, reversed by a second, paged and filtered by their address", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      await page.getByRole("link", { name: "Northwind", exact: true }).click();
      await page.getByRole("navigation", { name: "In Northwind" }).getByRole("link", { name: "Organisations" }).click();
      await expect.poll(() => rowNames(page)).toEqual(names.slice(0, 50));
      await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
      await page.getByRole("link", { name: "Next page" }).click();
      await expect.poll(() => rowNames(page)).toEqual(names.slice(50));
      await page.getByRole("link", { name: "First page" }).click();
      await expect(page.getByRole("row")).toHaveCount(51);
      await page.getByRole("link", { name: "Name", exact: true }).click();
      await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
      await expect.poll(() => rowNames(page)).toEqual(names.toReversed().slice(0, 50));

      await expect(button(page, "Filter")).not.toHaveAttribute("data-on", /./);
      await page.getByLabel("State").selectOption("inactive");
      await button(page, "Filter").click();
      await expect(page.getByRole("row")).toHaveCount(2);
      await expect(button(page, "Filter")).toHaveAttribute("data-on", /./);
      await page.getByLabel("Reference").fill("nowhere");
      await button(page, "Filter").click();
      await expect(page.locator("main")).toContainText("Nothing fits");
      await page.getByRole("link", { name: "Show all" }).click();
      await expect(page.getByRole("row")).toHaveCount(51);
    });

    test("an organisation is added, changed, and deleted once its name is typed", async ({ page, place }) => {
      await signIn(page, place.origin, staff.north);
      const all = `${place.origin}/console/realms/${place.realms.north}/orgs`;
      await page.goto(all);
      await page.getByRole("link", { name: "Add an organisation" }).click();
      await page.getByLabel("Reference").fill("kept");
      await page.getByLabel("State").selectOption("inactive");
      await button(page, "Add an organisation").click();
      await expect(problems(page)).toHaveCount(1);
      await expect(page.getByLabel("Name")).toBeFocused();
      await expect(page.getByLabel("Reference")).toHaveValue("kept");
      await expect(page.getByLabel("State")).toHaveValue("inactive");
      await page.getByLabel("Name").fill("Aardvarks");
      await button(page, "Add an organisation").click();
      await page.waitForURL(/orgs\/org_\w+$/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Aardvarks");

      await page.getByLabel("Name").fill("Zebras");
      await button(page, "Save").click();
      await page.waitForURL(/saved=yes/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Zebras");
      await expect(page.getByRole("status")).toHaveText("Saved.");

      await page.getByLabel("Type Zebras to confirm").fill("Aardvarks");
      await button(page, "Delete this organisation").click();
      await expect(problems(page)).toHaveText(["That is not its name. Type Zebras to go on."]);
      await page.getByLabel("Type Zebras to confirm").fill("Zebras");
      await button(page, "Delete this organisation").click();
      await page.waitForURL(all);
      await page.goto("/console/audit".replace(/^/, place.origin));
      await expect(page.locator("tbody th").first()).toHaveText("org.deleted");
    });
  });
}

test("security 87, 93: another realm's organisations are as good as none, and a reader is offered no change", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.south);
  expect(await page.locator("main").textContent()).not.toContain("Northwind");
  for (const inIt of ["", "/orgs", "/orgs/new", "/keys", "/keys/new"]) {
    const answer = await page.goto(`${place.origin}/console/realms/${place.realms.north}${inIt}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
  }
  await page.context().clearCookies();
  await signIn(page, place.origin, staff.reader);
  await page.goto(`${place.origin}/console/realms/${place.realms.north}/orgs`);
  await expect(page.getByRole("row")).toHaveCount(51);
  await expect(page.getByRole("link", { name: "Add an organisation" })).toHaveCount(0);
  await page.getByRole("link", { name: "Org 01" }).click();
  await expect(page.locator("main form")).toHaveCount(0);
  const forms = ["users/new", "users/new_api", "users/import", "orgs/new", "apps/new", "keys/new", "jwt_keys/new"];
  for (const form of [...forms, "providers/new", "hooks/new", "hooks/new_mail", "reset", "delete"]) {
    const answer = await page.goto(`${place.origin}/console/realms/${place.realms.north}/${form}`);
    expect(answer?.status(), form).toBe(404);
    await expect(page.locator("main form"), form).toHaveCount(0);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of a realm have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, select:visible, button:visible, a:visible");
      };
      const realm = `${place.origin}/console/realms/${place.realms.north}`;
      for (const address of [realm, `${realm}/orgs`, `${realm}/orgs?state=inactive&reference=x`]) {
        await page.goto(address);
        await look();
      }
      await page.goto(`${realm}/orgs/new`);
      await button(page, "Add an organisation").click();
      await expect(problems(page)).toHaveCount(1);
      await look();
      await page.goto(`${realm}/orgs`);
      await page.getByRole("link", { name: "Org 01" }).click();
      await page.getByLabel("Type Org 01 to confirm").waitFor();
      await look();
    });
  });
}
