import { expect, problems, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("security 89: an API key is shown once, opens its realm, and opens nothing once it is deleted", async ({
      page,
      place,
    }) => {
      const { origin, realms, server } = place;
      await signIn(page, origin, staff.north);
      await page.goto(`${origin}/console/realms/${realms.north}/keys`);
      await page.getByRole("link", { name: "Make an API key" }).first().click();
      await page.getByRole("button", { name: "Make an API key" }).click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel("Name").fill("Billing");
      await page.getByLabel("May").selectOption("manage");
      await page.getByRole("button", { name: "Make an API key" }).click();
      const key = (await page.locator(".made-secret").textContent()) ?? "";
      expect(key).toMatch(/^ko_\w{22}-\w{43}$/);
      expect(page.url()).not.toContain(key);
      await expect(page.locator("main form")).toHaveCount(0);
      expect((await page.context().cookies()).some(({ value }) => value.includes(key))).toBe(false);
      const opens = async () =>
        (await server.request("/v1/orgs", { headers: { authorization: `Bearer ${key}` } })).status;
      expect(await opens()).toBe(200);

      await page.getByRole("link", { name: "I have copied it" }).click();
      await expect(page.getByRole("row", { name: /Billing/ })).toContainText("Do everything in this realm");
      expect(await page.content()).not.toContain(key);
      await page.getByRole("link", { name: "Billing" }).click();
      expect(await page.content()).not.toContain(key);
      await page.getByLabel("Type Billing to confirm").fill("Billing");
      await page.getByRole("button", { name: "Delete this key" }).click();
      await page.waitForURL(/keys$/);
      await expect(page.locator("main")).toContainText("No API key yet");
      expect(await opens()).toBe(403);
      await page.goto(`${origin}/console/audit`);
      await expect(page.locator("tbody th").first()).toHaveText("api_key.deleted");
      await expect(page.locator("tbody th").nth(1)).toHaveText("api_key.created");
      await page.locator("tbody th a").nth(1).click();
      await expect(page.locator("main")).toContainText('"name": "Billing"');
      await expect(page.locator("main")).toContainText(staff.north.email);
      expect(await page.content()).not.toContain(key);
      expect(server.log()).not.toContain(key);
    });
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of API keys have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, select:visible, button:visible, a:visible");
      };
      const keys = `${place.origin}/console/realms/${place.realms.south}/keys`;
      await page.goto(keys);
      await look();
      await page.goto(`${keys}/new`);
      await page.getByLabel("Name").fill(colorScheme);
      await page.getByRole("button", { name: "Make an API key" }).click();
      await page.locator(".made-secret").waitFor();
      await look();
      await page.goto(keys);
      await look();
      await page.getByRole("link", { name: colorScheme, exact: true }).click();
      await page.getByLabel(`Type ${colorScheme} to confirm`).waitFor();
      await look();
    });
  });
}
