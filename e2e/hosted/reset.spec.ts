import type { Browser, Page } from "playwright/test";
import { expect, fill, problems, submit } from "../fixtures/browser";
import { mailedLink, signUpAt, test } from "../fixtures/proof";
import type { ProofServer } from "../fixtures/proof-server";

const newPassword = "nine loud badgers";

/** The address at which somebody comes to the app. */
async function arrivalOf(page: Page, { handler }: ProofServer, act: () => Promise<void>): Promise<URL> {
  await act();
  await page.waitForURL(`${handler}?**`);
  return new URL(page.url());
}

async function otherBrowser(browser: Browser, given: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  return (await browser.newContext(given)).newPage();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a forgotten password: from the login page, by a mail, in another browser, to a login with the new one", async ({
      page,
      proof,
      browser,
    }) => {
      const person = await signUpAt(page, proof);
      await expect(page.locator("h1")).toHaveText("Look into your mail");
      await page.goto(`${proof.urlOf("proof")}/login?redir=/notes/7`);
      await page.getByRole("link", { name: "Forgot your password?" }).click();
      await expect(page).toHaveURL(/\/forgot_password\?redir=%2Fnotes%2F7$/);
      await submit(page);
      await expect(problems(page)).toHaveText([/Enter a username/]);
      await fill(page, { username: person.email });
      await submit(page);
      await expect(page.locator("h1")).toHaveText("Look into your mail");
      await expect(page.getByRole("link", { name: "Back to log in" })).toBeVisible();
      const link = await mailedLink(proof, person.email, 2);

      const other = await otherBrowser(browser, { javaScriptEnabled });
      const asked: string[] = [];
      other.on("request", (request) => asked.push(request.url()));
      const headers: (string | undefined)[] = [];
      other.on("request", (request) => headers.push(request.headers().referer));
      await other.goto(link);
      const token = new URL(link).searchParams.get("token") ?? "";
      await expect(other).toHaveURL(
        `${proof.urlOf("proof")}/reset_password?username=${person.username}&redir=%2Fnotes%2F7`,
      );
      await expect(other.locator("input[name=username]")).toHaveValue(person.username);
      expect(await other.content()).not.toContain(token);
      const field = other.locator("input[name=password]");
      await expect(field, "security 27").toHaveAttribute("autocomplete", "new-password");
      await expect(field).toHaveAttribute("type", "password");
      await fill(other, { password: "password" });
      await submit(other);
      await expect(problems(other)).not.toHaveCount(0);
      await fill(other, { password: newPassword });
      await submit(other);
      await other.waitForURL("**/login?**");
      await expect(other.locator(".gh-notice")).toHaveText("Your new password is set. Log in with it.");
      expect(asked.filter((url) => url.includes(token))).toEqual([link]);
      expect(asked.filter((url) => !url.startsWith(proof.urlOf("proof")))).toEqual([]);
      expect(headers.filter((referer) => referer?.includes(token))).toEqual([]);
      await fill(other, { username: person.username, password: newPassword });
      const arrival = await arrivalOf(other, proof, () => submit(other));
      expect(arrival.searchParams.get("redir")).toBe("/notes/7");
      // The link had proved the address as well; and this is the first login after the signup.
      expect(arrival.searchParams.get("signup")).toBe("true");
      await other.goto(link);
      await expect(other.locator("h1")).toHaveText("This link no longer works");
      await other.getByRole("link", { name: "Ask for a new mail" }).click();
      await expect(other).toHaveURL(/\/forgot_password/);
      await other.context().close();
    });

    test("security 47: an address is proved by the button alone, after a scanner has opened the link ten times", async ({
      page,
      proof,
      browser,
    }) => {
      const person = await signUpAt(page, proof);
      const link = await mailedLink(proof, person.email, 1);
      const scanner = await otherBrowser(browser);
      for (let n = 0; n < 10; n += 1) await scanner.goto(link);
      await scanner.context().close();
      await page.goto(`${proof.urlOf("proof")}/login?redir=/notes/7`);
      await fill(page, { username: person.username, password: person.password });
      await submit(page);
      await expect(page.locator("h1")).toHaveText("Look into your mail");

      await page.goto(link);
      await expect(page).toHaveURL(/\/verify_email\?username=[^&]*&step=confirm&redir=/);
      await expect(page.locator("h1")).toHaveText("Confirm your address");
      await submit(page);
      await page.waitForURL("**/login?**");
      await expect(page.locator(".gh-notice")).toHaveText("Your e-mail address is confirmed. Log in to go on.");
      await fill(page, { username: person.username, password: person.password });
      const arrival = await arrivalOf(page, proof, () => submit(page));
      expect([arrival.searchParams.get("signup"), arrival.searchParams.get("redir")]).toEqual(["true", "/notes/7"]);
      await page.goto(link);
      await expect(page.locator("h1")).toHaveText("This link no longer works");
      await expect(page.getByRole("link", { name: "Log in" })).toBeVisible();
    });

    test("another mail can be had, and only its link works", async ({ page, proof }) => {
      const person = await signUpAt(page, proof);
      const first = await mailedLink(proof, person.email, 1);
      await expect(page.locator("input[name=username]")).toHaveValue(person.username);
      await submit(page);
      await expect(page.locator(".gh-notice")).toContainText("another mail is on its way");
      const second = await mailedLink(proof, person.email, 2);
      await page.goto(first);
      await expect(page.locator("h1")).toHaveText("This link no longer works");
      await page.goto(second);
      await submit(page);
      await page.waitForURL("**/login?**");
    });

    test("security 38: signing up with an address that has an account looks the same, and its owner is mailed", async ({
      page,
      proof,
    }) => {
      const person = await signUpAt(page, proof, "quiet");
      await mailedLink(proof, person.email, 1);
      await expect(page.locator("h1")).toHaveText("Look into your mail");
      const text = await page.locator("main").textContent();
      await signUpAt(page, proof, "quiet", { ...person, password: newPassword });
      expect(await page.locator("main").textContent()).toBe(text);
      await mailedLink(proof, person.email, 2);
      expect((await proof.mailsTo(person.email))[0]?.subject).toMatch(/already have an account/);
    });
  });
}

