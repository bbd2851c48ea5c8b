import { expect, problems, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(async ({ south }) => {
  const [{ createApp }, { setOwn }] = await Promise.all([
    import("@/lib/admin/apps"),
    import("@/lib/admin/own-providers"),
  ]);
  const actor = { at: new Date(), by: { ip: null, userAgent: null }, administrator: null };
  const app = { name: "Southern", subdomain: "southern", loginHandler: "https://south.example.com/in" };
  await createApp(south, { ...app, settings: { locale: "de" } });
  const input = { signup_mode: "user_org" as const, default_permissions: ["crew"] };
  await setOwn(south, { type: "login_rocket", input }, actor);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const label = javaScriptEnabled ? "quick" : "plain";

    test("a new app's own pages work at once, follow its settings, and are gone with it", async ({ page, place }) => {
      await signIn(page, place.origin, staff.north);
      await page.getByRole("link", { name: "Northwind", exact: true }).click();
      await page.getByRole("navigation", { name: "In Northwind" }).getByRole("link", { name: "Apps" }).click();
      await page.getByRole("link", { name: "Add an app" }).first().click();
      await page.getByLabel("Name").fill("Acorn");
      await page.getByLabel("Subdomain").fill("no such label");
      await page.getByLabel("Where people come back to").fill("app.example.com");
      await page.getByRole("button", { name: "Add an app" }).click();
      await expect(problems(page)).toHaveCount(2);
      await expect(page.getByLabel("Where people come back to")).toHaveValue("app.example.com");
      await page.getByLabel("Subdomain").fill(label);
      await page.getByLabel("Where people come back to").fill("https://app.example.com/in");
      await page.getByRole("button", { name: "Add an app" }).click();
      await page.waitForURL(/apps\/lpl_\w+\?saved=yes$/);
      const here = page.url().replace("?saved=yes", "");
      const home = `http://${label}.localhost:${place.server.port}`;
      await page.getByRole("link", { name: `${home}/login` }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Log in to Acorn");

      await page.goto(`${home}/signup`);
      await expect(page.locator("input[name=org_name]")).toHaveCount(0);
      await page.goto(here);
      await page.getByRole("link", { name: "Login and signup", exact: true }).click();
      const mode = page.getByLabel("A signup makes");
      await expect(mode.locator("option").first()).toHaveText("As the realm (now: A user)");
      await mode.selectOption("user_org");
      await page.getByLabel("Permissions of a new member").fill("billing, reports");
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL(/pages\?saved=yes$/);
      await expect(mode).toHaveValue("user_org");
      await expect(page.getByLabel("Permissions of a new member")).toHaveValue("billing reports");
      await page.goto(`${home}/signup`);
      await expect(page.locator("input[name=org_name]")).toBeVisible();

      await page.goto(here);
      await page.getByLabel("Your own host names").fill("localhost");
      await page.getByLabel("Other addresses").fill("https://app.example.com/a\nhttps://app.example.com/b");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(problems(page)).toHaveCount(1);
      await expect(page.getByLabel("Other addresses")).toHaveValue(
        /^https:\/\/app\.example\.com\/a\r?\nhttps:\/\/app\.example\.com\/b$/,
      );
      await page.getByLabel("Your own host names").fill(`login.${label}.example`);
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL(/saved=yes/);
      await expect(page.locator("dl")).toContainText(`http://login.${label}.example`);
      await expect(page.getByLabel("Other addresses")).toHaveValue(
        "https://app.example.com/a\nhttps://app.example.com/b",
      );

      await page.getByLabel("Type Acorn to confirm").fill("Acorn");
      await page.getByRole("button", { name: "Delete this app" }).click();
      await page.waitForURL(/\/apps$/);
      expect((await page.goto(`${home}/login`))?.status()).toBe(404);
    });
  });
}

test("security 87, 93: another realm's apps are as good as none, and a reader is offered no change", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.south);
  const [north, south] = [place.realms.north, place.realms.south].map((id) => `${place.origin}/console/realms/${id}`);
  await page.goto(`${south}/apps`);
  const mine = (await page.getByRole("link", { name: "Southern", exact: true }).getAttribute("href")) ?? "";
  await page.goto(`${place.origin}${mine}/pages`);
  await expect(page.getByLabel("Language")).toHaveValue("de");
  await expect(page.getByLabel("Permissions of a new member")).toHaveValue("");
  await expect(page.locator("#default_permissions-hint")).toContainText("as the realm (now: crew)");
  const id = mine.split("/").at(-1) ?? "";
  for (const inIt of ["/apps", "/apps/new", `/apps/${id}`, `/apps/${id}/pages`])
    expect((await page.goto(`${north}${inIt}`))?.status()).toBe(404);
  await page.goto(`${south}/apps/${id}/words`);
  const trail = page.getByRole("navigation", { name: "Where you are" });
  await expect(trail.getByRole("link")).toHaveText(["Realms", "Southwind", "Apps", "Southern"]);
  await page.goto(`${south}/apps/${id}/look`);
  await expect(trail.getByRole("link")).toHaveText(["Realms", "Southwind", "Apps", "Southern"]);

  await page.context().clearCookies();
  await signIn(page, place.origin, staff.reader);
  await page.goto(`${north}/apps`);
  await expect(page.getByRole("link", { name: "Add an app" })).toHaveCount(0);
  await page.locator("tbody th a").first().click();
  await expect(page.locator("dl")).toContainText("Where people come back to once they are logged in");
  await expect(page.locator("main form")).toHaveCount(0);
  await page.getByRole("link", { name: "Login and signup", exact: true }).click();
  await expect(page.locator("dl")).toContainText("Signing upOn (as the realm)");
  await expect(page.locator("main form")).toHaveCount(0);
  for (const part of ["look", "words"]) {
    await page.goto(page.url().replace(/\w+$/, part));
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Acorn");
    await expect(page.locator("main form[method=post], main textarea, main input:not([type=hidden])")).toHaveCount(0);
  }
  await page.goto(page.url().replace(/\w+$/, "look"));
  await expect(page.getByText("You may see this look and not change it.")).toBeVisible();
  await expect(page.frameLocator("iframe").getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByLabel("Page", { exact: true }).selectOption("wrong-password");
  await expect(page.frameLocator("iframe").getByRole("alert")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of apps have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, select:visible, button:visible, a:visible");
      };
      const apps = `${place.origin}/console/realms/${place.realms.south}/apps`;
      await page.goto(`${apps}/new`);
      await page.getByRole("button", { name: "Add an app" }).click();
      await expect(problems(page)).toHaveCount(2);
      await look();
      await page.goto(apps);
      await look();
      await page.getByRole("link", { name: "Southern", exact: true }).click();
      await page.getByRole("button", { name: "Delete this app" }).waitFor();
      await look();
      await page.getByRole("link", { name: "Login and signup", exact: true }).click();
      await page.getByLabel("A signup makes").waitFor();
      await look();
    });
  });
}
