import { demoThemes } from "@/lib/domain/demo-themes";
import { codeOf } from "../fixtures/authenticator";
import { expect, fill, newPerson, problems, submit } from "../fixtures/browser";
import { expectTheme, expectToFit, violationsOf } from "../fixtures/looked-over";
import { mailedLink, test } from "../fixtures/proof";
import { enter, secretOn } from "../fixtures/second-step";

// Direction and width change where things stand, a colour scheme what colour they have: neither changes the other.
for (const { file } of demoThemes) {
  for (const [colorScheme, width, query] of [
    ["light", 1200, ""],
    ["dark", 320, "?locale=ar"],
  ] as const) {
    test.describe(`${file}, ${colorScheme}, ${width} pixels${query && ", right to left"}`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("every page and state that a person can come to has no violation of axe, and fits", async ({
        page,
        proof,
      }) => {
        test.setTimeout(300_000); // thirty states, each looked over by axe
        const at = proof.urlOf(`themed-${file}`);
        const check = async (name: string) => {
          await expect(page.locator("html"), name).toHaveAttribute("dir", query ? "rtl" : "ltr");
          await expectTheme(page, file, colorScheme);
          expect(await violationsOf(page), name).toEqual([]);
          await expectToFit(page);
        };
        const checkAt = async (path: string) => {
          await page.goto(at + path);
          await check(path);
        };
        const checkWithProblem = async (name: string) => {
          await submit(page);
          await expect(problems(page), name).not.toHaveCount(0);
          await check(`${name} with a problem`);
        };

        await checkAt(`/login${query}`);
        await checkWithProblem("login");
        await checkAt("/signup");
        await expect(page.locator("input[name=org_name]")).toBeVisible();
        await checkWithProblem("signup");
        const { username, email, password } = newPerson();
        await fill(page, { username, email, password, org_name: "Northwind" });
        await submit(page);
        await page.waitForURL("**/verify_email?**");
        await check("verify-waiting");
        await submit(page);
        await expect(page.locator(".gh-notice")).toBeVisible();
        await check("verify-sent");

        await page.goto(await mailedLink(proof, email, 2));
        await check("verify-confirm");
        await submit(page);
        await page.waitForURL(/\/login|\/enrol/);
        await page.goto(`${at}/login`);
        await fill(page, { username, password });
        await submit(page);
        await page.waitForURL("**/enrol");
        await check("enrol");
        await enter(page, "");
        await expect(problems(page)).toHaveCount(1);
        await check("enrol with a problem");
        const secret = await secretOn(page);
        await enter(page, codeOf(secret, new Date()));
        await page.waitForURL("**/recovery_codes");
        await check("recovery codes");
        await submit(page);
        await page.waitForURL(`${proof.handler}?**`);

        await page.goto(`${at}/login`);
        await fill(page, { username, password });
        await submit(page);
        await page.waitForURL("**/verify_login");
        await check("verify_login");
        await checkWithProblem("verify_login");

        await checkAt("/forgot_password");
        await checkWithProblem("forgot_password");
        await fill(page, { username });
        await submit(page);
        await page.waitForURL("**step=sent**");
        await check("forgot-sent");
        await page.goto(await mailedLink(proof, email, 3));
        await check("reset");
        await checkWithProblem("reset");

        for (const path of [
          "/reset_password?token=kpw_",
          `/reset_password?token=kpw_${"a".repeat(22)}&username=x`,
          "/verify_email?token=kvf_",
          `/verify_email?token=kvf_${"a".repeat(22)}&username=x`,
          "/login?notice=password-reset",
          "/login?notice=email-verified",
          "/login?redirect_uri=https://evil.example/",
          "/logged_out",
          "/sso",
        ])
          await checkAt(path);
        await page.context().clearCookies({ name: /^gh_(?:reset|verify|ticket)$/ });
        for (const path of ["/reset_password", "/verify_email?step=confirm&username=x", "/enrol", "/recovery_codes"])
          await checkAt(path);
      });
    });
  }
}