test("a used, an old, a foreign and a half link each end on a page that says what happened and what to do", async ({
  page,
  proof,
}) => {
  const person = await signUpAt(page, proof);
  const link = new URL(await mailedLink(proof, person.email, 1));
  const token = link.searchParams.get("token") ?? "";
  const at = `${proof.urlOf("proof")}`;
  const places: [string, number, string][] = [
    [`${at}/reset_password?token=kpw_${"a".repeat(22)}&username=x`, 410, "This link no longer works"],
    [`${at}/reset_password?token=kpw_abc&username=x`, 400, "This link is not complete"],
    [`${at}/verify_email?token=kvf_${"a".repeat(22)}&username=x`, 410, "This link no longer works"],
    [`${at}/verify_email?token=${token.slice(0, 12)}`, 400, "This link is not complete"],
    [`${at}/reset_password?token=${token}&username=${person.username}`, 400, "This link is not complete"],
    [`${proof.urlOf("quiet")}/verify_email?token=${token}&username=${person.email}`, 410, "This link no longer works"],
  ];
  for (const [address, status, title] of places) {
    expect((await page.goto(address))?.status(), address).toBe(status);
    await expect(page.locator("h1"), address).toHaveText(title);
    await expect(page.locator("main form button, main nav a").first(), address).toBeVisible();
  }
  await page.context().clearCookies();
  await page.goto(`${at}/reset_password`);
  await expect(page.locator("h1")).toHaveText("Open the link in your mail");
  // Somebody else's name with a good link: refused, and the link still works for its own.
  await page.goto(`${at}/verify_email?token=${token}&username=somebody`);
  await submit(page);
  await expect(problems(page)).toHaveText([/belongs to another account/]);
  await page.goto(link.href);
  await submit(page);
  await page.waitForURL("**/login?**");
});

test("a browser that keeps no cookies is told so", async ({ page, proof }) => {
  const at = proof.urlOf("proof");
  await page.goto(`${at}/reset_password?token=kpw_${"a".repeat(22)}&username=x`);
  await page.context().clearCookies();
  await page.reload();
  await expect(page.locator("main")).toContainText("allow cookies for this site");
  await page.goto(`${at}/verify_email?step=confirm&username=x`);
  await expect(page.locator("main")).toContainText("Allow cookies for this site");
});
