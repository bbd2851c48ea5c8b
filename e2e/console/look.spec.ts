import { expect, problems, signIn, test } from "../fixtures/console";
import { framed, openEditor, picture, publishLook, typeLook } from "../fixtures/look-editor";
import { violationsOf } from "../fixtures/looked-over";

const published = "Published. People see it from now on.";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled, viewport: { width: 320, height: 900 } });

    test("an owner drafts a look, publishes it, and takes an older one back with one press", async ({ page, demo }) => {
      const { demo: file } = demo;
      const { url } = file.apps.user_org;
      await signIn(page, file.origin, file.admin);
      await page.getByRole("link", { name: "Look of Birch Teams" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Look of Birch Teams");

      await page.locator("[name=css]").fill(".gh-title { color: rgb(1, 2, 3) }");
      await page.locator("[name=external_css]").fill("https://127.0.0.1/x.css");
      await page.getByRole("button", { name: "Save as a draft" }).click();
      await expect(problems(page)).toHaveText([/That address cannot be used/]);
      await expect(page.locator("[name=css]")).toHaveValue(".gh-title { color: rgb(1, 2, 3) }");

      const look = {
        page_title: "Birch for everyone",
        header: "<h2>Welcome</h2><script>x</script>",
        footer: '<p>Call <a href="https://birch.example">us</a></p>',
        css: ".gh-title { color: rgb(1, 2, 3) }\n.gh-card { background: url(https://evil.example/x.png) }",
      };
      await typeLook(page, look);
      const logo = page.locator("input[name=logo]");
      await logo.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
      await page.getByRole("button", { name: "Save as a draft" }).click();
      await expect(problems(page)).toHaveText([/That image cannot be used/]);
      await expect(page.locator("[name=header]")).toHaveValue(look.header);
      await logo.setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await picture() });
      await page.getByRole("button", { name: "Save as a draft" }).click();
      await expect(page.getByText("The draft is saved.")).toBeVisible();
      await expect(page.locator(".left-out li")).toHaveText([
        /background: url.*CSS\. Line 2: it shows something from another place/,
        /<script> HTML above the form\. Line 1: Some HTML elements/,
      ]);
      await expect(framed(page).locator("h1")).toHaveCSS("color", "rgb(1, 2, 3)");
      await expect(framed(page).locator(".gh-above h2")).toHaveText("Welcome");
      const image = framed(page).getByRole("img", { name: "Birch Teams" });
      if (javaScriptEnabled) {
        await expect.poll(() => image.evaluate((one) => Reflect.get(one, "naturalWidth"))).toBe(300);
        await page.locator(".code-editor").first().waitFor();
        for (const colorScheme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await violationsOf(page), colorScheme).toEqual([]);
        }
        await page.emulateMedia({ colorScheme: null });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      }
      const editor = page.url().replace(/\?.*/, "");
      await page.goto(`${url}/login`);
      await expect(page.locator(".gh-app-name")).toHaveText("Birch Teams");

      await page.goto(editor);
      await page.getByRole("button", { name: "Publish", exact: true }).click();
      await expect(page.getByText(published)).toBeVisible();
      await expect(page.getByText("Some HTML elements were left out")).toBeVisible();
      await page.goto(`${url}/login`);
      await expect(page).toHaveTitle("Birch for everyone");
      await expect(page.getByRole("img", { name: "Birch Teams" })).toBeVisible();
      await expect(page.locator("header h2")).toHaveText("Welcome");
      await expect(page.getByRole("link", { name: "us" })).toHaveAttribute("href", "https://birch.example");
      await expect(page.locator("h1")).toHaveCSS("color", "rgb(1, 2, 3)");
      if (javaScriptEnabled) expect(await violationsOf(page)).toEqual([]);

      await page.goto(editor);
      await page.getByRole("button", { name: "Publish this again" }).last().click();
      await expect(page.getByText(published)).toBeVisible();
      await page.getByRole("link", { name: "See its login page" }).click();
      await expect(page.locator(".gh-app-name")).toHaveText("Birch Teams");
      await expect(page.locator("h2")).toHaveCount(0);
    });
  });
}

test("two who edit at once lose nothing", async ({ page, demo }) => {
  const { demo: file } = demo;
  await openEditor(page, file, "user");
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator("[name=page_title]").fill("Theirs");
  await other.getByRole("button", { name: "Save as a draft" }).click();
  await expect(other.getByText("The draft is saved.")).toBeVisible();
  await page.locator("[name=page_title]").fill("Mine");
  await page.getByRole("button", { name: "Save as a draft" }).click();
  await expect(problems(page)).toHaveText([/Somebody else has saved this look/]);
  await expect(page.locator("[name=page_title]")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Save mine in its place" }).click();
  await expect(page.getByText("The draft is saved.")).toBeVisible();
  await expect(page.locator("[name=page_title]")).toHaveValue("Mine");
  await expect(page.locator(".versions li").first()).toContainText("Draft that was not published");
  await page.getByRole("button", { name: "Discard the draft" }).click();
  await expect(page.getByText("The draft is taken away.")).toBeVisible();
  await publishLook(page, {});
});

test("the look of an app that is not there is a page with a way on", async ({ page, demo }) => {
  const { origin, realm, admin } = demo.demo;
  await signIn(page, origin, admin);
  const address = `${origin}/console/realms/${realm.id}/apps/lpl_${"0".repeat(22)}/look`;
  expect((await page.goto(`${address}/preview`))?.status()).toBe(404);
  const answer = await page.goto(address);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
});
