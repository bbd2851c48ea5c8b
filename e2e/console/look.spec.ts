import sharp from "sharp";
import { expect, problems, signIn, test } from "../fixtures/console";
import { saveLook } from "../fixtures/look-editor";
import { violationsOf } from "../fixtures/looked-over";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled, viewport: { width: 320, height: 900 } });

    test("an owner gives an app its look, and people see it on the hosted page", async ({ page, demo }) => {
      const { demo: file } = demo;
      const { url } = file.apps.user_org;
      await signIn(page, file.origin, file.admin);
      await page.getByRole("link", { name: "Look of Birch Teams" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look of Birch Teams");

      await page.locator("[name=css]").fill(".gh-title { color: rgb(1, 2, 3) }");
      await page.locator("[name=external_css]").fill("https://127.0.0.1/x.css");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await expect(problems(page)).toHaveText([/That address cannot be used/]);
      await expect(page.locator("[name=css]")).toHaveValue(".gh-title { color: rgb(1, 2, 3) }");

      await saveLook(page, {
        page_title: "Birch for everyone",
        header: "<h2>Welcome</h2><script>x</script>",
        footer: '<p>Call <a href="https://birch.example">us</a></p>',
        css: ".gh-title { color: rgb(1, 2, 3) }\n.gh-card { background: url(https://evil.example/x.png) }",
      });
      await expect(page.getByText("Some HTML elements were left out")).toBeVisible();
      await expect(page.locator(".left-out li")).toHaveText([
        /background: url.*Line 2: it shows something from another place/,
      ]);

      const png = await sharp({ create: { width: 300, height: 80, channels: 3, background: "#0a7a5a" } })
        .png()
        .toBuffer();
      const logo = page.locator("input[name=logo]");
      await logo.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
      await page.getByRole("button", { name: "Use this image" }).click();
      await expect(problems(page)).toHaveText([/That image cannot be used/]);
      await logo.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: png });
      await page.getByRole("button", { name: "Use this image" }).click();
      await expect(page.locator("code", { hasText: "/assets/" })).toBeVisible();
      if (javaScriptEnabled) {
        expect(await violationsOf(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      }

      await page.goto(`${url}/login`);
      await expect(page).toHaveTitle("Birch for everyone");
      await expect(page.getByRole("img", { name: "Birch Teams" })).toBeVisible();
      await expect(page.locator("header h2")).toHaveText("Welcome");
      await expect(page.getByRole("link", { name: "us" })).toHaveAttribute("href", "https://birch.example");
      await expect(page.locator("h1")).toHaveCSS("color", "rgb(1, 2, 3)");
      if (javaScriptEnabled) {
        expect(await violationsOf(page)).toEqual([]);
        const image = page.getByRole("img", { name: "Birch Teams" });
        expect(await image.evaluate((one) => one instanceof HTMLImageElement && one.naturalWidth)).toBe(300);
      }

      await page.goto(`${file.origin}/console`);
      await page.getByRole("link", { name: "Look of Birch Teams" }).click();
      await page.getByRole("button", { name: "Remove the logo" }).click();
      await expect(page.locator("code", { hasText: "/assets/" })).toHaveCount(0);
      await saveLook(page, {});
      await page.getByRole("link", { name: "See its login page" }).click();
      await expect(page.locator(".gh-app-name")).toHaveText("Birch Teams");
      await expect(page.locator("h2")).toHaveCount(0);
    });
  });
}

test("the look of an app that is not there is a page with a way on", async ({ page, demo }) => {
  const { origin, realm, admin } = demo.demo;
  await signIn(page, origin, admin);
  const answer = await page.goto(`${origin}/console/realms/${realm.id}/apps/lpl_${"0".repeat(22)}/look`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
});
