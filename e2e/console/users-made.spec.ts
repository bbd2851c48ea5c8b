import type { Page } from "playwright/test";
import { expect, problems, signIn } from "../fixtures/console";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(async ({ south }) => {
  const { db } = await import("@/lib/db/client");
  await db().realm.update({ where: { id: south }, data: { usernameValidationHuman: "email" } });
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const password = "seven quiet herons";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const name = javaScriptEnabled ? "ines" : "jonas";

    test("seed 003, security 95: a human is added with a password typed twice, and changed in all fields, on record", async ({
      page,
      place,
    }) => {
      const { origin, realms, server } = place;
      await signIn(page, origin, staff.north);
      await page.goto(`${origin}/console/realms/${realms.north}/users`);
      await page.getByRole("link", { name: "Add user" }).first().click();
      await field(page, "First name").fill("Ines");
      await field(page, "Last name").fill("Iris");
      await field(page, "E-mail address").fill(`${name}@example.com`);
      await field(page, "E-mail verification").selectOption("verified");
      await field(page, "Username").fill(name);
      await field(page, "Reference").fill("r-7");
      await field(page, "Password").fill(password);
      await field(page, "Password again").fill("another one entirely");
      await field(page, "Custom attributes").fill('seats: 3\nzip: "1"\nplan');
      await button(page, "Add user").click();
      await expect(problems(page)).toHaveText([/Line 3 is not a name and a value/]);
      await field(page, "Custom attributes").fill('seats: 3\nzip: "1"\ntags: [a, 2]');
      await field(page, "Password").fill(password);
      await field(page, "Password again").fill("another one entirely");
      await button(page, "Add user").click();
      await expect(problems(page)).toHaveText(["The two passwords differ. Type the same one twice."]);
      await expect(field(page, "E-mail verification")).toHaveValue("verified");
      expect(await page.content()).not.toContain(password);
      await field(page, "Password").fill(password);
      await field(page, "Password again").fill(password);
      await button(page, "Add user").click();
      await page.waitForURL(/users\/usr_\w+$/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ines Iris");
      await expect(field(page, "Name")).toHaveValue("Ines Iris");
      await expect(field(page, "Name")).not.toBeEditable();
      expect((await field(page, "Custom attributes").inputValue()).split("\n").sort()).toEqual([
        "seats: 3",
        "tags: [a, 2]",
        'zip: "1"',
      ]);
      await expect(page.locator("dl")).toContainText(`${name}@example.com (verified)`);

      await field(page, "First name").fill("Iva");
      await field(page, "E-mail address").fill(`${name}2@example.com`);
      await field(page, "E-mail verification").selectOption("requested");
      await field(page, "Username").fill(`${name}-2`);
      await field(page, "State").selectOption("inactive");
      await field(page, "Custom attributes").fill("");
      await button(page, "Save").click();
      await page.waitForURL(/saved=yes/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Iva Iris");
      await expect(page.locator("dl")).toContainText(`${name}2@example.com (verification requested)`);
      await expect(page.locator("dl")).toContainText("Inactive");
      await expect(field(page, "Custom attributes")).toHaveValue("");

      await page.goto(`${origin}/console/audit?action=user.updated`);
      await page.locator("tbody th a").first().click();
      for (const said of ['"from": "Ines"', '"to": "Iva"', '"custom": "changed"', '"to": "inactive"'])
        await expect(page.locator("main")).toContainText(said);
      expect(server.log()).not.toContain(password);
    });

    test("seed 003: the owner is told what a name, an address and a password must be", async ({ page, place }) => {
      await signIn(page, place.origin, staff.south);
      await page.goto(`${place.origin}/console/realms/${place.realms.south}/users/new`);
      await button(page, "Add user").click();
      await expect(problems(page)).not.toHaveCount(0);
      await field(page, "E-mail address").fill("no address");
      await field(page, "Username").fill("no address");
      await field(page, "Password").fill("short");
      await field(page, "Password again").fill("short");
      await button(page, "Add user").click();
      const said = page.locator("main [role=alert]");
      for (const words of ["does not look like an e-mail address", "too short"])
        await expect(said).toContainText(words);
      await expect(page.locator("main")).toContainText("An e-mail address, as this realm wants its usernames.");
    });

    test("seed 003: an API user needs nothing, and its key is shown once and lets it in", async ({ page, place }) => {
      const { origin, realms, server } = place;
      await signIn(page, origin, staff.north);
      await page.goto(`${origin}/console/realms/${realms.north}/users`);
      await page.getByRole("link", { name: "Add API user" }).click();
      await field(page, "Name").fill(`Robot of ${name}`);
      await button(page, "Add API user").click();
      const key = (await page.locator(".made-secret").textContent()) ?? "";
      expect(key).toMatch(/^[\w-]{40,}$/);
      expect(page.url()).not.toContain(key);
      await page.getByRole("link", { name: "I have copied it, show the users" }).click();
      await page.getByRole("link", { name: `Robot of ${name}` }).click();
      await expect(page.locator("dl")).toContainText("API");
      await expect(page.locator("dl")).toContainText("api-");
      expect(await page.content()).not.toContain(key);
      await field(page, "Name").fill(`Machine of ${name}`);
      await button(page, "Save").click();
      await page.waitForURL(/saved=yes/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Machine of ${name}`);
      expect(server.log()).not.toContain(key);

      const username = (await page.getByLabel("Username").inputValue()) ?? "";
      await page.getByLabel(`Type ${username} to confirm`).fill("it");
      await button(page, "Delete this user").click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel(`Type ${username} to confirm`).fill(username);
      await button(page, "Delete this user").click();
      await page.waitForURL(/users\?deleted=1/);
      await expect(page.getByRole("status")).toHaveText("1 user has been deleted.");
      await expect(page.getByRole("link", { name: `Machine of ${name}` })).toHaveCount(0);
    });
  });
}
