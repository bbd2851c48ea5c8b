import { expect, fill, problems, signIn, submit, test } from "../fixtures/console";

const operator = { email: "op@example.com", password: "nine grey walruses" };

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("security 96: the code from the log makes the first administrator, once, and then they sign in", async ({
      page,
      fresh,
    }) => {
      const { origin, code, server } = fresh;
      await page.goto(origin);
      expect(page.url()).toBe(`${origin}/console/login`);
      await page.getByRole("link", { name: /first time/i }).click();
      await page.waitForURL(`${origin}/console/setup`);

      await fill(page, { code: "NOT-THE-CODE", email: "nobody", password: "ten herons" });
      await submit(page);
      await expect(problems(page)).toHaveCount(4);
      await expect(page.locator("input[name=email]")).toHaveValue("nobody");
      await expect(page.locator("input[name=code]")).toHaveValue("");
      await expect(page.locator("input[name=code]")).toBeFocused();

      const { email, password } = operator;
      await fill(page, { code: code.toLowerCase(), email, password, password_confirmation: password });
      await submit(page);
      await page.waitForURL("**/console/login?done=setup");
      await expect(page.locator("main")).toContainText("You are set up");
      await expect(page.getByRole("link", { name: /first time/i })).toHaveCount(0);

      await fill(page, { email, password });
      await submit(page);
      await page.waitForURL(`${origin}/console`);
      await expect(page.locator("main")).toContainText("No realm yet");
      await expect(page.locator(".empty").getByRole("link", { name: "Add a realm" })).toBeVisible();

      expect((await page.goto(`${origin}/console/setup`))?.status()).toBe(410);
      await expect(page.locator("form")).toHaveCount(0);
      await page.getByRole("link", { name: "Go to the sign-in" }).click();
      await page.waitForURL(`${origin}/console`);
      expect(server.log()).not.toContain(password);
    });

    test("security 96: a set-up form that was left open says afterwards that it is done", async ({ page, fresh }) => {
      const { origin, code } = fresh;
      const { email, password } = operator;
      const late = await page.context().newPage();
      for (const one of [page, late]) {
        await one.goto(`${origin}/console/setup`);
        await fill(one, { code, email, password, password_confirmation: password });
      }
      await submit(page);
      await page.waitForURL("**/console/login?done=setup");
      const answered = late.waitForResponse((response) => response.request().method() === "POST");
      await submit(late);
      expect((await answered).status()).toBe(410);
      await expect(late.locator("main")).toContainText("An administrator is already set up");
      await expect(late.getByRole("link", { name: "Go to the sign-in" })).toBeVisible();
    });

    test("a wrong try says so once, keeps the address and no password", async ({ page, demo }) => {
      await page.goto(`${demo.demo.origin}/console/login`);
      await fill(page, { email: "nobody@example.com", password: "wrong wrong wrong" });
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await submit(page);
      expect((await answered).status()).toBe(422);
      await expect(page.getByRole("alert")).toHaveCount(1);
      await expect(problems(page)).toHaveText([/did not get you in/]);
      await expect(page.locator("input[name=email]")).toHaveValue("nobody@example.com");
      await expect(page.locator("input[name=password]")).toHaveValue("");
    });

    test("realms and their apps are listed with their hosted pages, and signing out ends the session", async ({
      page,
      demo,
      context,
    }) => {
      const { origin, admin, realm, apps } = demo.demo;
      await signIn(page, origin, admin);
      await expect(page.locator("code", { hasText: realm.id })).toBeVisible();
      for (const app of Object.values(apps)) {
        await expect(page.locator("code", { hasText: app.id })).toBeVisible();
        await expect(page.locator(`a[href="${app.url}/login"]`)).toBeVisible();
        await expect(page.locator(`a[href="${app.url}/signup"]`)).toBeVisible();
      }
      const held = await context.cookies();
      const session = held.find((cookie) => cookie.name === "gh_console");
      expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/", secure: false });

      await page.getByRole("button", { name: "Sign out" }).click();
      await page.waitForURL(`${origin}/console/login`);
      expect(await context.cookies()).toEqual([]);
      await context.addCookies(held); // a copy taken before is worth nothing
      await page.goto(`${origin}/console`);
      expect(page.url()).toBe(`${origin}/console/login`);
    });

    test("too many wrong tries have to wait, and are told for how long", async ({ page, demo }) => {
      const email = `guessed-${javaScriptEnabled}@example.com`;
      const statuses: number[] = [];
      for (let tries = 0; tries < 11; tries++) {
        await page.goto(`${demo.demo.origin}/console/login`);
        await fill(page, { email, password: "a wrong guess here" });
        const answered = page.waitForResponse((response) => response.request().method() === "POST");
        await submit(page);
        const response = await answered;
        statuses.push(response.status());
        await expect(problems(page)).toHaveCount(1);
        if (tries === 10) expect(Number(response.headers()["retry-after"])).toBeGreaterThan(0);
      }
      expect(statuses).toEqual([...Array(10).fill(422), 429]);
      await expect(problems(page)).toHaveText([/too many tries/]);
    });
  });
}
