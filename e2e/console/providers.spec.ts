import { expect, problems, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(async ({ south }) => {
  const [{ createAuthProvider, providerInput }, { createApp }] = await Promise.all([
    import("@/lib/admin/auth-providers"),
    import("@/lib/admin/apps"),
  ]);
  const changed = { at: new Date(), by: { ip: null, userAgent: null }, doer: null };
  const google = { provider_type: "google", client_id: "southern-id", client_secret: "hush-south" };
  await createAuthProvider(south, providerInput.parse(google), changed);
  await createApp(south, { name: "Southern", subdomain: "southern", loginHandler: "https://south.example.com/in" });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a provider is chosen by its type, added, its secret never shown again, switched off and deleted", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      const all = `${place.origin}/console/realms/${place.realms.north}/providers`;
      await page.goto(all);
      await expect(page.locator("main")).toContainText("No provider yet");
      await page.getByRole("link", { name: "Add a provider" }).first().click();
      await page.getByRole("link", { name: "GitHub" }).click();
      await expect(page.locator(".callbacks pre").first()).toHaveText(
        new RegExp(`^http://[a-z-]+\\.localhost:${place.server.port}/auth/github/callback$`),
      );
      await page.getByLabel("Client secret").fill("hush-hush");
      await page.getByRole("button", { name: "Add GitHub" }).click();
      await expect(problems(page)).toHaveCount(1);
      await expect(page.getByLabel("Client secret")).toHaveValue("");
      expect(await page.content()).not.toContain("hush-hush");
      await page.getByLabel("Client id").fill("an-id");
      await page.getByLabel("Client secret").fill("hush-hush");
      await page.getByRole("button", { name: "Add GitHub" }).click();
      await page.waitForURL(/providers\/ap_\w+\?saved=yes$/);
      await expect(page.locator("dl")).toContainText("Kept, encrypted");
      expect(await page.content()).not.toContain("hush-hush");
      const login = (await page.locator(".callbacks pre").first().textContent())?.replace(/\/auth.*/, "/login") ?? "";
      const here = page.url().replace("?saved=yes", "");
      await page.goto(login);
      await expect(page.getByRole("link", { name: "Continue with GitHub" })).toBeVisible();

      await page.goto(here);
      await page.getByLabel("State").selectOption("inactive");
      await page.getByLabel("Scopes").fill('read"all');
      await page.getByRole("button", { name: "Save" }).click();
      await expect(problems(page)).toHaveCount(1);
      await expect(page.getByLabel("State")).toHaveValue("inactive");
      await page.getByLabel("Scopes").fill("");
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL(/saved=yes/);
      await expect(page.locator("dl")).toContainText("Kept, encrypted");
      await page.goto(login);
      await expect(page.getByRole("link", { name: "Continue with GitHub" })).toHaveCount(0);

      await page.goto(here);
      await expect(page.locator(".danger")).toContainText("0 profiles");
      await page.getByLabel("Type GitHub to confirm").fill("GitHub");
      await page.getByRole("button", { name: "Delete this provider" }).click();
      await page.waitForURL(all);
      await page.goto(`${place.origin}/console/audit?action=auth_provider.`);
      await expect(page.locator("tbody th")).toContainText(
        ["auth_provider.deleted", "auth_provider.updated", "auth_provider.created"].slice(0, 3),
      );
      expect(place.server.log()).not.toContain("hush-hush");
    });

    test("what all hosted pages have in common, and what is asked of passwords, is set for the realm", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.south);
      const all = `${place.origin}/console/realms/${place.realms.south}/providers`;
      const home = `http://southern.localhost:${place.server.port}`;
      await page.goto(`${all}/login_rocket`);
      const mode = page.getByLabel("A signup makes");
      await expect(mode.locator("option").first()).toHaveText("As usual (A user)");
      await mode.selectOption("user_org");
      await page.getByLabel("Sites that may use").fill("https://www.example.com/path");
      await page.getByRole("button", { name: "Save" }).first().click();
      await expect(problems(page)).toHaveCount(1);
      await expect(mode).toHaveValue("user_org");
      await page.getByLabel("Sites that may use").fill("https://www.example.com");
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.waitForURL(/saved=yes/);
      await expect(page.getByLabel("Sites that may use")).toHaveValue("https://www.example.com");
      await page.getByLabel("HTML below the form").fill("<p>Made in the south</p><script>alert(1)</script>");
      await page.getByRole("button", { name: "Save" }).last().click();
      await page.waitForURL(/left_out=element/);
      await expect(page.locator(".left-out")).toContainText("Some HTML elements were left out");

      await page.goto(`${all}/password`);
      await page.getByLabel("Least number").fill("7");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel("Least number").fill("14");
      await page.getByRole("button", { name: "Save" }).click();
      await page.waitForURL(/saved=yes/);
      await page.goto(all);
      await expect(page.locator("main")).toContainText("14 characters at least");

      await page.goto(`${home}/signup`);
      await expect(page.locator("input[name=org_name]")).toBeVisible();
      await expect(page.locator("body")).toContainText("Made in the south");
      await expect(page.locator("body")).toContainText("14");
      // As before, for the other run of this test.
      await page.goto(`${all}/login_rocket`);
      await mode.selectOption("");
      await page.getByLabel("Sites that may use").fill("");
      await page.getByRole("button", { name: "Save" }).first().click();
      await page.waitForURL(/saved=yes/);
      await page.goto(`${home}/signup`);
      await expect(page.locator("input[name=org_name]")).toHaveCount(0);
    });
  });
}

test("security 87, 93: another realm's providers are as good as none, and a reader is offered no change", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.reader);
  const [north, south] = [place.realms.north, place.realms.south].map((id) => `${place.origin}/console/realms/${id}`);
  await page.goto(`${north}/providers`);
  await expect(page.getByRole("link", { name: "Add a provider" })).toHaveCount(0);
  for (const inIt of ["/login_rocket", "/password"]) {
    await page.goto(`${north}/providers${inIt}`);
    await expect(page.locator("main form")).toHaveCount(0);
  }
  await page.context().clearCookies();
  await signIn(page, place.origin, staff.south);
  await page.goto(`${south}/providers`);
  const mine = (await page.getByRole("link", { name: "Google" }).getAttribute("href")) ?? "";
  await page.goto(`${place.origin}${mine}`);
  await expect(page.getByLabel("Client id")).toHaveValue("southern-id");
  expect(await page.content()).not.toContain("hush-south");
  for (const inIt of ["", "/new", "/login_rocket", "/password", `/${mine.split("/").at(-1)}`])
    expect((await page.goto(`${north}/providers${inIt}`))?.status()).toBe(404);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of providers have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, select:visible, button:visible, a:visible");
      };
      const all = `${place.origin}/console/realms/${place.realms.south}/providers`;
      for (const inIt of ["", "/new", "/new?type=apple", "/login_rocket", "/password"]) {
        await page.goto(`${all}${inIt}`);
        await look();
      }
      await page.goto(`${all}/new?type=oidc`);
      await page.getByRole("button", { name: "Add OpenID Connect" }).click();
      await expect(problems(page)).toHaveCount(3);
      await look();
      await page.goto(all);
      await page.getByRole("link", { name: "Google" }).click();
      await page.getByRole("button", { name: "Delete this provider" }).waitFor();
      await look();
    });
  });
}
