import type { Page } from "playwright/test";
import { expect, problems, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest();

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
const shown = (page: Page) => page.frameLocator("iframe").locator("body");
const body = (page: Page) => page.getByLabel("Text", { exact: true });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a mail is worded with a preview, sent as a test, saved, and goes back to our words", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      await page.goto(`${place.origin}/console/realms/${place.realms.north}`);
      await page.getByRole("link", { name: "Mails" }).click();
      await expect(page.locator("tbody tr")).toHaveCount(6);
      await page.getByRole("link", { name: "Your password was changed" }).click();
      await expect(shown(page)).toContainText("every other session was ended");
      await expect(body(page)).toHaveValue(/\[Choose a new password\]\(\{\{ link \}\}\)/);

      await page.getByLabel("Subject").fill("Hello {{ user.username }}");
      await body(page).fill("Good day\n{{ user.nmae }}");
      await button(page, "Preview").click();
      await expect(shown(page)).toContainText("Line 2: this mail has no variable user.nmae.");
      await button(page, "Save").click();
      await expect(problems(page)).toHaveText(/^Line 2: this mail has no variable user\.nmae\./);
      await expect(body(page)).toHaveValue("Good day\n{{ user.nmae }}");

      await body(page).fill("Good **day**, {{ user.name }}: [go]({{ link }})");
      await button(page, "Preview").click();
      await expect(shown(page).locator("header")).toContainText("Hello frank");
      await expect(shown(page).locator("strong", { hasText: "day" })).toBeVisible();
      await expect(shown(page)).toContainText("Frank Field");
      await button(page, /^Send a test to/).click();
      await expect(page.locator("form [role=status]")).toContainText(staff.north.email);
      await expect(body(page)).toHaveValue("Good **day**, {{ user.name }}: [go]({{ link }})");
      await button(page, "Save").click();
      await page.waitForURL(/saved=yes/);
      await expect(page.locator("main")).toContainText("goes out in your words");
      await expect(shown(page)).toContainText("Frank Field");

      await page.goto(`${place.origin}/console/mail`);
      const first = page.locator("tbody tr").first();
      await expect(first).toContainText(staff.north.email);
      await expect(first).toContainText("Hello frank");
      await page.goBack();
      await page.getByLabel("Type English to confirm").fill("English");
      await button(page, "Back to our words").click();
      await expect(page.locator("main")).toContainText("goes out in our words");
      await page.goto(`${place.origin}/console/audit?action=mail_template.`);
      await expect(page.locator("tbody th").nth(0)).toHaveText("mail_template.removed");
      await expect(page.locator("tbody th").nth(1)).toHaveText("mail_template.set");
      await expect(page.locator("tbody th").nth(2)).toHaveText("mail_template.tested");
    });

    test("a hook that sends mail is added with a preview, told apart in the list, changed and deleted", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      const all = `${place.origin}/console/realms/${place.realms.north}/hooks`;
      await page.goto(all);
      await page.getByRole("link", { name: "Add a mail" }).click();
      await page.getByLabel("Event").selectOption("user.password_token.created");
      await page.getByLabel("To", { exact: true }).fill("owner@example.com");
      await page.getByLabel("Subject").fill("Welcome");
      await body(page).fill("From {{ event.event_type }}");
      await button(page, "Add a mail").click();
      await expect(problems(page)).toHaveCount(2);
      await expect(page.getByLabel("Event")).toHaveValue("user.password_token.created");
      await page.getByLabel("Event").selectOption("user.created");
      await button(page, "Preview").click();
      await expect(shown(page)).toContainText("From user.created");
      await button(page, "Add a mail").click();
      await page.waitForURL(/saved=yes/);
      await expect(shown(page)).toContainText("From user.created");
      await page.getByLabel("Subject").fill("Welcome home");
      await button(page, "Save").click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Welcome home");
      const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      await page.goto(all);
      const row = page.getByRole("row", { name: /Welcome home/ });
      await expect(row.locator("td").first()).toHaveText("Mail");
      await row.getByRole("link").click();
      await page.getByLabel(`Type ${id} to confirm`).fill(id);
      await button(page, "Delete this hook").click();
      await page.waitForURL(all);
      await expect(row).toHaveCount(0);
    });
  });
}

test("security 1: what is shown in a frame runs, loads and sends nothing, and only its page may frame it", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.owner);
  const mails = `${place.origin}/console/realms/${place.realms.north}/mails`;
  expect((await page.goto(mails))?.headers()["content-security-policy"]).toContain("frame-src 'none'");
  const answered = page.waitForResponse(/\/preview/);
  const editor = await page.goto(`${mails}/user.password.changed?locale=ar`);
  expect(editor?.headers()["content-security-policy"]).toContain("frame-src 'self'");
  const policy = (await answered).headers()["content-security-policy"];
  expect(policy).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox",
  );
  await expect(page.locator("iframe")).toHaveAttribute("sandbox", "");
  await expect(page.frameLocator("iframe").locator("html")).toHaveAttribute("dir", "rtl");
});

test("a reader sees the mail and no form, and nobody sees or previews another realm's", async ({ page, place }) => {
  await signIn(page, place.origin, staff.reader);
  const at = (realm: string) => `${place.origin}/console/realms/${realm}/mails/user.signup.existing`;
  await page.goto(at(place.realms.north));
  await expect(shown(page)).toContainText("already has an account");
  await expect(page.locator("main form")).toHaveCount(0);
  const posted = (realm: string) =>
    page.request.post(`${at(realm)}/preview`, {
      headers: { origin: place.origin },
      multipart: { subject: "x", renderer: "text", body: "{{ app.name }}" },
    });
  expect((await posted(place.realms.north)).status()).toBe(403);
  expect((await page.goto(at(place.realms.south)))?.status()).toBe(404);
  for (const address of [at(place.realms.south), `${place.origin}/console/realms/${place.realms.south}/hooks`]) {
    const answer = await page.request.get(`${address}/preview`);
    expect(answer.status()).toBe(403);
    expect(await answer.text()).not.toContain("Southwind");
  }
  expect((await page.goto(`${at(place.realms.north)}s`))?.status()).toBe(404);
  await page.context().clearCookies();
  expect((await page.request.get(`${at(place.realms.north)}/preview`)).status()).toBe(403);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of mails have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, select:visible, button:visible, a:visible");
      };
      const realm = `${place.origin}/console/realms/${place.realms.south}`;
      await page.goto(`${realm}/mails`);
      await look();
      await page.goto(`${realm}/mails/user.password_token.created?locale=de`);
      await body(page).fill("{{ nothing");
      await button(page, "Save").click();
      await expect(problems(page)).toHaveCount(1);
      await look();
      await page.goto(`${realm}/hooks/new_mail`);
      await look();
    });
  });
}
