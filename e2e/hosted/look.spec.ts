import type { Page } from "playwright/test";
import { fill, problems, submit } from "../fixtures/browser";
import { expect, test } from "../fixtures/console";
import { hostileCss, hostileHtml } from "../fixtures/hostile-looks";
import { openEditor, publishLook } from "../fixtures/look-editor";
import type { TestServer } from "../fixtures/server";

/** Every request of a page that does not go to the page's own origin. */
function foreignRequests(page: Page, own: string): string[] {
  const foreign: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== own && protocol !== "data:") foreign.push(request.url());
  });
  return foreign;
}

/** The link in the newest mail to an address, once there is one. */
async function mailedLink(server: TestServer, address: string): Promise<string> {
  const links = async () => {
    const mails: { to: string; text: string }[] = JSON.parse((await server.request("/demo/mail.json")).text);
    return mails.filter((mail) => mail.to === address).map((mail) => /https?:\/\/\S+/.exec(mail.text)?.[0] ?? "");
  };
  await expect.poll(async () => (await links()).length, { timeout: 15_000 }).toBeGreaterThan(0);
  return (await links())[0] ?? "";
}

/** Waits until scripts have added what they add: a page compared before that and after it differs by itself. */
const complete = (page: Page) => page.locator(".gh-show").waitFor({ state: "attached" });

/** All elements of a page in order, as a person's browser has them, but for scripts and links of the build. */
async function elements(page: Page): Promise<string[]> {
  await complete(page);
  return page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((one) => !/^(?:SCRIPT|NEXT-ROUTE-ANNOUNCER)$/.test(one.tagName))
      .map(
        (one) => `${one.tagName} ${one.getAttribute("class")} ${one.getAttribute("name")} ${one.getAttribute("type")}`,
      ),
  );
}

test("the hostile CSS would tell a stranger what is typed, were it let through", async ({ page, attacker }) => {
  const heard: string[] = [];
  page.on("request", (request) => heard.push(new URL(request.url()).pathname));
  const field = `<div class="gh-page gh-main gh-card"><h1 class="gh-title">x</h1><input class="gh-input" value="h"></div>`;
  await page.goto(attacker.serve(`<style>${hostileCss(attacker.origin).split("</style>")[0]}</style>${field}`));
  await expect.poll(() => heard.filter((path) => path.startsWith("/css/")).length).toBeGreaterThan(3);
  expect(heard).toContain("/css/import");
  expect(heard).toContain("/css/typed-h");
});

