import type { Page } from "playwright/test";
import { expect, fill, newPerson, type Person, problems, submit, test } from "../fixtures/browser";
import { violationsOf } from "../fixtures/looked-over";

/** What a row of the sample app's table says. */
const said = (page: Page, name: string) =>
  page
    .locator("tr", { has: page.locator("th", { hasText: new RegExp(`^${name}$`) }) })
    .locator("td")
    .last();

async function join(page: Page, url: string, given: Partial<Person & { first_name: string; org_name: string }> = {}) {
  const person = { ...newPerson(), ...given };
  await page.goto(url);
  await fill(page, person);
  await submit(page);
  return person;
}

const pay = (page: Page) => page.getByRole("button", { name: "Pay and finish" }).click();
const title = (page: Page) => page.locator("h1");

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("mode user_org: the organisation is asked for, and its membership is in the token", async ({ page, demo }) => {
      const { url } = demo.demo.apps.user_org;
      await join(page, `${url}/signup`, { org_name: "Herons & Co" });
      await page.waitForURL(`${demo.demo.origin}/demo/account`);
      await expect(page.locator(".facts")).toContainText("signup=true");
      const [membership, ...more] = JSON.parse((await said(page, "m").textContent()) ?? "");
      expect(more).toEqual([]);
      expect(membership).toEqual({
        p: ["owner"],
        cs: {},
        oid: expect.stringMatching(/^org_/),
        o: "Herons & Co",
        ocs: {},
      });
      await join(page, `${url}/signup`, { first_name: "Ada" });
      await page.waitForURL(`${demo.demo.origin}/demo/account`);
      expect(JSON.parse((await said(page, "m").textContent()) ?? "")).toMatchObject([{ o: "Ada" }]);
    });

    test("mode user_token: nobody is made until the payment goes through, which fails first", async ({
      page,
      demo,
    }) => {
      const { url } = demo.demo.apps.user_token;
      const { origin } = demo.demo;
      const arrival = page.waitForRequest((request) => request.url().startsWith(`${origin}/demo/signup?token=utk_`));
      const person = await join(page, `${url}/signup?redir=${encodeURIComponent("/notes/7?a=1")}`);
      const asked = new URL((await arrival).url());
      expect([...asked.searchParams.keys()]).toEqual(["token", "redir"]);
      await page.waitForURL(`${origin}/demo/signup/payment`);
      await expect(said(page, "username")).toHaveText(JSON.stringify(person.username));
      await expect(said(page, "credential_type")).toHaveText('"password"');
      const html = await page.content();
      expect(html).not.toContain(asked.searchParams.get("token"));
      expect(html).not.toContain(demo.demo.api_key);

      await page.getByLabel(/is declined/).check();
      const declined = page.waitForResponse((response) => response.url().endsWith("?why=declined"));
      await pay(page);
      expect((await declined).status()).toBe(402);
      await expect(page.locator("main [role=alert]")).toContainText("declined");
      const stranger = await page.context().newPage();
      await stranger.goto(`${url}/login`);
      await fill(stranger, { username: person.username, password: person.password });
      await submit(stranger);
      await expect(problems(stranger)).toHaveText([/did not get you in/]);
      await stranger.close();

      await pay(page);
      await page.waitForURL(`${origin}/demo/signup/finished`);
      await expect(title(page)).toHaveText(`Welcome, ${person.username}`);
      await page.getByRole("link", { name: "Log in" }).click();
      await fill(page, { username: person.username, password: person.password });
      await submit(page);
      await page.waitForURL(`${origin}/demo/account`);
      await expect(page.locator(".facts")).toContainText("no signup=true came along");
      await expect(page.locator(".facts")).toContainText("/notes/7?a=1");
      await expect(said(page, "un")).toHaveText(JSON.stringify(person.username));

      await page.goto(asked.href);
      await expect(title(page)).toHaveText("That signup is over");
    });

    test("mode user_token: a discarded signup leaves nobody, and the name is free", async ({ page, demo }) => {
      const { url } = demo.demo.apps.user_token;
      const person = await join(page, `${url}/signup`);
      await page.waitForURL("**/demo/signup/payment");
      await page.getByRole("button", { name: "Discard this signup" }).click();
      await page.waitForURL("**/demo/signup/discarded");
      await page.goto(`${demo.demo.origin}/demo/signup/payment`);
      await expect(title(page)).toHaveText("No signup is waiting here");
      await join(page, `${demo.demo.apps.user.url}/signup`, person);
      await page.waitForURL(`${demo.demo.origin}/demo/account`);
    });

    test("mode user_token: of two signups for one name the later payment says that it is taken", async ({
      page,
      demo,
      browser,
    }) => {
      const { url } = demo.demo.apps.user_token;
      const person = await join(page, `${url}/signup`);
      await page.waitForURL("**/demo/signup/payment");
      const context = await browser.newContext({ javaScriptEnabled });
      const other = await context.newPage();
      await join(other, `${url}/signup`, person);
      await other.waitForURL("**/demo/signup/payment");
      await pay(other);
      await other.waitForURL("**/demo/signup/finished");
      await context.close();
      await pay(page);
      await expect(page.locator("main [role=alert]")).toContainText("taken that username");
    });
  });
}

test("redirect_uri takes the handler's place for a signup token too", async ({ page, demo }) => {
  const back = `${demo.demo.origin}/demo/other`;
  const arrival = page.waitForRequest((request) => request.url().startsWith(`${back}?token=utk_`));
  await join(page, `${demo.demo.apps.user_token.url}/signup?redirect_uri=${encodeURIComponent(back)}`);
  await arrival;
  await page.waitForURL("**/demo/signup/payment");
  await expect(title(page)).toHaveText("Almost there");
});

test("a token that never was, and none at all, are told in words", async ({ page, demo }) => {
  const { origin } = demo.demo;
  const gone = await page.goto(`${origin}/demo/signup?token=utk_0000000000000000000000`);
  expect(gone?.status()).toBe(410);
  await expect(title(page)).toHaveText("That signup is over");
  await page.goto(`${origin}/demo/signup`);
  await expect(title(page)).toHaveText("No signup is waiting here");
  await page.getByRole("link", { name: "Sign up" }).click();
  await expect(page.locator("input[name=password]")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  test(`the sample app's payment has no violation of axe and fits 320 pixels, ${colorScheme}`, async ({
    page,
    demo,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 800 });
    await join(page, `${demo.demo.apps.user_token.url}/signup`);
    await page.waitForURL("**/demo/signup/payment");
    await page.getByLabel(/is declined/).check();
    await pay(page);
    await expect(page.locator("main [role=alert]")).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  });
