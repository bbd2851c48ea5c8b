import { expect, fill } from "../fixtures/browser";
import { arrive, go, press, test, title, uidIn } from "../fixtures/provider-pages";
import { password } from "../fixtures/provider-server";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const suffix = javaScriptEnabled ? "-js" : "";

    test("a real OpenID provider: refused, agreed to, in with signup=true; and from then on known", async ({
      page,
      place,
    }) => {
      await page.goto(`${place.acorn}/login?redir=%2Fnotes%2F7`);
      await go(page, "Continue with Real ID");
      await expect(title(page)).toHaveText("Real ID: login");
      await press(page, "Cancel");
      await expect(title(page)).toHaveText("You did not go on at Real ID");
      await go(page, "Try Real ID again");
      await fill(page, { login: `ana${suffix}` });
      await press(page, "Log in");
      await press(page, "Allow");
      // Nobody is asked for a user name that the provider has told; an address it does not know.
      await expect(title(page)).toHaveText("Almost there");
      await expect(page.locator("input[name=username]")).toHaveValue(`ana${suffix}`);
      await fill(page, { email: "not an address" });
      await press(page, "Create account");
      await expect(page.locator("form [role=alert] li")).toHaveText([/does not look like an e-mail address/]);
      await fill(page, { email: `ana${suffix}@example.com` });
      await press(page, "Create account");
      const first = await arrive(page, place);
      expect([...first.keys()]).toEqual(["token", "signup", "redir"]);
      expect(first.get("redir")).toBe("/notes/7");

      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Real ID");
      const second = await arrive(page, place);
      expect([...second.keys()]).toEqual(["token"]);
      expect(uidIn(second)).toBe(uidIn(first));
    });

    test("a plain OAuth 2.0 provider, from the signup: in at once where it tells all that is needed", async ({
      page,
      place,
    }) => {
      place.odd.be({ sub: `p${suffix}`, email: `pia${suffix}@example.com`, email_verified: true });
      await page.goto(`${place.acorn}/signup`);
      await go(page, "Continue with Plain ID");
      await expect(title(page)).toHaveText("Almost there");
      await expect(page.locator("input[name=username]")).toHaveValue(`pia${suffix}`);
      await expect(page.locator("input")).toHaveCount(
        await page.locator("input[name=username], input[type=hidden]").count(),
      );
      await press(page, "Create account");
      expect((await arrive(page, place)).get("signup")).toBe("true");
    });

    test("Apple's way: a form that its page posts comes back from another site", async ({ page, place }) => {
      place.odd.behave("any-secret");
      place.odd.be({ sub: `a${suffix}`, email: `ash${suffix}@example.com`, email_verified: "true" });
      await page.goto(`${place.acorn}/login`);
      const started = page.waitForResponse((response) => response.url().startsWith(`${place.acorn}/auth/apple`));
      await go(page, "Continue with Apple");
      expect(await (await started).headerValue("set-cookie")).toMatch(
        /^__Host-gh_provider_post=[\w-]{43};.*Secure;.*SameSite=none/i,
      );
      await press(page, "Continue");
      await press(page, "Create account");
      expect((await arrive(page, place)).get("signup")).toBe("true");
      place.odd.behave("right");
    });

    test("an address that has an account: they log in first, are told what it is for, and are connected", async ({
      page,
      place,
    }) => {
      place.odd.be({ sub: `frank${suffix}`, email: "frank@example.com", email_verified: !javaScriptEnabled });
      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Odd ID");
      await expect(title(page)).toHaveText("You have an account already");
      await expect(page.locator(".gh-text")).toContainText("frank@example.com");
      await go(page, "Log in and connect Odd ID");
      await expect(page.locator(".gh-notice")).toHaveText(/connected with Odd ID \(frank@example\.com\)/);
      await fill(page, { username: "frank", password: "not the password" });
      await press(page, "Log in");
      await expect(page.locator("form [role=alert] li")).toHaveCount(1);
      await fill(page, { username: "frank", password });
      await press(page, "Log in");
      const uid = uidIn(await arrive(page, place));
      await page.context().clearCookies();
      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Odd ID");
      expect(uidIn(await arrive(page, place))).toBe(uid);
    });
  });
}

test("an account that is come to by Apple's way is connected with another provider, as the page said", async ({
  page,
  place,
}) => {
  const { odd, acorn } = place;
  const atApple = { sub: "cleo-a", email: "cleo@example.com", email_verified: true };
  const atOdd = { sub: "cleo-o", email: "cleo@example.com", email_verified: false };
  odd.behave("any-secret");
  odd.be(atApple);
  await page.goto(`${acorn}/login`);
  await go(page, "Continue with Apple");
  await press(page, "Continue");
  await press(page, "Create account");
  const uid = uidIn(await arrive(page, place));

  await page.context().clearCookies();
  odd.be(atOdd);
  await page.goto(`${acorn}/login`);
  await go(page, "Continue with Odd ID");
  await go(page, "Log in and connect Odd ID");
  odd.be(atApple);
  await go(page, "Continue with Apple");
  await press(page, "Continue");
  expect(uidIn(await arrive(page, place))).toBe(uid);

  await page.context().clearCookies();
  odd.be(atOdd);
  await page.goto(`${acorn}/login`);
  await go(page, "Continue with Odd ID");
  expect(uidIn(await arrive(page, place))).toBe(uid);
  odd.behave("right");
});