test.describe("an app with hostile CSS", () => {
  test.describe.configure({ mode: "serial" });

  test("security 97, 98: tells nobody what is typed, and adds no element", async ({ page, demo, attacker }) => {
    const { url } = demo.demo.apps.user_org;
    const own = new URL(url).origin;
    await page.goto(`${url}/login`);
    const before = await elements(page);

    await openEditor(page, demo.demo, "user_org");
    await publishLook(page, { css: `${hostileCss(attacker.origin)}\n.gh-title{color:rgb(1, 2, 3)}` });
    await expect(page.getByRole("heading", { name: "Left out", exact: true })).toBeVisible();

    await page.goto(`${url}/login`); // the console, which may still be loading its editor, is left
    const foreign = foreignRequests(page, own);
    for (const path of ["/login", "/signup"]) {
      await page.goto(url + path);
      await expect(page.locator("h1")).toHaveCSS("color", "rgb(1, 2, 3)");
      await page.locator("input[name=username]").pressSequentially("hunter");
      await page.locator("input[name=password]").pressSequentially("hunter2 walrus");
      await page.getByRole("button", { name: "Show password" }).click();
      await page.getByRole("button", { name: "Hide password" }).click();
    }
    await page.goto(`${url}/login`);
    expect(await elements(page)).toEqual(before);
    await fill(page, { username: "hunter", password: "hunter2 walrus" });
    await submit(page);
    await expect(problems(page)).toHaveCount(1);

    const { mfa_user: grace, user } = demo.demo;
    await fill(page, { username: grace.username, password: grace.password });
    await submit(page);
    await page.waitForURL("**/verify_login");
    await expect(page.locator("h1")).toHaveCSS("color", "rgb(1, 2, 3)");
    await page.locator("input[name=code]").pressSequentially("123456");
    await submit(page);
    await expect(problems(page)).toHaveCount(1);

    await page.goto(`${url}/forgot_password`);
    await fill(page, { username: user.username });
    await submit(page);
    await page.goto(await mailedLink(demo.server, user.email));
    await expect(page.locator("h1")).toHaveCSS("color", "rgb(1, 2, 3)");
    await page.locator("input[name=password]").pressSequentially("hunter2 walrus");
    await page.waitForLoadState("networkidle");
    expect(foreign).toEqual([]);
  });

  test("security 98: its stylesheet is one sheet of the page's own origin, with nothing in it that fetches", async ({
    page,
    demo,
  }) => {
    await page.goto(`${demo.demo.apps.user_org.url}/login`);
    const href = await page.locator('link[href^="/look/"]').getAttribute("href");
    const { text, type } = await page.evaluate(async (address) => {
      const answer = await fetch(address ?? "");
      return { text: await answer.text(), type: answer.headers.get("content-type") };
    }, href);
    expect(type).toBe("text/css; charset=utf-8");
    expect(text).not.toMatch(/url\(|@import|@font-face|<\/|<!--|expression|binding|behavior/i);
    const fetching = await page.evaluate(() =>
      [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule instanceof CSSImportRule),
    );
    expect(fetching).toEqual([]);
  });
});

test("security 99: hostile HTML runs nothing, fetches nothing, and leaves the form alone", async ({
  page,
  demo,
  attacker,
}) => {
  const { url } = demo.demo.apps.user_token;
  const form = async () => {
    await complete(page);
    return page.evaluate(() => {
      const inside = document.querySelector(".gh-card");
      const names = [...document.querySelectorAll("input, button, form, textarea")].map(
        (one) =>
          `${one.tagName} ${one.getAttribute("name")?.replace(/^\$ACTION.*/, "$ACTION")} ${one.getAttribute("action")}`,
      );
      return { names, card: inside?.querySelectorAll("form").length, parent: inside?.parentElement?.className };
    });
  };
  await page.goto(`${url}/login`);
  const before = await form();

  await openEditor(page, demo.demo, "user_token");
  const html = hostileHtml(attacker.origin);
  await publishLook(page, { header: html, footer: html });
  await expect(page.getByText("Some HTML elements were left out")).toBeVisible();
  await expect(page.getByText("Some classes were left out")).toBeVisible();

  await page.goto(`${url}/login`); // the console, which may still be loading its editor, is left
  const foreign = foreignRequests(page, new URL(url).origin);
  await page.goto(`${url}/login`);
  await expect(page.locator(".gh-above h2")).toHaveText("Welcome back");
  for (const link of await page.locator(".gh-above a, .gh-below a").all()) await link.click({ noWaitAfter: true });
  expect(page.url()).toBe(`${url}/login`);
  expect(await form()).toEqual(before);
  expect(await page.evaluate(() => Reflect.get(window, "ran"))).toBe(undefined);
  expect(await page.locator(".gh-above [class^=gh-], .gh-below [class^=gh-], [id=forms], [id=click-me]").count()).toBe(
    0,
  );
  await fill(page, { username: "nobody", password: "seven quiet herons" });
  await submit(page);
  await expect(problems(page)).toHaveCount(1);
  await page.waitForLoadState("networkidle");
  expect(foreign).toEqual([]);

  await openEditor(page, demo.demo, "user_token");
  await publishLook(page, {});
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("security 100: where the CSS hides everything, ?plain=1 still logs in, after a failed try too", async ({
      page,
      demo,
    }) => {
      const { apps, user, origin } = demo.demo;
      await openEditor(page, demo.demo, "user");
      await publishLook(page, { css: "* { display: none !important }" });
      await page.goto(`${apps.user.url}/login`);
      await expect(page.locator("input[name=password]")).toBeHidden();

      await page.goto(`${apps.user.url}/login?plain=1`);
      await fill(page, { username: user.username, password: "not the password" });
      await submit(page);
      await expect(problems(page)).toHaveCount(1);
      expect(page.url()).toBe(`${apps.user.url}/login?plain=1`);
      await expect(page.locator("input[name=password]")).toBeVisible();
      await fill(page, { username: user.username, password: user.password });
      await submit(page);
      await page.waitForURL(`${origin}/demo/account`);

      await openEditor(page, demo.demo, "user");
      await publishLook(page, {});
    });
  });
}
