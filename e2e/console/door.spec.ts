import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "playwright/test";
import { fill, problems, submit, test as withDemo } from "../fixtures/browser";
import { startServer } from "../fixtures/server";

const owner = { email: "op@example.com", password: "nine grey walruses" };

test.describe("a new deployment", () => {
  for (const javaScriptEnabled of [true, false]) {
    test(`is set up with the code from its log ${javaScriptEnabled ? "with" : "without"} JavaScript, once`, async ({
      browser,
    }) => {
      const server = await startServer();
      const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
      const code = /one-time code ([A-Z0-9-]+)/.exec(server.log())?.[1] ?? "";
      expect(code).toMatch(/^([A-Z0-9]{4}-){6}[A-Z0-9]{4}$/);
      await page.goto(`${server.origin}/`);
      await expect(page).toHaveURL(`${server.origin}/console/login`);
      await page.getByRole("link").click();
      await fill(page, {
        code: "not the code",
        email: owner.email,
        password: owner.password,
        password_confirmation: owner.password,
      });
      await submit(page);
      await expect(problems(page)).toHaveText([/That is not the code/]);
      await fill(page, { code, password: owner.password, password_confirmation: owner.password });
      await submit(page);
      await page.waitForURL("**/console/login?done=setup");
      await fill(page, owner);
      await submit(page);
      await page.waitForURL(`${server.origin}/console`);
      await expect(page.locator("main")).toContainText("No realm yet");

      const setup = await page.goto(`${server.origin}/console/setup`);
      expect(setup?.status(), "security 96: the set-up is gone").toBe(410);
      await expect(page.locator("input")).toHaveCount(0);
      expect(server.log()).not.toContain(owner.password);
      await server.stop();
    });
  }
});

for (const javaScriptEnabled of [true, false]) {
  withDemo.describe(javaScriptEnabled ? "sign-in with JavaScript" : "sign-in without JavaScript", () => {
    withDemo.use({ javaScriptEnabled });

    withDemo(
      "shows realms and apps to an administrator, and nothing to anybody else",
      async ({ page, demo, context }) => {
        const { origin, admin, realm } = demo.demo;
        await page.goto(`${origin}/console`);
        await expect(page).toHaveURL(`${origin}/console/login`);
        await fill(page, { email: admin.email, password: "not the password" });
        await submit(page);
        await expect(problems(page)).toHaveCount(1);
        await fill(page, admin);
        await submit(page);
        await page.waitForURL(`${origin}/console`);
        await expect(page.locator("main")).toContainText(realm.id);
        await expect(page.getByRole("link", { name: "Login" }).first()).toHaveAttribute("href", /\/login$/);
        expect(await page.getByRole("link", { name: "Login" }).count()).toBe(3);
        const cookie = (await context.cookies(origin)).find((one) => one.name === "gh_console");
        expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });

        await page.getByRole("button", { name: "Sign out" }).click();
        await page.waitForURL(`${origin}/console/login`);
        if (cookie) await context.addCookies([cookie]);
        await page.goto(`${origin}/console`);
        await expect(page, "the old cookie opens nothing").toHaveURL(`${origin}/console/login`);
      },
    );
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  withDemo.describe(`the look in ${colorScheme}`, () => {
    withDemo.use({ colorScheme });
    withDemo("has no violation of axe, and fits 320 pixels", async ({ page, demo }) => {
      const { origin, admin } = demo.demo;
      await page.goto(`${origin}/console/login`);
      await submit(page);
      await expect(problems(page)).toHaveCount(1);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await fill(page, admin);
      await submit(page);
      await page.waitForURL(`${origin}/console`);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await page.setViewportSize({ width: 320, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  });
}
