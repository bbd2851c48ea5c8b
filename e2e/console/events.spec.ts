import { expect, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(async ({ north, south }) => {
  const [{ recordEvent }, { createHook }, { createOrg }] = await Promise.all([
    import("@/lib/db/events"),
    import("@/lib/admin/app-hooks"),
    import("@/lib/admin/orgs"),
  ]);
  const actor = { at: new Date(), by: { ip: "192.0.2.9", userAgent: "tester" }, administrator: null };
  const hook = {
    hook_type: "webhook",
    event_type: "org.created",
    destination: "https://hooks.example.com/told",
    delay: 3_600,
  };
  await createHook(north, hook, actor);
  await createOrg(north, { name: "Told" }, actor);
  const login = { type: "user.login.failed", data: { username: "<b>nobody</b>" } } as const;
  for (let n = 0; n < 55; n++) await recordEvent(north, { ...login, userId: `usr_${n % 2}` });
  await recordEvent(south, { type: "user.created" });
});

test("events are listed newest first, narrowed by a form and paged; one shows who was told of it", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.reader);
  await page.goto(`${place.origin}/console/realms/${place.realms.north}`);
  await page.getByRole("link", { name: "Events" }).click();
  await expect(page.getByRole("row")).toHaveCount(51);
  await expect(page.locator("tbody")).not.toContainText("user.created");
  await page.getByRole("link", { name: "Next page" }).click();
  await expect(page.locator("tbody")).toContainText("realm.created");
  await page.goto(`${place.origin}/console/realms/${place.realms.north}/events`);
  await page.getByLabel("User").fill("usr_1");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page.getByRole("row")).toHaveCount(28);
  await page.locator("tbody th a").first().click();
  await expect(page.locator("pre")).toContainText("<b>nobody</b>");
  await expect(page.locator("main")).toContainText("Nobody was told");
  await page.goto(`${place.origin}/console/realms/${place.realms.north}/events`);
  await page.getByLabel("What").selectOption("org.created");
  await page.getByRole("button", { name: "Filter" }).click();
  await page.locator("tbody th a").click();
  await expect(page.locator("main")).toContainText("192.0.2.9");
  await expect(page.locator("tbody tr")).toContainText("On its way");
});

test("security 87, 93: another realm's events are as good as none", async ({ page, place }) => {
  await signIn(page, place.origin, staff.north);
  await page.goto(`${place.origin}/console/realms/${place.realms.north}/events`);
  const one = (await page.locator("tbody th a").first().getAttribute("href")) ?? "";
  await page.context().clearCookies();
  await signIn(page, place.origin, staff.south);
  const moved = one.replace(place.realms.north, place.realms.south);
  for (const path of [one, moved, `/console/realms/${place.realms.north}/events`])
    expect((await page.goto(place.origin + path))?.status()).toBe(404);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("events have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, select:visible, button:visible, a:visible");
      };
      await page.goto(`${place.origin}/console/realms/${place.realms.north}/events?event_type=org.created`);
      await look();
      await page.locator("tbody th a").click();
      await page.locator("dl").waitFor();
      await look();
    });
  });
}
