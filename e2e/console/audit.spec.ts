import { expect, signIn } from "../fixtures/console";
import { expectToFit, violationsOf } from "../fixtures/looked-over";
import { staff, staffedTest } from "../fixtures/staffed";

const test = staffedTest(async ({ north, south }) => {
  const [{ db }, { recordDeed }] = await Promise.all([import("@/lib/db/client"), import("@/lib/db/audit")]);
  const known = await db().administrator.findMany();
  const by = async (email: string, realmId: string | null, action: string, day: string) => {
    const { id = "" } = known.find((one) => one.email === email) ?? {};
    const client = { ip: "192.0.2.7", userAgent: '=HYPERLINK("https://attacker.example")' };
    const doer = { administrator: { id, email }, client, at: new Date(`${day}T12:00:00Z`) };
    const deed = { action, objectType: "org", objectId: `org_${action}`, changes: { name: 'a, "b"\r\nc' } };
    await db().$transaction((tx) => recordDeed(tx, realmId, doer, deed));
  };
  await by(staff.owner.email, null, "deployment.changed", "2026-01-01");
  await by(staff.north.email, north, "org.created", "2026-01-02");
  await by(staff.north.email, north, "hook.created", "2026-01-03");
  await by(staff.south.email, south, "org.deleted", "2026-01-04");
});

test("security 95: who did what, when and from where, newest first, narrowed by a form", async ({ page, place }) => {
  await signIn(page, place.origin, staff.owner);
  await page.getByRole("link", { name: "Audit log" }).click();
  const deeds = page.locator("tbody th");
  await expect(deeds).toHaveText(["org.deleted", "hook.created", "org.created", "deployment.changed"]);
  await expect(page.getByRole("row").nth(1)).toContainText(staff.south.email);
  await expect(page.getByRole("row").nth(1)).toContainText("192.0.2.7");
  const narrowed: [label: string, typed: string, left: string[]][] = [
    ["E-mail address", staff.north.email.toUpperCase(), ["hook.created", "org.created"]],
    ["What", "org.", ["org.deleted", "org.created"]],
    ["Realm", place.realms.south, ["org.deleted"]],
    ["Since", "2026-01-03", ["org.deleted", "hook.created"]],
    ["Until", "2026-01-02", ["org.created", "deployment.changed"]],
  ];
  for (const [label, typed, left] of narrowed) {
    await page.goto(`${place.origin}/console/audit`);
    await page.getByLabel(label, { exact: true }).fill(typed);
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page.getByRole("link", { name: "Show all" })).toBeVisible();
    await expect(deeds).toHaveText(left);
  }
});

test("security 87: only what was done in an administrator's realms, in the list, one by one and in the export", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.owner);
  await page.goto(`${place.origin}/console/audit?action=org.deleted`);
  const foreign = (await page.locator("tbody th a").getAttribute("href")) ?? "";
  await page.context().clearCookies();
  await signIn(page, place.origin, staff.reader);
  for (const query of ["", `?realm_id=${place.realms.south}`, "?realm_id=", "?realm_id=a&realm_id=b"]) {
    await page.goto(`${place.origin}/console/audit${query}`);
    const found = await page.locator("tbody th").allTextContents();
    expect(found.filter((deed) => !["hook.created", "org.created", "audit.exported"].includes(deed))).toEqual([]);
    const csv = await page.request.get(`${place.origin}/console/audit.csv${query}`);
    expect(await csv.text()).not.toContain("org.deleted");
    expect(await csv.text()).not.toContain("deployment.changed");
  }
  expect((await page.goto(place.origin + foreign))?.status()).toBe(404);
});

test("security 91: the export obeys the filter, holds no formula, and is itself in the log", async ({
  page,
  place,
}) => {
  await signIn(page, place.origin, staff.owner);
  await page.goto(`${place.origin}/console/audit?action=org.created`);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const file = await (await saved).createReadStream();
  const text = Buffer.concat(await file.toArray()).toString();
  const [head, first, ...rest] = text.split("\r\n");
  expect(head).toBe("created_at,administrator,action,realm_id,object_type,object_id,changes,ip,client");
  expect(first).toContain(`2026-01-02T12:00:00.000Z,${staff.north.email},org.created,${place.realms.north},`);
  expect(first).toContain(`"'=HYPERLINK(""https://attacker.example"")"`);
  expect(rest).toEqual([""]);
  await page.goto(`${place.origin}/console/audit?action=audit.`);
  await page.locator("tbody th a").first().click();
  await expect(page.locator("main")).toContainText('"action": "org.created"');
});

test("security 92: nobody gets any of it without signing in", async ({ page, place }) => {
  for (const path of ["/console/audit", "/console/audit.csv", `/console/audit/aud_${"0".repeat(22)}`]) {
    await page.goto(place.origin + path);
    expect(page.url()).toBe(`${place.origin}/console/login`);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the audit log has no violation of axe, and fits 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, staff.owner);
      await page.goto(`${place.origin}/console/audit?action=org.created`);
      const look = async () => {
        expect(await violationsOf(page)).toEqual([]);
        await expectToFit(page, "input:visible, select:visible, button:visible, a:visible");
      };
      await look();
      await page.locator("tbody th a").click();
      await page.locator("dl").waitFor();
      await look();
    });
  });
}
