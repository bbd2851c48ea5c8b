import type { Page } from "playwright/test";
import { codeOf } from "../fixtures/authenticator";
import { expect, problems, signIn } from "../fixtures/console";
import { addFrank } from "../fixtures/console-people";
import { type Realms, staff, staffedTest } from "../fixtures/staffed";

type Ids = Awaited<ReturnType<typeof addFrank>>;
const ids: { frank?: Ids } = {};
const test = staffedTest(async ({ north }: Realms) => {
  const { db } = await import("@/lib/db/client");
  await db().realm.update({ where: { id: north }, data: { apiKeyPolicy: "encrypt" } });
  ids.frank = await addFrank(north);
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

type Place = { origin: string; realms: Realms; server: { log: () => string } };
const open = (page: Page, { origin, realms }: Place, user: string | undefined) =>
  page.goto(`${origin}/console/realms/${realms.north}/users/${user}/access`);
const made = async (page: Page) => (await page.locator(".made-secret").textContent()) ?? "";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a password is set, and a link that sets one is shown once or mailed", async ({ page, place }) => {
      await signIn(page, place.origin, staff.north);
      await open(page, place, ids.frank?.frank);
      await button(page, "Set a new password").click();
      await expect(problems(page)).toHaveText(["Enter a password."]);
      await page.getByLabel("Password", { exact: true }).fill("nine loud walruses");
      await page.getByLabel("Password again").fill("nine loud walruses");
      await button(page, "Set a new password").click();
      await page.waitForURL(/said=saved/);
      await expect(page.getByRole("status")).toHaveText("Saved.");

      await button(page, "Mail a link").click();
      await page.waitForURL(/said=link-mailed/);
      await expect(page.getByRole("status")).toHaveText("The link is on its way to their address.");
      await button(page, "Make a link").click();
      const link = new URL(await made(page));
      const token = link.searchParams.get("token") ?? "";
      expect(token).toMatch(/^kpw_\w{22}$/);
      expect(page.url()).not.toContain(token);
      await page.getByRole("link", { name: "I have copied it" }).click();
      await expect(page.locator(".made-secret")).toHaveCount(0);
      expect(await page.content()).not.toContain(token);

      await page.goto(`${place.origin}/console/audit`);
      await expect(page.locator("tbody th").nth(0)).toHaveText("user.password_token.created");
      await page.goto(`${place.origin}/console/mail?realm_id=${place.realms.north}`);
      await expect(page.locator("tbody")).toContainText("frank@example.com");
      expect(place.server.log()).not.toContain(token);

      await page.goto(link.href);
      await page.locator('input[name="password"]').fill("eleven calm otters");
      const again = page.locator('input[name="password_confirmation"]');
      if ((await again.count()) > 0) await again.fill("eleven calm otters");
      await page.locator("form button[type=submit]").first().click();
      await page.waitForURL(/\/login/);
    });

    test("a second factor is added by its QR code and first code, and deleted once the name is typed", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      await open(page, place, ids.frank?.frank);
      await button(page, "Add a device").click();
      await page.waitForURL(/said=device-added/);
      await expect(page.getByRole("img", { name: "QR code for the authenticator app" })).toBeVisible();
      const typed = async () => ((await page.locator(".gh-secret").textContent()) ?? "").replace(/\s/g, "");
      const first = await typed();
      await button(page, "Start over with another device").click();
      await page.waitForURL(/said=saved/);
      await page.getByLabel("Name of the device").fill("Work phone");
      await button(page, "Add a device").click();
      await page.waitForURL(/said=device-added/);
      const secret = await typed();
      expect(secret).not.toBe(first);
      await page.getByLabel("Code from the app").fill("000");
      await button(page, "Put it to use").click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel("Code from the app").fill(codeOf(secret, new Date()));
      await button(page, "Put it to use").click();
      const codes = (await made(page)).split("\n");
      expect(new Set(codes).size).toBe(10);
      await page.getByRole("link", { name: "I have copied it" }).first().click();
      await expect(page.locator("main")).toContainText("Work phone");
      const content = await page.content();
      for (const told of [secret, codes[0] ?? ""]) expect(content).not.toContain(told);
      await page.getByLabel("Type frank to confirm").fill("frank");
      await button(page, "Delete this device").click();
      await page.waitForURL(/said=saved/);
      await expect(button(page, "Add a device")).toBeVisible();
    });

    test("security 89: an API user's key is shown where the realm encrypts keys, and made anew; who looked is recorded", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      await open(page, place, ids.frank?.robot);
      await button(page, "Show the key").click();
      const key = await made(page);
      expect(key).toMatch(/^[\w-]{40,}$/);
      expect(place.server.log()).not.toContain(key);
      await page.getByRole("link", { name: "Hide it" }).click();
      await expect(button(page, "Show the key")).toBeVisible();
      expect(await page.content()).not.toContain(key);
      await page.goto(`${place.origin}/console/audit`);
      await expect(page.locator("tbody th").first()).toHaveText("credential.shown");
      await open(page, place, ids.frank?.robot);
      await button(page, "Make a new key").click();
      expect(await made(page)).not.toBe(key);
      await page.context().clearCookies();
      await signIn(page, place.origin, staff.reader);
      for (const user of [ids.frank?.robot, ids.frank?.frank]) {
        await open(page, place, user);
        await expect(page.locator("main form")).toHaveCount(0);
      }
    });
  });
}

test("seed 003: an external profile is shown and deleted", async ({ page, place }) => {
  await signIn(page, place.origin, staff.north);
  await open(page, place, ids.frank?.frank);
  const profile = page.getByRole("row", { name: /GitHub/ });
  await expect(profile).toContainText("Frank at GitHub, frank@example.com");
  await profile.getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(/said=saved/);
  await expect(page.locator("main")).toContainText("No external profile");
});
