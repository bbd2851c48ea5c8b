import { expect, fill, newPerson, problems, submit, test } from "../fixtures/browser";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a new person signs up, is at the app, and later logs in by name or address", async ({
      page,
      demo,
      signUp,
    }) => {
      const { url } = demo.demo.apps.user;
      const person = await signUp(page);
      await expect(page.locator("main")).toContainText(person.username);
      for (const name of [person.username.toUpperCase(), person.email]) {
        await page.goto(`${url}/login`);
        await fill(page, { username: name, password: person.password });
        await submit(page);
        await page.waitForURL(`${demo.demo.origin}/demo/account`);
        await expect(page.locator("main")).toContainText(person.username);
      }
    });

    test("redir and redirect_uri survive a failed try, the way to the other form, and a reload", async ({
      page,
      demo,
    }) => {
      const { url } = demo.demo.apps.user;
      const back = `${demo.demo.origin}/demo/other`;
      const query = new URLSearchParams({ redir: "https://app.example.com/secure?a=1&b=2", redirect_uri: back });
      await page.goto(`${url}/login?${query}`);
      await page.getByRole("link", { name: /create an account/i }).click();
      await page.waitForURL("**/signup?**");
      await page.reload();
      const person = newPerson();
      await fill(page, { username: person.username, email: "no address", password: person.password });
      await submit(page);
      await expect(problems(page)).toHaveCount(1);
      await fill(page, { email: person.email, password: person.password });
      const arrival = page.waitForRequest((request) => request.url().startsWith(`${back}?token=`));
      await submit(page);
      const asked = new URL((await arrival).url());
      expect([...asked.searchParams.keys()]).toEqual(["token", "signup", "redir"]);
      expect(asked.searchParams.get("redir")).toBe("/secure?a=1&b=2");
    });

    test("a failed try keeps what was typed but no password, says why, and stands at the first problem", async ({
      page,
      demo,
    }) => {
      await page.goto(`${demo.demo.apps.user.url}/signup`);
      await fill(page, {
        username: "frank",
        email: "me@",
        first_name: "Ada",
        last_name: "Lovelace",
        password: "short",
      });
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await submit(page);
      expect((await answered).status()).toBe(422);
      await expect(problems(page)).not.toHaveCount(0);
      for (const [name, value] of Object.entries({
        username: "frank",
        first_name: "Ada",
        last_name: "Lovelace",
        email: "me@",
        password: "",
      })) {
        await expect(page.locator(`input[name=${name}]`)).toHaveValue(value);
      }
      const email = page.locator("input[name=email]");
      await expect(email).toBeFocused();
      await expect(email).toHaveAttribute("aria-invalid", "true");
      await expect(email).toHaveAccessibleDescription(/does not look like an e-mail address/);
    });

    test("a wrong password is said in words, once, with the name kept", async ({ page, demo }) => {
      await page.goto(`${demo.demo.apps.user.url}/login`);
      await fill(page, { username: "frank", password: "not the password" });
      await submit(page);
      await expect(problems(page)).toHaveText([/did not get you in/]);
      await expect(page.locator("[role=alert]")).toHaveCount(1);
      await expect(page.locator("input[name=username]")).toHaveValue("frank");
      await expect(page.locator("input[name=password]")).toHaveValue("");
    });

    test("going back after a success and sending again says what happened, and makes nobody twice", async ({
      page,
      demo,
      signUp,
    }) => {
      const person = await signUp(page);
      await page.goto(`${demo.demo.apps.user.url}/signup`);
      await fill(page, person);
      await submit(page);
      await expect(problems(page).first()).toContainText("already in use");
      await expect(page.getByRole("link", { name: /log in/i })).toBeVisible();
    });

    test("a link that asks to go on to an unknown address is told so, with a way on", async ({ page, demo }) => {
      const answer = await page.goto(`${demo.demo.apps.user.url}/login?redirect_uri=https://evil.example/`);
      expect(answer?.status()).toBe(400);
      await expect(page.getByRole("alert").filter({ hasText: "does not know" })).toBeVisible();
      await page.getByRole("link").first().click();
      await expect(page.locator("input[name=password]")).toBeVisible();
    });

    test("logging out by the app's link ends the hosted session, and says so", async ({
      page,
      demo,
      signUp,
      context,
    }) => {
      await signUp(page);
      const { url } = demo.demo.apps.user;
      expect((await context.cookies(url)).map((cookie) => cookie.name)).toContain("gh_session");
      await page.goto(`${url}/logout`);
      await expect(page).toHaveURL(`${url}/logged_out`);
      await expect(page.locator("h1")).toHaveText("You are logged out");
      expect((await context.cookies(url)).map((cookie) => cookie.name)).not.toContain("gh_session");
    });

    test("everything is done by keyboard alone", async ({ page, demo }) => {
      await page.goto(`${demo.demo.apps.user.url}/login`);
      await page.locator("input[name=username]").focus();
      await page.keyboard.type(demo.demo.user.username);
      await page.keyboard.press("Tab");
      await page.keyboard.type(demo.demo.user.password);
      await page.keyboard.press("Enter");
      await page.waitForURL(`${demo.demo.origin}/demo/account`);
    });
  });
}

test("two clicks on the button send one form", async ({ page, demo }) => {
  const person = newPerson();
  await page.goto(`${demo.demo.apps.user.url}/signup`);
  await fill(page, person);
  await page.locator("form button[type=submit]").dblclick();
  await page.waitForURL(`${demo.demo.origin}/demo/account`);
  await expect(page.locator("main")).toContainText(person.username);
});

test("the strength hint says what to do, comes only with the field, and asks no other origin", async ({
  page,
  demo,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${demo.demo.apps.user.url}/signup`);
  await page.waitForLoadState("networkidle");
  const before = asked.length;
  const hint = page.locator(".gh-strength");
  await fill(page, { password: "password1" });
  await expect(hint).toContainText("Too common");
  expect(asked.length).toBeGreaterThan(before);
  await fill(page, { username: "rosalind", password: "rosalind77" });
  await page.locator("input[name=password]").press("End");
  await page.keyboard.type("7");
  await expect(hint).toContainText("Leave your name");
  await fill(page, { password: "lantern walrus fog copper" });
  await expect(hint).toHaveText("Strong.");
  expect(asked.filter((url) => !url.startsWith(demo.demo.apps.user.url))).toEqual([]);
});
