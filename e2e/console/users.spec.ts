import type { Page } from "playwright/test";
import { lists } from "@/lib/domain/lists";
import { expect, signIn } from "../fixtures/console";
import { addPeople, people } from "../fixtures/console-people";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(addPeople);

type Person = (typeof people)[number];

/** The columns of the list, and what each is sorted by. */
const columns: Readonly<Record<string, (person: Person) => string | number | null>> = {
  Name: ({ name }) => name,
  Username: ({ username }) => username,
  "E-mail address": ({ email }) => email,
  Type: ({ userType }) => (userType === "human" ? 1 : 2),
  State: ({ state }) => (state === "active" ? 1 : 2),
  Reference: ({ reference }) => reference,
  Added: ({ createdAt }) => createdAt.getTime(),
  "Last login": ({ lastLoginAt }) => lastLoginAt?.getTime() ?? null,
};

/** By value and then by when they came, those without a value last. */
function sorted(of: (person: Person) => string | number | null, way: 1 | -1): string[] {
  const compare = (a: string | number, b: string | number) => (a < b ? -way : a > b ? way : 0);
  return [...people]
    .sort((a, b) => {
      const [one, two] = [of(a), of(b)];
      if (one === null || two === null)
        return one === two ? compare(+a.createdAt, +b.createdAt) : one === null ? 1 : -1;
      return compare(one, two) || compare(+a.createdAt, +b.createdAt);
    })
    .map(({ name }) => name);
}

const rowNames = (page: Page) => page.locator("tbody th").allTextContents();
const filterButton = (page: Page) => page.getByRole("button", { name: "Filter", exact: true });

async function openUsers(page: Page, place: { origin: string; realms: { north: string } }, query = "") {
  await page.goto(`${place.origin}/console/realms/${place.realms.north}/users${query}`);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("seed 003: users are sorted by a click on any head and reversed by a second, over all pages", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      await page.getByRole("link", { name: "Northwind", exact: true }).click();
      await page.getByRole("navigation", { name: "In Northwind" }).getByRole("link", { name: "Users" }).click();
      await expect(page.locator("thead th")).toHaveText(Object.keys(columns));
      for (const [column, of] of Object.entries(columns))
        for (const [way, direction] of [
          [1, "ascending"],
          [-1, "descending"],
        ] as const) {
          await page.getByRole("link", { name: column, exact: true }).click();
          await expect(page.getByRole("columnheader", { name: column, exact: true })).toHaveAttribute(
            "aria-sort",
            direction,
          );
          const [first, rest] = [sorted(of, way).slice(0, 50), sorted(of, way).slice(50)];
          await expect.poll(() => rowNames(page), `${column} ${direction}`).toEqual(first);
          await page.getByRole("link", { name: "Next page" }).click();
          await expect.poll(() => rowNames(page), `${column} ${direction}, page 2`).toEqual(rest);
          await page.getByRole("link", { name: "First page" }).click();
          await expect(page.getByRole("link", { name: "First page" })).toHaveCount(0);
        }
      expect(lists.users.sorts).toHaveLength(Object.keys(columns).length + 1); // and by id, which is how it opens
    });

    test("seed 003: users are filtered by type, state and day, the button green meanwhile, and searched", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.north);
      const narrowed: [label: string, typed: string, left: string[]][] = [
        ["Type", "api", ["Person 52"]],
        ["State", "inactive", ["Person 51"]],
        ["Added since", "2026-02-21", ["Person 32"]],
        ["Added until", "2026-01-01", ["Person 01"]],
        ["Search", "PERSON07", ["Person 07"]],
        ["Search", "Person08@Ex", ["Person 08"]],
        ["Search", "person 09", ["Person 09"]],
        ["Search", "10", ["Person 10"]],
        ["Search", "r-7", ["Person 02"]],
      ];
      for (const [label, typed, left] of narrowed) {
        await openUsers(page, place);
        await expect(filterButton(page)).not.toHaveAttribute("data-on", /./);
        const field = page.getByLabel(label, { exact: true });
        await (["Type", "State"].includes(label) ? field.selectOption(typed) : field.fill(typed));
        await filterButton(page).click();
        await expect(page.getByRole("link", { name: "Show all" })).toBeVisible();
        await expect.poll(() => rowNames(page), `${label} ${typed}`).toEqual(left);
        const [, red, green, blue] = /(\d+), (\d+), (\d+)/.exec(
          await filterButton(page).evaluate((one) => getComputedStyle(one).backgroundColor),
        ) ?? ["", "0", "0", "0"];
        expect(Number(green)).toBeGreaterThan(Math.max(Number(red), Number(blue)));
      }
      await openUsers(page, place, "?search=person&state=active&sort=name&direction=desc");
      await page.getByRole("link", { name: "Username", exact: true }).click();
      await expect(page).toHaveURL(/search=person&state=active&sort=username&direction=asc/);
      await openUsers(page, place, "?search=elsewhere");
      await expect(page.locator("main")).toContainText("Nothing fits");
      await openUsers(page, place, "?search=far-away");
      await expect(page.locator("main")).toContainText("Nothing fits");
    });

    test("security 94: those who are ticked are deleted from the top once it is typed, and who is not there is reported", async ({
      page,
      place,
    }) => {
      await signIn(page, place.origin, staff.south);
      const all = `${place.origin}/console/realms/${place.realms.south}/users`;
      await page.goto(all);
      await page.getByRole("button", { name: "Delete selected" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nobody is selected");
      await page.goto(`${all}/new`);
      const name = javaScriptEnabled ? "doomed-one" : "doomed-two";
      await page.getByLabel("Username").fill(name);
      await page.getByLabel("E-mail address").fill(`${name}@example.com`);
      await page.getByLabel("Password", { exact: true }).fill("seven quiet herons");
      await page.getByLabel("Password again").fill("seven quiet herons");
      await page.getByRole("button", { name: "Add user" }).click();
      await page.waitForURL(/users\/usr_\w+$/);
      await page.goto(all);
      await page.getByLabel(`Select ${name}`).check();
      await page.getByRole("button", { name: "Delete selected" }).click();
      await page.waitForURL(/users\/delete\?id=usr_\w+$/);
      await expect(page.locator("main")).toContainText(`${name}@example.com`);
      await expect(page.locator("main")).not.toContainText("Person Elsewhere");
      // One more who is not in this realm, as a stale list, or somebody else, may send.
      await page.goto(`${page.url()}&id=usr_${"0".repeat(22)}`);
      await page.getByLabel("Type 1 user to confirm").fill("2 users");
      await page.getByRole("button", { name: "Delete 1 user" }).click();
      await expect(page.locator("main [role=alert]")).toContainText("That is not its name.");
      await page.getByLabel("Type 1 user to confirm").fill("1 user");
      await page.getByRole("button", { name: "Delete 1 user" }).click();
      await page.waitForURL(/deleted=1&skipped=1/);
      await expect(page.getByRole("status")).toHaveText(
        "1 user has been deleted. 1 other was not in this realm any more.",
      );
      await expect.poll(() => rowNames(page)).toEqual(["Person Elsewhere"]);
      await page.goto(`${place.origin}/console/audit`);
      await page.locator("tbody th a").first().click();
      await expect(page.locator("main")).toContainText("user.deleted");
      await expect(page.locator("main")).toContainText(`"username": "${name}"`);
    });
  });
}
