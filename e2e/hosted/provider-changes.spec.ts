import type { Page } from "playwright/test";
import { expect, fill } from "../fixtures/browser";
import { arrive, go, press, test, title, uidIn } from "../fixtures/provider-pages";
import { type ProviderServer, password } from "../fixtures/provider-server";

/** Signs up by Odd ID as somebody new, and answers who that is; the browser forgets it all again. */
async function signUp(page: Page, place: ProviderServer, sub: string): Promise<string> {
  place.odd.be({ sub, email: `${sub}@example.com`, email_verified: true, preferred_username: sub });
  await page.goto(`${place.acorn}/signup`);
  await go(page, "Continue with Odd ID");
  const uid = uidIn(await arrive(page, place));
  await page.context().clearCookies();
  return uid;
}

/** The page of a provider that asks first, and the way back from it that it offers. */
async function wayBack(page: Page, place: ProviderServer): Promise<string> {
  place.odd.behave("asks-first");
  await page.goto(`${place.acorn}/login`);
  await go(page, "Continue with Odd ID");
  const back = await page.getByRole("link", { name: "Go back" }).getAttribute("href");
  place.odd.behave("right");
  return back ?? "";
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const suffix = javaScriptEnabled ? "-js" : "";

    test("security 104: whose address has changed at the same subject is still who they were, also where it is another's by now", async ({
      page,
      place,
    }) => {
      const uid = await signUp(page, place, `ines${suffix}`);
      await signUp(page, place, `olaf${suffix}`);
      const changed = { email: `olaf${suffix}@example.com`, email_verified: true };
      place.odd.be({ sub: `ines${suffix}`, ...changed });
      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Odd ID");
      expect(uidIn(await arrive(page, place))).toBe(uid);
      const { body } = await place.manage(`GET /users/${uid}`);
      expect(body).toMatchObject({ email: `ines${suffix}@example.com`, email_verification: "verified" });
    });

    test("a provider that is switched off meanwhile is told as such, with another way to log in", async ({
      page,
      place,
    }) => {
      place.odd.be({ sub: `ruth${suffix}`, email: `ruth${suffix}@example.com`, email_verified: true });
      const back = await wayBack(page, place);
      const provider = `PUT /auth_providers/${place.ids.odd}`;
      expect((await place.manage(provider, { auth_provider: { state: "inactive" } })).status).toBe(200);
      const answer = await page.goto(back);
      expect(answer?.status()).toBe(404);
      await expect(title(page)).toHaveText("This way in is closed");
      await expect(page.locator("main [role=alert]")).toContainText("switched off");
      await expect(page.getByRole("link", { name: /Odd ID/ })).toHaveCount(0);
      await go(page, "Log in another way");
      await expect(page.getByRole("link", { name: "Continue with Real ID" })).toBeVisible();
      await expect(page.getByRole("link", { name: "Continue with Odd ID" })).toHaveCount(0);
      await place.manage(provider, { auth_provider: { state: "active" } });
    });

    test("a user who is switched off is told so, and not let in, until they are switched on again", async ({
      page,
      place,
    }) => {
      const uid = await signUp(page, place, `tess${suffix}`);
      await place.manage(`PUT /users/${uid}`, { user: { state: "inactive" } });
      const before = place.arrivals.length;
      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Odd ID");
      await expect(title(page)).toHaveText("Your account is switched off");
      await expect(page.locator("main [role=alert]")).toContainText("Ask the people behind this app.");
      expect(place.arrivals.length).toBe(before);
      await place.manage(`PUT /users/${uid}`, { user: { state: "active" } });
      await page.goto(`${place.acorn}/login`);
      await go(page, "Continue with Odd ID");
      expect(uidIn(await arrive(page, place))).toBe(uid);
    });

    test("a link from elsewhere connects nothing: what the page of this browser says is what counts", async ({
      page,
      place,
    }) => {
      const user = { username: `vera${suffix}`, email: `vera${suffix}@example.com`, password };
      await place.manage("POST /users", { user });
      place.odd.be({ sub: `v${suffix}`, email: user.email, email_verified: false });
      const come = async () => {
        await page.goto(`${place.acorn}/login`);
        await go(page, "Continue with Odd ID");
        await expect(title(page)).toHaveText("You have an account already");
      };
      for (const said of ["1", "a".repeat(22)]) {
        await come();
        await page.goto(`${place.acorn}/login?connect=${said}&prompt=login`);
        await expect(page.locator(".gh-notice")).toHaveCount(0);
        await fill(page, { username: user.username, password });
        await press(page, "Log in");
        await arrive(page, place);
        await page.context().clearCookies();
      }
      await come();
    });
  });
}
