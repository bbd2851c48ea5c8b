import type { Page } from "playwright/test";
import { codeOf } from "../fixtures/authenticator";
import { test as base, expect, fill, newPerson, problems, submit } from "../fixtures/browser";
import { violationsOf } from "../fixtures/looked-over";
import { prepareData } from "../fixtures/prepared-data";
import { enter, secretOn } from "../fixtures/second-step";
import { freePort, startServer } from "../fixtures/server";

/** A server whose one realm asks everybody for a second factor. */
type Strict = { readonly url: string };

const test = base.extend<object, { strict: Strict }>({
  strict: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are needed
    async ({}, use) => {
      const port = await freePort();
      const data = await prepareData({
        more: async (realmId) => {
          const { db } = await import("@/lib/db/client");
          await db().realm.update({ where: { id: realmId }, data: { mfaPolicy: "required" } });
          // Any page that is there will do as the app's.
          const loginHandler = `http://localhost:${port}/healthz?from=login`;
          await db().connectedApp.updateMany({ where: { realmId }, data: { loginHandler } });
        },
      });
      const server = await startServer({ dataDir: data.dataDir, port, env: { SECRET: data.secret, TRUST_PROXY: "1" } });
      await use({ url: `http://acorn.localhost:${server.port}` });
      await server.stop();
      await data.remove();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

const atTheApp = "**/healthz?from=login&token=**";

async function arrivalOf(page: Page, act: () => Promise<void>): Promise<URL> {
  await act();
  await page.waitForURL(atTheApp);
  return new URL(page.url());
}

async function signUpAndScan(page: Page, { url }: Strict) {
  const person = newPerson();
  await page.goto(`${url}/signup?redir=/notes/7`);
  await fill(page, { username: person.username, email: person.email, password: person.password });
  await submit(page);
  await page.waitForURL("**/enrol?redir=%2Fnotes%2F7");
  return { person, secret: await secretOn(page) };
}

async function passwordStep(
  page: Page,
  { url }: Strict,
  { username, password }: { username: string; password: string },
) {
  await page.goto(`${url}/login`);
  await fill(page, { username, password });
  await submit(page);
  await page.waitForURL("**/verify_login");
}

async function look(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(page.viewportSize()?.width ?? 0);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("who must have a second factor sets it up, keeps ten codes, and is at the app", async ({ page, strict }) => {
      const { secret } = await signUpAndScan(page, strict);
      expect(secret).toMatch(/^[A-Z2-7]{32}$/);
      const field = page.locator("input[name=code]");
      await expect(field, "security 27").toHaveAttribute("autocomplete", "one-time-code");
      await expect(page.locator("img.gh-qr")).toHaveJSProperty("complete", true);
      await page.reload();
      expect(await secretOn(page), "a reload shows the same secret").toBe(secret);
      await enter(page, "000000");
      await expect(problems(page)).toHaveText([/does not fit/]);
      expect(await secretOn(page), "and so does a wrong code").toBe(secret);

      await enter(page, codeOf(secret, new Date()));
      await page.waitForURL("**/recovery_codes?redir=%2Fnotes%2F7");
      const codes = await page.locator(".gh-codes li").allTextContents();
      expect(new Set(codes).size).toBe(10);
      await page.reload();
      expect(await page.locator(".gh-codes li").allTextContents()).toEqual(codes);
      const arrived = await arrivalOf(page, () => submit(page));
      expect([...arrived.searchParams.keys()]).toEqual(["from", "token", "signup", "redir"]);

      await page.goto(`${strict.url}/recovery_codes`);
      await expect(page.locator("h1")).toHaveText("This step has ended");
      expect(await page.content()).not.toContain(codes[0]);
    });

    test("security 54, 60: a login asks for the code; each code, of the app or kept, lets in once", async ({
      page,
      strict,
    }) => {
      const { person, secret } = await signUpAndScan(page, strict);
      const first = codeOf(secret, new Date());
      await enter(page, first);
      await page.waitForURL("**/recovery_codes**");
      const [kept = "", other = ""] = await page.locator(".gh-codes li").allTextContents();
      await arrivalOf(page, () => submit(page));

      await passwordStep(page, strict, person);
      await enter(page, first);
      await expect(problems(page)).toHaveText([/does not fit/]);
      await expect(page.locator("input[name=code]")).toHaveValue("");
      await enter(page, codeOf(secret, new Date(), 1));
      await page.waitForURL(atTheApp);

      for (const [code, lets] of [
        [kept, true],
        [kept, false],
        [other.toLowerCase().replaceAll("-", " "), true],
      ] as const) {
        await passwordStep(page, strict, person);
        await enter(page, code);
        if (lets) await page.waitForURL(atTheApp);
        else await expect(problems(page)).toHaveText([/does not fit/]);
      }
    });

    test("a step that has no login any more says so, and leads back to the password", async ({
      page,
      strict,
      browser,
    }) => {
      for (const path of ["/verify_login", "/enrol", "/recovery_codes"]) {
        const answer = await page.goto(`${strict.url}${path}?redir=/notes/7`);
        expect(answer?.status()).toBe(410);
        await expect(page.locator("h1")).toHaveText("This step has ended");
        await page.getByRole("link", { name: "Begin again with your password" }).click();
        await expect(page).toHaveURL(`${strict.url}/login?redir=%2Fnotes%2F7`);
      }
      const { person, secret } = await signUpAndScan(page, strict);
      await enter(page, codeOf(secret, new Date()));
      await page.waitForURL("**/recovery_codes**");
      await arrivalOf(page, () => submit(page));

      await passwordStep(page, strict, person);
      const tab = await page.context().newPage();
      await tab.goto(`${strict.url}/verify_login`);
      await enter(page, codeOf(secret, new Date(), 1));
      await page.waitForURL(atTheApp);
      await enter(tab, "123456");
      await expect(tab.locator("main")).toContainText("finished already");

      const elsewhere = await (await browser.newContext({ javaScriptEnabled })).newPage();
      await elsewhere.goto(`${strict.url}/verify_login`);
      await expect(elsewhere.locator("h1")).toHaveText("This step has ended");
    });

    test("five wrong codes send back to the password", async ({ page, strict }) => {
      const { person, secret } = await signUpAndScan(page, strict);
      await enter(page, codeOf(secret, new Date()));
      await page.waitForURL("**/recovery_codes**");
      await arrivalOf(page, () => submit(page));
      await passwordStep(page, strict, person);
      for (let n = 0; n < 5; n += 1) {
        await enter(page, "000000");
        await expect(page.locator("main")).toContainText(n < 4 ? /does not fit/ : /one code too many|too many codes/);
      }
      await page.getByRole("link", { name: "Begin again with your password" }).click();
      await expect(page).toHaveURL(`${strict.url}/login`);
    });

    test("the demo's Grace is in by her code", async ({ page, demo }) => {
      const { mfa_user: grace, apps, origin } = demo.demo;
      await page.goto(`${apps.user.url}/login`);
      await fill(page, { username: grace.username, password: grace.password });
      await submit(page);
      await enter(page, codeOf(grace.otp_secret, new Date(), javaScriptEnabled ? 0 : 1));
      await page.waitForURL(`${origin}/demo/account`);
      await expect(page.locator("main")).toContainText("grace");
    });
  });
}

for (const [colorScheme, query] of [
  ["light", ""],
  ["dark", "?locale=ar"],
] as const) {
  test.describe(`${colorScheme} ${query}`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 800 } });

    test("no page of the second step has a violation of axe, and each fits 320 pixels", async ({ page, strict }) => {
      await page.goto(`${strict.url}/login${query}`);
      const { person, secret } = await signUpAndScan(page, strict);
      await look(page);
      await enter(page, "");
      await expect(problems(page)).toHaveCount(1);
      await look(page);
      await enter(page, codeOf(secret, new Date()));
      await page.waitForURL("**/recovery_codes**");
      await look(page);
      await arrivalOf(page, () => submit(page));
      await passwordStep(page, strict, person);
      await look(page);
      await enter(page, "000000");
      await expect(problems(page)).toHaveCount(1);
      await look(page);
      await page.goto(`${strict.url}/enrol`);
      await look(page);
    });
  });
}
