import { expect, problems, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(async ({ south }) => {
  const [{ createHook }, { createOrg }, { db }] = await Promise.all([
    import("@/lib/admin/app-hooks"),
    import("@/lib/admin/orgs"),
    import("@/lib/db/client"),
  ]);
  const actor = { at: new Date(), by: { ip: null, userAgent: null }, administrator: null };
  const hook = { event_type: "org.created", destination: "https://hooks.example.com/south", delay: 3_600 };
  await createHook(south, hook, actor);
  await createOrg(south, { name: "Told" }, actor);
  const failed = {
    state: "failed",
    attempts: 14,
    nextAttemptAt: null,
    lastResult: "503",
    lastAttemptAt: new Date(),
  } as const;
  await db().notification.updateMany({ where: { realmId: south }, data: failed });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a webhook is added, its key shown once, changed, given another key, pinged and deleted", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      const all = `${place.origin}/console/realms/${place.realms.north}/hooks`;
      await page.goto(all);
      await expect(page.locator("main")).toContainText("No hook yet");
      await page.getByRole("link", { name: "Add a webhook" }).first().click();
      await page.getByLabel("Address").fill("http://10.0.0.1/hooks");
      await page.getByLabel("Events").fill("user.nothing");
      await page.getByRole("button", { name: "Add a webhook" }).click();
      await expect(problems(page)).toHaveCount(2);
      await expect(page.getByLabel("Events")).toHaveValue("user.nothing");
      await page.getByLabel("Address").fill("https://app:hush@hooks.example.com/a");
      await page.getByLabel("Events").fill("user.* org.created");
      await page.getByRole("button", { name: "Add a webhook" }).click();
      const key = (await page.locator(".made-secret").textContent()) ?? "";
      expect(key).toMatch(/^whsec_/);
      await page.getByRole("link", { name: "I have copied it" }).click();
      await expect(page.getByRole("row").nth(1)).toContainText("user.*, org.created");
      await page.locator("tbody th a").click();
      await page.getByLabel("Seconds to wait first").fill("60");
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL(/saved=yes/);
      await expect(page.getByLabel("Seconds to wait first")).toHaveValue("60");
      expect(await page.content()).not.toContain("hush");
      expect(await page.content()).not.toContain(key);

      await page.getByRole("button", { name: "Make a new key" }).click();
      await expect(page.locator(".made-secret")).toHaveText(/^whsec_/);
      await expect(page.locator(".made-secret")).not.toHaveText(key);
      await page.getByRole("link", { name: "I have copied it" }).click();
      const here = page.url();
      await page.getByRole("button", { name: "Send a ping" }).click();
      await page.waitForURL(/events\/ev_\w+$/);
      await expect(page.locator("tbody tr")).toHaveCount(1);
      await page.goto(here);
      await expect(page.locator("tbody th")).toHaveText("ping");
      const id = here.split("/").at(-1) ?? "";
      await page.getByLabel(`Type ${id} to confirm`).fill(id);
      await page.getByRole("button", { name: "Delete this hook" }).click();
      await page.waitForURL(all);
      await page.goto(`${place.origin}/console/audit?action=app_hook.`);
      await expect(page.locator("tbody th").nth(0)).toHaveText("app_hook.deleted");
      await expect(page.locator("tbody th").nth(1)).toHaveText("app_hook.pinged");
      expect(place.server.log()).not.toContain(key);
    });
  });
}

test("what a hook was told of stands there with its tries and last answer, and is sent again", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.south);
  await page.goto(`${place.origin}/console/realms/${place.realms.south}/hooks`);
  await page.locator("tbody th a").click();
  const told = page.locator("tbody tr");
  await expect(told).toContainText("org.created");
  await expect(told).toContainText("Failed");
  await expect(told.locator("td").nth(1)).toHaveText("14");
  await expect(told.locator("td").nth(2)).toHaveText("503");
  await page.getByRole("button", { name: "Send again" }).click();
  await page.waitForURL(/saved=yes/);
  await expect(told).not.toContainText("14");
  await page.goto(`${place.origin}/console/audit`);
  await expect(page.locator("tbody th").first()).toHaveText("app_hook.redelivered");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of hooks have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, select:visible, button:visible, a:visible");
      };
      const hooks = `${place.origin}/console/realms/${place.realms.south}/hooks`;
      await page.goto(`${hooks}/new`);
      await page.getByRole("button", { name: "Add a webhook" }).click();
      await expect(problems(page)).toHaveCount(1);
      await look();
      await page.goto(hooks);
      await look();
      await page.locator("tbody th a").click();
      await page.getByRole("button", { name: "Delete this hook" }).waitFor();
      await look();
    });
  });
}
