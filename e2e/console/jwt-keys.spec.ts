import { generateKeyPairSync } from "node:crypto";
import type { Page } from "playwright/test";
import { expect, problems, signIn } from "../fixtures/console";
import { addFrank } from "../fixtures/console-people";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(async ({ north }) => {
  await addFrank(north);
});

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const shown = (page: Page) => page.locator(".copyable code").textContent();

type Server = {
  readonly port: number;
  readonly request: (to: string, asking: object) => Promise<{ readonly text: string }>;
};

async function ask({ port, request }: Server, verb: string, fields: Readonly<Record<string, string>>) {
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const body = String(new URLSearchParams(fields));
  const { text } = await request(`/v1/${verb}`, { host: `acorn.localhost:${port}`, method: "POST", headers, body });
  return JSON.parse(text) as { token?: string; valid?: boolean };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("security 70: a key takes the place of another one, which verifies until it is deleted for good", async ({
      page,
      place,
    }) => {
      const own = `a-key-of-our-own-${javaScriptEnabled}-that-nobody-sees`;
      const { origin, realms, server } = place;
      const keys = `${origin}/console/realms/${realms.north}/jwt_keys`;
      const frank = { username: "frank", password: "seven quiet herons" };
      const isValid = async (token = "") => (await ask(server, "check_session", { token })).valid;
      const { token: old } = await ask(server, "login", frank);
      await signIn(page, origin, staff.north);
      await page.goto(keys);
      const before = page.getByRole("row", { name: /HS256 Signs/ });
      await expect(before).toHaveCount(1);
      const replaced = await before.getByRole("link").textContent();
      await page.getByRole("link", { name: "Make a JWT key" }).click();
      await page.getByLabel("A key of your own").fill("much-too-short");
      await button(page, "Make a JWT key").click();
      await expect(problems(page)).toHaveCount(1);
      // What could be a secret is not given back.
      expect(await page.content()).not.toContain("much-too-short");
      await page.getByLabel("A key of your own").fill(`${own}\n`);
      await button(page, "Make a JWT key").click();
      await page.waitForURL(/jky_\w+\?saved=yes/);
      await page.getByText("Show the secret").click();
      expect(await shown(page)).toBe(own);

      const { token: fresh = "" } = await ask(server, "login", frank);
      const kid = JSON.parse(Buffer.from(fresh.split(".")[0] ?? "", "base64url").toString()).kid;
      expect(page.url()).toContain(kid);
      expect([await isValid(old), await isValid(fresh)]).toEqual([true, true]);

      await page.goto(`${keys}/${replaced}`);
      await expect(page.locator("main")).toContainText("Replaced: verifies what it has signed");
      await button(page, "Delete this key").click();
      await expect(problems(page)).toHaveCount(1);
      await page.getByLabel(`Type ${replaced} to confirm`).fill(replaced ?? "");
      await button(page, "Delete this key").click();
      await page.waitForURL(/jwt_keys\?saved=yes/);
      expect([await isValid(old), await isValid(fresh)]).toEqual([false, true]);

      // Without the choice, what it has signed stays good, and another key signs.
      await page.goto(`${keys}/${kid}`);
      await page.getByLabel(`Type ${kid} to confirm`).fill(kid);
      await expect(page.getByLabel("Tokens that it has signed")).toHaveValue("false");
      await button(page, "Delete this key").click();
      await page.waitForURL(/jwt_keys\?saved=yes/);
      await expect(page.getByRole("row", { name: /HS256 Signs/ })).toHaveCount(1);
      expect(await isValid(fresh)).toBe(true);
      await page.goto(`${keys}/${kid}`);
      await page.getByLabel(`Type ${kid} to confirm`).fill(kid);
      await button(page, "Delete this key").click();
      await page.waitForURL(/jwt_keys\?saved=yes/);
      expect(await isValid(fresh)).toBe(false);

      await page.goto(`${origin}/console/audit?action=realm.updated`);
      await page.locator("tbody th a").last().click();
      await expect(page.locator("main")).toContainText('"was": "made"');
      expect(await page.content()).not.toContain(own);
      expect(server.log()).not.toContain(own);
    });
  });
}

test("an own RSA key waits for its algorithm, and its public half alone is shown, to a reader too", async ({
  page,
  place,
}) => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const keys = `${place.origin}/console/realms/${place.realms.north}/jwt_keys`;
  await signIn(page, place.origin, staff.north);
  await page.goto(`${keys}/new`);
  await page.getByLabel("Algorithm").selectOption("rs256");
  await page.getByLabel("A key of your own").fill(String(privateKey.export({ type: "pkcs8", format: "pem" })));
  await button(page, "Make a JWT key").click();
  await page.waitForURL(/saved=yes/);
  const at = page.url();
  const pem = String(publicKey.export({ type: "spki", format: "pem" }));
  await expect(page.locator("main")).toContainText("Waits: the realm signs with HS256");
  expect(await shown(page)).toBe(pem);
  expect(await page.content()).not.toContain("PRIVATE KEY");
  await page.goto(keys);
  const signing = await page
    .getByRole("row", { name: /HS256 Signs/ })
    .getByRole("link")
    .getAttribute("href");
  await page.goto(place.origin + signing);
  const secret = (await shown(page)) ?? "";
  expect(secret).toMatch(/^\S{32,}$/);

  await page.context().clearCookies();
  await signIn(page, place.origin, staff.reader);
  await page.goto(at);
  expect(await shown(page)).toBe(pem);
  for (const address of [place.origin + signing, `${place.origin}/console/realms/${place.realms.north}/integration`]) {
    await page.goto(address);
    await expect(page.locator("main")).toContainText("Only those who may change this realm see the secret.");
    expect(await page.content()).not.toContain(secret);
    expect(await (await page.request.get(`${address}?_rsc=1`, { headers: { rsc: "1" } })).text()).not.toContain(secret);
  }
});
