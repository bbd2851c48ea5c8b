import type { Page } from "playwright/test";
import { expect, fill, newPerson, problems, submit, test } from "../fixtures/browser";

/** Every address that a person can end at with nothing to do there: what it says, and the one step on from it. */
const ends: readonly (readonly [
  what: string,
  address: string,
  status: number,
  heading: RegExp,
  next: string | null,
])[] = [
  [
    "a reset link that is used, old or made up",
    `/reset_password?token=kpw_${"a".repeat(22)}&username=x`,
    410,
    /no longer works/,
    "Ask for a new mail",
  ],
  ["a reset link of which a part was lost", "/reset_password?token=kpw_abc", 400, /not complete/, "Ask for a new mail"],
  [
    "a reset link with two tokens",
    `/reset_password?token=kpw_${"a".repeat(22)}&token=x`,
    400,
    /not complete/,
    "Ask for a new mail",
  ],
  ["the reset page without a link", "/reset_password", 200, /Open the link/, "Ask for a new mail"],
  [
    "a verification link that is used, old or made up",
    `/verify_email?token=kvf_${"a".repeat(22)}&username=x`,
    410,
    /no longer works/,
    "Log in",
  ],
  ["a verification link of which a part was lost", "/verify_email?token=kvf_", 400, /not complete/, "Log in"],
  ["a token of another kind", `/verify_email?token=kpw_${"a".repeat(22)}`, 400, /not complete/, "Log in"],
  ["the second step without a login", "/verify_login", 410, /step has ended/, "Begin again with your password"],
  ["an enrolment without a login", "/enrol", 410, /step has ended/, "Begin again with your password"],
  ["recovery codes that were kept already", "/recovery_codes", 410, /step has ended/, "Begin again with your password"],
  [
    "a return that is not registered, from the login",
    "/login?redirect_uri=https://evil.example/",
    400,
    /cannot take you back/,
    "Go on to Acorn Notes anyway",
  ],
  [
    "a return that is not registered, from the signup",
    "/signup?redirect_uri=https://evil.example/",
    400,
    /cannot take you back/,
    "Go on to Acorn Notes anyway",
  ],
  ["a provider that is not there", "/auth/google", 404, /way in is closed/, "Log in another way"],
  ["a return that no visit began", "/auth/oidc/callback?state=x&code=y", 410, /step has ended/, "Log in another way"],
  ["a return that says nothing", "/auth/oidc/callback", 410, /step has ended/, "Log in another way"],
  ["a visit that was refused", "/auth/oidc/stopped?why=refused", 403, /did not go on/, "Log in another way"],
  ["a provider that is down", "/auth/oidc/stopped?why=unreachable", 424, /does not answer/, "Log in another way"],
  ["a user who is switched off", "/auth/oidc/stopped?why=inactive", 403, /switched off/, "Log in another way"],
  ["a signup after no provider", "/auth/oidc/finish", 410, /step has ended/, "Log in another way"],
  ["a connection with no provider", "/auth/oidc/connect", 410, /step has ended/, "Log in another way"],
  ["a logout without a login", "/logged_out", 200, /logged out/, "Log in again"],
  ["an address that is none", "/nothing", 404, /nothing here/, null],
];

async function leadsOn(page: Page, name: string): Promise<void> {
  const link = page.getByRole("link", { name, exact: true });
  const answer = page.waitForResponse((response) => response.request().isNavigationRequest());
  await link.click();
  expect((await answer).status(), name).toBeLessThan(400);
  await expect(page.locator("main form")).toBeVisible();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("every end says what happened and has one step on, which works", async ({ page, demo }) => {
      test.setTimeout(180_000); // every row of the table, and the page that it leads to
      for (const [what, address, status, heading, next] of ends) {
        await page.context().clearCookies();
        const answer = await page.goto(demo.demo.apps.user.url + address);
        expect(answer?.status(), what).toBe(status);
        await expect(page.locator("h1"), what).toHaveText(heading);
        await expect(page.locator("main p").first(), what).toBeVisible();
        if (next) await leadsOn(page, next);
      }
    });

    test("a single sign-on that cannot go on, and a hand-over that is over, lead to the login", async ({
      page,
      demo,
    }) => {
      const { url } = demo.demo.apps.user;
      for (const path of ["/sso", "/sso?ticket=sso_0", "/continue"]) {
        const answer = await page.goto(url + path);
        expect(answer?.status() ?? 0, path).toBeLessThan(500);
        await expect(page.locator("h1"), path).toBeVisible();
        await expect(page.locator("main a, main button").first(), path).toBeVisible();
      }
    });

    test("back after success shows a form that works again", async ({ page, demo }) => {
      const { user, origin, apps } = demo.demo;
      await page.goto(`${apps.user.url}/login`);
      for (let n = 0; n < 2; n += 1) {
        await fill(page, { username: user.username, password: user.password });
        await submit(page);
        await page.waitForURL(`${origin}/demo/account`);
        await page.goBack();
        await expect(page.locator("h1")).toHaveText("Log in to Acorn Notes");
      }
    });

    test("a signup that is sent a second time says that it is done, and leads to the login", async ({
      page,
      demo,
      signUp,
    }) => {
      const { username, email, password } = await signUp(page);
      await page.goBack();
      await fill(page, { username, email, password });
      await submit(page);
      await expect(problems(page)).toHaveText([/already in use/]);
      await page.getByRole("link", { name: /Log in/ }).click();
      await fill(page, { username, password });
      await submit(page);
      await page.waitForURL(`${demo.demo.origin}/demo/account`);
    });

    test("a form left open in a second tab works after the login in the first", async ({ page, demo, context }) => {
      const { user, origin, apps } = demo.demo;
      const tab = await context.newPage();
      for (const one of [page, tab]) await one.goto(`${apps.user.url}/login`);
      for (const one of [page, tab]) {
        await fill(one, { username: user.username, password: user.password });
        await submit(one);
        await one.waitForURL(`${origin}/demo/account`);
      }
    });
  });
}

test("without cookies a login and a signup still reach the app", async ({ page, demo }) => {
  const { user, apps } = demo.demo;
  await page.route(`${apps.user.url}/**`, async (route) => {
    const headers = { ...route.request().headers() };
    delete headers.cookie;
    await route.continue({ headers });
  });
  await page.goto(`${apps.user.url}/login`);
  await fill(page, { username: user.username, password: user.password });
  await submit(page);
  await page.waitForURL(/\/demo\//);
  const person = newPerson();
  await page.goto(`${apps.user.url}/signup`);
  await fill(page, { username: person.username, email: person.email, password: person.password });
  await submit(page);
  await page.waitForURL(/\/demo\//);
});
