import { expect, problems, signIn, test } from "../fixtures/console";
import { violationsOf } from "../fixtures/looked-over";

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test.use({ javaScriptEnabled, viewport: { width: 320, height: 900 } });

    test("an owner words a sentence, and people see it on the hosted page", async ({ page, demo }) => {
      const { demo: file } = demo;
      const mine = `Come in ${javaScriptEnabled ? "quickly" : "quietly"}`;
      await signIn(page, file.origin, file.admin);
      await page.getByRole("link", { name: "Words of Birch Teams" }).click();
      await page.getByRole("link", { name: "login", exact: true }).click();

      await page.locator('textarea[name="login.submit"]').fill("Come in {password}");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(problems(page)).toHaveCount(1);
      await expect(page.locator('textarea[name="login.submit"]')).toHaveValue("Come in {password}");

      await page.locator('textarea[name="login.submit"]').fill(mine);
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.locator("main")).toContainText("Saved in the draft.");
      if (javaScriptEnabled) {
        expect(await violationsOf(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      }
      await page.goto(`${file.apps.user_org.url}/login`);
      await expect(page.getByRole("button", { name: mine })).toHaveCount(0);
      await page.goBack();
      await page.getByRole("link", { name: "Its look, its draft and its history" }).click();
      await expect(page.frameLocator("iframe").getByRole("button", { name: mine })).toBeVisible();
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await expect(page.getByText("Published. People see it from now on.")).toBeVisible();
      await page.goto(`${file.apps.user_org.url}/login`);
      await expect(page.getByRole("button", { name: mine })).toBeVisible();
      await page.goto(`${file.apps.user_org.url}/login?locale=de`);
      await expect(page.getByRole("button", { name: "Anmelden" })).toBeVisible();
    });
  });
}

test("the words of an app that is not there are a page with a way on", async ({ page, demo }) => {
  await signIn(page, demo.demo.origin, demo.demo.admin);
  const answer = await page.goto(
    `${demo.demo.origin}/console/realms/${demo.demo.realm.id}/apps/lpl_${"0".repeat(22)}/words`,
  );
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
});
