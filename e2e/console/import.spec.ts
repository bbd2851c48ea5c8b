import type { Page } from "playwright/test";
import { expect, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest();

const shown = (page: Page) => page.frameLocator("iframe").locator("body");
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const choose = (page: Page, name: string, text: string) =>
  page.getByLabel("File").setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a file is tried, told of line by line, and then imported without being chosen again", async ({
      page,
      place,
    }) => {
      const name = javaScriptEnabled ? "ines" : "ivan";
      await signIn(page, place.origin, staff.north);
      const users = `${place.origin}/console/realms/${place.realms.north}/users`;
      await page.goto(users);
      await page.getByRole("link", { name: "Import users" }).click();
      await button(page, "Try it first").click();
      await expect(shown(page)).toContainText("Choose a file first.");
      await choose(page, "people.csv", "username,emial\nx,y\n");
      await button(page, "Try it first").click();
      await expect(shown(page)).toContainText("emial");

      const rows = [`${name},${name}@example.com`, "ugo,<b>not an address", `${name},other@example.com`];
      await choose(page, "people.csv", `username,email\n${rows.join("\n")}\n`);
      await button(page, "Try it first").click();
      await expect(shown(page).locator(".total")).toHaveText(
        "Tried. Nothing was changed. Importing would make 1 user, skip 1 and refuse 1.",
      );
      await expect(shown(page).locator("p", { hasText: "Line 3 not made:" })).toHaveCount(1);
      await expect(shown(page).locator("p", { hasText: "Line 4 skipped:" })).toHaveCount(1);
      await button(page, "Import").click();
      await expect(shown(page).locator(".total")).toHaveText("Imported. 1 user was made, 1 skipped, 1 refused.");
      await choose(page, "people.jsonl", `{"username":"${name}","email":"${name}@example.com"}\n`);
      await button(page, "Import").click();
      await expect(shown(page).locator(".total")).toHaveText("Imported. 0 users were made, 1 skipped, 0 refused.");
      await page.goto(`${users}?search=${name}`);
      await expect(page.locator("tbody tr")).toHaveCount(1);
      await page.goto(`${place.origin}/console/audit?action=users.import`);
      await expect(page.locator("tbody th").first()).toHaveText("users.imported");
    });
  });
}

test("of a file with many bad lines the first 1,000 are told, and all of it is read", async ({ page, place }) => {
  await signIn(page, place.origin, staff.south);
  await page.goto(`${place.origin}/console/realms/${place.realms.south}/users/import`);
  const lines = Array.from({ length: 30_000 }, (_, n) => `bad${n},${"x".repeat(80)}`);
  await choose(page, "many.csv", `username,email\n${lines.join("\n")}\n`);
  await button(page, "Try it first").click();
  await expect(shown(page).locator(".total")).toContainText("refuse 30000.", { timeout: 60_000 });
  await expect(shown(page)).toContainText("Only the first 1,000");
  await expect(shown(page).locator("strong")).toHaveCount(1_000);
});

test("a long file is told of while it is read, and stopping it keeps what was made", async ({ page, place }) => {
  await signIn(page, place.origin, staff.south);
  const users = `${place.origin}/console/realms/${place.realms.south}/users`;
  await page.goto(`${users}/import`);
  const lines = Array.from({ length: 200_000 }, (_, n) => `long${n},long${n}@example.com,${"x".repeat(60)}`);
  await choose(page, "long.csv", `username,email,first_name\n${lines.join("\n")}\n`);
  await button(page, "Import").click();
  const bar = page.getByRole("progressbar", { name: "Sending the file, which is read as it comes" });
  await expect(bar).toBeVisible();
  await expect.poll(() => bar.evaluate((one) => Number(Reflect.get(one, "value")))).toBeGreaterThan(0.01);
  await button(page, "Stop").click();
  await expect(shown(page)).toHaveText("The file did not come whole. Send it again: whoever was made is skipped.");
  await expect(bar).toHaveCount(0);
  await page.goto(`${users}?search=long1`);
  await expect(page.locator("tbody tr").first()).toBeVisible();
});

test("security 22, 92, 93: nobody imports without the right to, nor by another site's form", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.reader);
  const at = (realm: string) => `${place.origin}/console/realms/${realm}/users/import`;
  expect((await page.goto(at(place.realms.north)))?.status()).toBe(404);
  const post = async (realm: string, origin = place.origin) => {
    const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from("username\nintruder\n") };
    const answer = await page.request.post(`${at(realm)}/run`, { headers: { origin }, multipart: { file } });
    expect(await answer.text()).not.toContain("Imported");
    return answer.status();
  };
  expect(await post(place.realms.north)).toBe(403);
  await page.context().clearCookies();
  expect(await post(place.realms.north)).toBe(403);
  await signIn(page, place.origin, staff.south);
  expect(await post(place.realms.north)).toBe(403);
  expect(await post(place.realms.south, "https://attacker.example")).toBe(403);
  await page.goto(`${place.origin}/console/realms/${place.realms.south}/users?search=intruder`);
  await expect(page.locator("tbody tr")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the page of imports has no violation of axe, and fits 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      await page.goto(`${place.origin}/console/realms/${place.realms.south}/users/import`);
      expect(await violationsOf(page)).toEqual([]);
      await expectToFit(page, "input[type=file], button:visible, a:visible");
    });
  });
}
