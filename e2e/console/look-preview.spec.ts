import { expect, problems, test } from "../fixtures/console";
import { framed, openEditor, picture } from "../fixtures/look-editor";

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
