import type { Page } from "playwright/test";
import sharp from "sharp";
import { expect, problems, signIn, test } from "../fixtures/console";
import { openEditor, publishLook, typeLook } from "../fixtures/look-editor";
import { violationsOf } from "../fixtures/looked-over";

const framed = (page: Page) => page.frameLocator("iframe");
const picture = () =>
  sharp({ create: { width: 300, height: 80, channels: 3, background: "#0a7a5a" } })
    .png()
    .toBuffer();
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

test("the preview follows each letter, and nothing of it is saved", async ({ page, demo }) => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  const { demo: file } = demo;
  await openEditor(page, file, "user_token");
  await framed(page).locator(".gh-card").waitFor();
  await page.locator('.cm-content[aria-label="CSS"]').click(); // the editor comes once the page stands
  await page.keyboard.type(".gh-ti");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "gh-title" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.type("tle { color: rgb(4, 5, 6) }\n.gh-card { background: url(//evil.example) }");
  await expect(framed(page).locator("h1")).toHaveCSS("color", "rgb(4, 5, 6)");
  await expect(page.locator(".left-out li")).toHaveText([/background: url.*Line 2/]);
  await page
    .locator("input[name=logo]")
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: await picture() });
  const logo = framed(page).getByRole("img", { name: "Cedar Club" });
  await expect.poll(() => logo.evaluate((one) => Reflect.get(one, "naturalWidth"))).toBe(300);
  await page.locator("input[name=logo]").setInputFiles([]);
  await expect(framed(page).locator(".gh-app-name")).toHaveText("Cedar Club");
  await page.locator("[name=page_title]").fill("Typed title");
  await expect(page.locator(".stage-title")).toHaveText("Typed title");
  await page
    .getByRole("textbox", { name: "HTML above the form" })
    .fill("<h2>Hello</h2><script>parent.ran = 1</script>");
  await expect(framed(page).locator(".gh-above h2")).toHaveText("Hello");

  await page.locator(".colours summary").click();
  await page.locator('[name="light.text"]').fill("#ccc");
  await expect(page.locator(".contrast li").first()).toHaveText(/In light, text on page has 1\.\d\d:1/);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(problems(page)).toHaveText([/since these colours are hard to read/]);
  await expect(page.getByRole("button", { name: "Publish anyway" })).toBeVisible();

  // The other states keep what was typed.
  await page.getByLabel("Page", { exact: true }).selectOption("wrong-password");
  await expect(framed(page).getByRole("alert")).toBeVisible();
  await expect(framed(page).locator("h1")).toHaveCSS("color", "rgb(4, 5, 6)");
  expect(await page.evaluate(() => Reflect.get(window, "ran"))).toBe(undefined);
  expect(said.filter((text) => /Content Security Policy/.test(text) && /style|frame/.test(text))).toEqual([]);
  await page.goto(`${file.apps.user_token.url}/login`);
  await expect(page.locator("h1")).not.toHaveCSS("color", "rgb(4, 5, 6)");
});

test("the preview is the very page in all its states, languages and schemes, in which nothing runs", async ({
  page,
  demo,
}) => {
  const { demo: file } = demo;
  const { url } = file.apps.user;
  await openEditor(page, file, "user");
  const address = `${page.url()}/preview`;
  const answer = await page.goto(`${address}?state=login`);
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toContain("sandbox allow-same-origin");
  // All that is said, but for what scripts add.
  const text = () =>
    page.locator(".gh-page").evaluate((shown) => {
      const copy = document.importNode(shown, true);
      for (const one of copy.querySelectorAll(".gh-show, script")) one.remove();
      return copy.textContent;
    });
  for (const [state, path] of [
    ["login", "/login?"],
    ["signup", "/signup?"],
    ["forgot", "/forgot_password?"],
    ["forgot-sent", "/forgot_password?step=sent&"],
    ["expired", `/reset_password?token=kpw_${"b".repeat(22)}&`],
    ["verify", "/verify_email?"],
    ["logged-out", "/logged_out?"],
  ]) {
    await page.goto(`${address}?state=${state}&language=de`);
    const shown = await text();
    await page.goto(`${url}${path}locale=de`);
    expect(shown, state).toBe(await text());
  }
  for (const [state, part] of [
    ["wrong-password", "[role=alert]"],
    ["signup-problems", "[aria-invalid]"],
    ["code", "[name=code]"],
    ["reset", "[autocomplete=new-password]"],
    ["verify-confirm", "form button"],
  ]) {
    await page.goto(`${address}?state=${state}&theme=dark&language=ar`);
    await expect(page.locator(part ?? "").first()).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await expect(page.locator(".gh-body")).toHaveCSS("background-color", "rgb(15, 17, 21)");
  }
  expect((await page.request.post(address, { form: {} })).status()).toBe(405);
});

test("security 7: nobody else frames a preview, nor any other page", async ({ page, demo, attacker, complaints }) => {
  const { demo: file } = demo;
  await openEditor(page, file, "user");
  const address = page.url();
  await page.goto(attacker.serve(`<iframe src="${address}/preview"></iframe><iframe src="${address}"></iframe>`));
  for (const frame of page.frames().slice(1)) await expect(frame.locator(".gh-card, .studio")).toHaveCount(0);
  await expect.poll(() => complaints.length).toBe(2);
  for (const one of complaints.splice(0)) expect(one).toContain("frame-ancestors");
});

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
