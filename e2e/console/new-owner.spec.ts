import { expect, fill, signIn, submit, test } from "../fixtures/console";

const operator = { email: "op@example.com", password: "nine grey walruses" };

test("a new owner: set-up, realm, app, look, the first signup on the app's page, the user in the list, logged out", async ({
  page,
  fresh: { origin, code, server },
}) => {
  await page.goto(`${origin}/console/setup`);
  await fill(page, { code, ...operator, password_confirmation: operator.password });
  await submit(page);
  await page.waitForURL("**/console/login?done=setup");
  await signIn(page, origin, operator);

  await page.locator(".empty").getByRole("link", { name: "Add a realm" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Northwind");
  await page.getByRole("button", { name: "Add a realm", exact: true }).click();
  await page.waitForURL(/\/console\/realms\/rl_\w{22}$/);
  const realm = page.url();

  await page.getByRole("link", { name: "Add a Connected App" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Acorn");
  await page.getByLabel("Subdomain").fill("acorn");
  await page.getByLabel("Where people come back to").fill(`${origin}/healthz`);
  await page.getByRole("button", { name: "Add an app" }).click();
  await page.waitForURL(/apps\/lpl_\w+\?saved=yes$/);

  await page.getByRole("link", { name: "Look", exact: true }).click();
  await page.locator("[name=css]").fill(".gh-title { color: rgb(1, 2, 3) }");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Published. People see it from now on.")).toBeVisible();

  const visitor = await page.context().newPage();
  await visitor.goto(`http://acorn.localhost:${server.port}/signup`);
  await expect(visitor.locator(".gh-title")).toHaveCSS("color", "rgb(1, 2, 3)");
  await fill(visitor, { username: "frank", email: "frank@example.com", password: "seven quiet herons" });
  await submit(visitor);
  await visitor.waitForURL(/\/healthz\?.*token=ey/);

  await page.goto(`${realm}/users`);
  await page.getByRole("link", { name: "frank", exact: true }).click();
  await page.getByRole("link", { name: "Sessions", exact: true }).click();
  await page.getByRole("button", { name: "Log out everywhere" }).click();
  await page.waitForURL(/sessions\?saved=yes$/);
  await expect(page.getByRole("button", { name: "Log out everywhere" })).toHaveCount(0);

  await visitor.goto(`http://acorn.localhost:${server.port}/login`);
  await expect(visitor.locator("input[name=password]")).toBeVisible();
});
