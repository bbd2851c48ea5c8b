import type { Page } from "playwright/test";
import { codeOf } from "../fixtures/authenticator";
import { expect, fill, problems, signIn, submit } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const theirs = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/** The reader has an authenticator already. */
const test = staffedTest(async () => {
  const [{ db }, { encrypt }] = await Promise.all([import("@/lib/db/client"), import("@/lib/tokens/encryption")]);
  await db().administrator.update({
    where: { emailCanonical: staff.reader.email },
    data: { otpSecretEncrypted: encrypt("admin-totp", theirs), otpSince: new Date() },
  });
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function signOut(page: Page) {
  await button(page, "Sign out").click();
  await expect(button(page, "Sign in")).toBeVisible(); // loaded anew: the address changes before
}

/** Goes through the door up to the code. */
async function askForCode(page: Page, origin: string, { email, password }: { email: string; password: string }) {
  await page.goto(`${origin}/console/login`);
  await fill(page, { email, password });
  await submit(page);
  await page.waitForURL("**/console/login/code");
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an administrator sets a second factor up, signs in with it, with a recovery code, and removes it", async ({
      page,
      place,
    }) => {
      const who = javaScriptEnabled ? staff.north : staff.south;
      await signIn(page, place.origin, who);
      await page.goto(`${place.origin}/console/account`);
      await page.getByRole("link", { name: "Set it up" }).click();
      await page.getByLabel("Your password now").fill("not the right one at all");
      await button(page, "Set it up").click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel("Your password now").fill(who.password);
      await button(page, "Set it up").click();
      await expect(page.getByAltText(/QR code/)).toBeVisible();
      const secret = ((await page.locator(".gh-secret").textContent()) ?? "").replaceAll(" ", "");
      await page.getByLabel("Code from the app").fill("000000");
      await button(page, "Turn it on").click();
      await expect(problems(page)).toHaveCount(1);
      const first = codeOf(secret, new Date());
      await page.getByLabel("Code from the app").fill(first);
      await button(page, "Turn it on").click();
      await expect(page.locator(".made-secret")).toBeVisible();
      await expect(page.locator(".gh-qr")).toBeHidden();
      const codes = ((await page.locator(".made-secret").textContent()) ?? "").split("\n");
      expect(codes).toHaveLength(10);
      await page.getByRole("link", { name: "I have kept them" }).click();
      await expect(page.locator("main")).toContainText("Recovery codes left10");
      await signOut(page);

      await askForCode(page, place.origin, who);
      await fill(page, { code: first });
      await submit(page);
      await expect(problems(page)).toHaveText(/does not fit/);
      await expect(page.locator("input[name=code]")).toHaveValue("");
      await fill(page, { code: codeOf(secret, new Date(), 1) });
      await submit(page);
      await page.waitForURL(`${place.origin}/console`);
      await signOut(page);

      await askForCode(page, place.origin, who);
      await fill(page, { code: codes[3] ?? "" });
      await submit(page);
      await page.waitForURL(`${place.origin}/console`);
      await page.goto(`${place.origin}/console/account/device`);
      await expect(page.locator("main")).toContainText("Recovery codes left9");
      await page.getByLabel("Your password now").fill(who.password);
      await button(page, "Turn it off").click();
      await page.waitForURL(/account\?saved=yes/);
      await signOut(page);
      await signIn(page, place.origin, who);
      for (const said of [secret, first, codes[3] ?? "x"]) expect(place.server.log()).not.toContain(said);
    });

    test("five wrong codes end a sign-in, and it begins again with the password", async ({ page, place }) => {
      await askForCode(page, place.origin, staff.reader);
      for (let tries = 1; tries <= 4; tries++) {
        await fill(page, { code: `00000${tries}` });
        const answered = page.waitForResponse((response) => response.request().method() === "POST");
        await submit(page);
        expect((await answered).status()).toBe(422);
        await expect(page.locator("form[aria-busy=false]")).toBeVisible();
        await expect(problems(page)).toHaveText(/does not fit/);
      }
      await fill(page, { code: "000005" });
      await submit(page);
      await expect(page.locator("main")).toContainText("Begin again with your password");
      await page.getByRole("link", { name: "Start over" }).click();
      await page.waitForURL("**/console/login");
      await page.goto(`${place.origin}/console/login/code`);
      expect(page.url()).toBe(`${place.origin}/console/login`);
    });
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of second factors have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, button:visible, a:visible");
      };
      await askForCode(page, place.origin, staff.reader);
      await submit(page);
      await expect(problems(page)).toHaveCount(1);
      await look();
      await signIn(page, place.origin, staff.owner);
      await page.goto(`${place.origin}/console/account/device`);
      await look();
      await page.getByLabel("Your password now").fill(staff.owner.password);
      await button(page, "Set it up").click();
      await expect(page.getByAltText(/QR code/)).toBeVisible();
      await look();
      await button(page, "Start over").click();
      await expect(button(page, "Set it up")).toBeVisible();
    });
  });
}

test("an owner removes the second factor of somebody who lost it, once their name is typed", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.owner);
  await page.goto(`${place.origin}/console/administrators`);
  await page.getByRole("link", { name: staff.reader.email }).click();
  await page.getByRole("link", { name: "Remove their second factor" }).click();
  await button(page, "Remove their second factor").click();
  await expect(problems(page)).toHaveCount(1);
  await page.getByLabel(`Type ${staff.reader.email} to confirm`).fill(staff.reader.email);
  await button(page, "Remove their second factor").click();
  await page.waitForURL(/saved=yes/);
  await expect(page.locator("main")).toContainText("have not set up a second factor");
  await page.goto(`${place.origin}/console/audit?action=administrator.second_factor_removed`);
  await expect(page.locator("tbody tr").first()).toContainText(staff.owner.email);
  await signOut(page);
  await signIn(page, place.origin, staff.reader);
});
