import { expect, fill, problems, submit } from "../fixtures/browser";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { mailedLink, signUpAt, test } from "../fixtures/proof";

// A language changes words and direction, a colour scheme colours: together they show light, dark and right to left.
for (const [colorScheme, query] of [
  ["light", ""],
  ["dark", "?locale=ar"],
] as const) {
  test.describe(`${colorScheme} ${query}`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 800 } });

    test("every page and state has no violation of axe, fits 320 pixels, and has controls big enough to hit", async ({
      page,
      proof,
    }) => {
      test.setTimeout(180_000); // seventeen states, each looked over by axe
      const check = async (name: string) => {
        expect(await violationsOf(page), name).toEqual([]);
        await expectToFit(page);
      };
      const at = proof.urlOf("proof");
      await page.goto(`${at}/login${query}`);
      const person = await signUpAt(page, proof);
      await expect(page.locator("html")).toHaveAttribute("dir", query ? "rtl" : "ltr");
      await check("verify-waiting");
      await submit(page);
      await expect(page.locator(".gh-notice")).toBeVisible();
      await check("verify-sent");
      await page.locator("input[name=username]").fill("");
      await submit(page);
      await expect(problems(page)).toHaveCount(1);
      await check("verify-problem");
      await page.goto(await mailedLink(proof, person.email, 2));
      await check("verify-confirm");
      await page.goto(`${at}/forgot_password`);
      await check("forgot");
      await submit(page);
      await expect(problems(page)).toHaveCount(1);
      await check("forgot-problem");
      await fill(page, { username: person.username });
      await submit(page);
      await page.waitForURL("**step=sent**");
      await check("forgot-sent");
      await page.goto(await mailedLink(proof, person.email, 3));
      await check("reset");
      await fill(page, { password: "password" });
      await submit(page);
      await expect(problems(page)).not.toHaveCount(0);
      await check("reset-problem");
      await page.goto(`${at}/reset_password?token=kpw_${"a".repeat(22)}&username=x`);
      await check("reset-dead");
      await page.goto(`${at}/reset_password?token=kpw_`);
      await check("reset-broken");
      await page.goto(`${at}/verify_email?token=kvf_${"a".repeat(22)}&username=x`);
      await check("verify-dead");
      await page.goto(`${at}/verify_email?token=kvf_`);
      await check("verify-broken");
      await page.context().clearCookies({ name: /^gh_(?:reset|verify)$/ });
      await page.goto(`${at}/verify_email?step=confirm&username=x`);
      await expect(page.locator("html")).toHaveAttribute("dir", query ? "rtl" : "ltr");
      await check("verify-no-link");
      await page.goto(`${at}/reset_password`);
      await check("reset-no-link");
      for (const notice of ["password-reset", "email-verified"]) {
        await page.goto(`${at}/login?notice=${notice}`);
        await expect(page.locator(".gh-notice")).toBeVisible();
        await check(`login-${notice}`);
      }
    });
  });
}
