import type { Page } from "playwright/test";
import { expect, problems, signIn } from "../fixtures/console";
import { addFrank, addPeople } from "../fixtures/console-people";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { type Realms, staff, staffedTest } from "../fixtures/staffed";

const ids: { frank?: Awaited<ReturnType<typeof addFrank>> } = {};
const test = staffedTest(async (realms: Realms) => {
  const { db } = await import("@/lib/db/client");
  await addPeople(realms);
  ids.frank = await addFrank(realms.north);
  const formula = { firstName: '=HYPERLINK("https://attacker.example")', lastName: "＋1", reference: "@x" };
  await db().user.updateMany({ where: { realmId: realms.north, username: "person51" }, data: formula });
});

/** Every page that shows something of users. */
const pages = () => {
  const { frank, robot, membership } = ids.frank ?? {};
  const parts = ["", "/access", "/memberships", "/sessions", "/events"];
  return [
    ...["/users", "/users.csv", "/users/new", "/users/new_api", `/users/delete?id=${frank}`],
    ...parts.map((part) => `/users/${frank}${part}`),
    ...["", "/access"].map((part) => `/users/${robot}${part}`),
    `/memberships/${membership}`,
  ];
};

async function csv(page: Page, address: string): Promise<string[][]> {
  const text = await (await page.request.get(address)).text();
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
}

test("security 91: the export is what the list shows, in its order, holds no formula, and is recorded", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.reader);
  const all = `${place.origin}/console/realms/${place.realms.north}/users`;
  await page.goto(`${all}?search=person&sort=reference&direction=desc`);
  const shown = await page.locator("tbody td:nth-of-type(1)").allTextContents();
  const href = (await page.getByRole("link", { name: "Export as CSV" }).getAttribute("href")) ?? "";
  const answer = await page.request.get(place.origin + href);
  expect(answer.headers()["content-type"]).toBe("text/csv; charset=utf-8");
  const [head, ...rows] = await csv(page, place.origin + href);
  expect(head?.slice(0, 3)).toEqual(["id", "username", "email"]);
  expect(rows).toHaveLength(52);
  expect(rows.slice(0, shown.length).map(([, username]) => username)).toEqual(shown);
  await page.goto(`${all}?state=inactive`);
  const inactive = (await page.getByRole("link", { name: "Export as CSV" }).getAttribute("href")) ?? "";
  const text = await (await page.request.get(place.origin + inactive)).text();
  for (const cell of [`"'=HYPERLINK(""https://attacker.example"")"`, "'＋1", "'@x"]) expect(text).toContain(cell);
  await page.goto(`${place.origin}/console/audit?action=users.exported`);
  await expect(page.locator("tbody th")).toHaveCount(3);
  await page.locator("tbody th a").first().click();
  await expect(page.locator("main")).toContainText('"state": "inactive"');
});

test("security 87, 93: another realm's users are as good as none, and a reader is offered no change", async ({
  page,
  place,
}) => {
  const { origin, realms } = place;
  await signIn(page, origin, staff.south);
  for (const inIt of pages()) {
    const answer = await page.request.get(`${origin}/console/realms/${realms.north}${inIt}`);
    expect(answer.status(), inIt).toBe(404);
    expect(await answer.text()).not.toContain("frank");
    // The same ids, asked for in a realm that is theirs.
    const crossed = await page.request.get(`${origin}/console/realms/${realms.south}${inIt}`);
    expect(await crossed.text(), inIt).not.toContain("frank@");
  }
  await page.goto(`${origin}/console/realms/${realms.south}/users?realm_id=${realms.north}`);
  await expect(page.locator("tbody th")).toHaveText(["Person Elsewhere"]);
  await page.context().clearCookies();
  await signIn(page, origin, staff.reader);
  for (const inIt of pages().filter((one) => !/csv|new|delete/.test(one))) {
    await page.goto(`${origin}/console/realms/${realms.north}${inIt}`);
    await expect(page.locator("main form:not(.filter), main input[type=checkbox]")).toHaveCount(0);
    await expect(page.getByRole("link", { name: /^Add (user|API)/ })).toHaveCount(0);
  }
});

test("security 92: nobody sees any of it without signing in", async ({ page, place }) => {
  for (const inIt of pages()) {
    for (const query of ["", inIt.includes("?") ? "&_rsc=1" : "?_rsc=1"]) {
      const address = `${place.origin}/console/realms/${place.realms.north}${inIt}${query}`;
      const answer = await page.request.get(address, { maxRedirects: 0 });
      expect(answer.headers().location, inIt).toMatch(/\/console\/login$/);
      expect(await answer.text()).not.toContain("frank@");
    }
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the pages of users have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      const realm = `${place.origin}/console/realms/${place.realms.north}`;
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(
          page,
          "input:not([type=checkbox]):visible, label.check:visible, select:visible, button:visible, a:visible",
        );
      };
      for (const inIt of [...pages().filter((one) => !one.includes("csv")), "/users?search=nobody&state=active"]) {
        await page.goto(realm + inIt);
        await look();
      }
      await page.goto(`${realm}/users/new`);
      await page.getByRole("button", { name: "Add user" }).click();
      await expect(problems(page)).not.toHaveCount(0);
      await look();
      await page.goto(`${realm}/users/${ids.frank?.frank}/access`);
      await page.getByRole("button", { name: "Add a device" }).click();
      await page.waitForURL(/device-added/);
      await page.locator(".gh-qr").waitFor();
      await page.getByRole("button", { name: "Make a link" }).click();
      await page.locator(".made-secret").waitFor();
      await look();
      await page.getByRole("button", { name: "Start over with another device" }).click();
      await page.waitForURL(/said=saved/);
    });
  });
}
