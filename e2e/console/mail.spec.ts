import { test as base, expect, signIn } from "../fixtures/console";
import { violationsOf } from "../fixtures/looked-over";
import { prepareData } from "../fixtures/prepared-data";
import { startServer } from "../fixtures/server";

const password = "seven quiet herons by the lake";
const owner = { email: "owner@example.com", password };
const limited = { email: "limited@example.com", password };

/** A deployment with mails of two realms, an owner, and an administrator of the second realm alone. */
const test = base.extend<object, { place: { origin: string; ids: Record<string, string> } }>({
  place: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from this pattern which fixtures are needed
    async ({}, use) => {
      const data = await prepareData();
      const ids = await fillMailbox();
      const server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret, TRUST_PROXY: "1" } });
      await use({ origin: server.origin, ids });
      await server.stop();
      await data.remove();
    },
    { scope: "worker", timeout: 90_000 },
  ],
});

async function fillMailbox(): Promise<Record<string, string>> {
  const [{ openDatabase, closeDatabase, db }, { newId }, { hashPassword }, { createRealm }] = await Promise.all([
    import("@/lib/db/client"),
    import("@/lib/db/new-id"),
    import("@/lib/tokens/password-hash"),
    import("@/lib/admin/realms"),
  ]);
  await openDatabase();
  const first = await db().realm.findFirstOrThrow();
  const second = await createRealm({ name: "Southwind" });
  const passwordHash = await hashPassword(password);
  for (const { email } of [owner, limited])
    await db().administrator.create({
      data: {
        id: newId("adm"),
        email,
        emailCanonical: email,
        passwordHash,
        role: email === owner.email ? "owner" : "admin",
        ...(email === owner.email ? {} : { realms: { create: { realmId: second.id } } }),
      },
    });
  const ids: Record<string, string> = {};
  const long = `https://acorn.localhost/reset_password?token=${"k".repeat(120)}`;
  for (const [n, [name, realmId, state]] of (
    [
      ["kept", first.id, "kept"],
      ["sent", first.id, "sent"],
      ["failed", first.id, "failed"],
      ["south", second.id, "kept"],
    ] as const
  ).entries()) {
    ids[name] = newId("ml", new Date(Date.now() - (10 - n) * 60_000));
    await db().mail.create({
      data: {
        id: ids[name],
        realmId,
        state,
        template: "user.password_token.created",
        recipient: `${name}@example.com`,
        subject: `Subject of ${name}`,
        text: state === "kept" ? `Open this:\n\n${long}\n\n<b>not bold</b>` : "",
        html: "",
        attempts: state === "kept" ? 0 : 1,
        lastError: state === "failed" ? "RCPT TO: 550 5.1.1 No such person" : null,
        createdAt: new Date(Date.now() - (10 - n) * 60_000),
      },
    });
  }
  await closeDatabase();
  return ids;
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 900 } });

    test("the mails and one of them have no violation of axe, and fit 320 pixels", async ({ page, place }) => {
      await signIn(page, place.origin, owner);
      await page.getByRole("link", { name: "Mail", exact: true }).click();
      await expect(page.getByRole("row")).toHaveCount(5);
      const fits = async () => expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      expect(await violationsOf(page)).toEqual([]);
      await fits();
      await page.getByRole("link", { name: "Subject of kept" }).click();
      await expect(page.locator("pre")).toContainText("<b>not bold</b>");
      expect(await violationsOf(page)).toEqual([]);
      await fits();
    });
  });
}

test("an owner sees what became of each mail, and what was kept of it", async ({ page, place }) => {
  await signIn(page, place.origin, owner);
  await page.goto(`${place.origin}/console/mail`);
  await expect(page.getByRole("row").nth(1)).toContainText("south@example.com");
  await expect(page.getByRole("row", { name: "Subject of failed" })).toContainText("550 5.1.1 No such person");
  await expect(page.locator("main")).toContainText("SMTP_URL is not set");
  await page.getByRole("link", { name: "Subject of sent" }).click();
  await expect(page.locator("main")).toContainText("It was sent.");
  await page.goto(`${place.origin}/console/mail?before=${place.ids.sent}`);
  await expect(page.getByRole("row")).toHaveCount(2);
});

test("an administrator of one realm sees its mails, and of another's as much as of none", async ({ page, place }) => {
  await signIn(page, place.origin, limited);
  await page.goto(`${place.origin}/console/mail`);
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row").nth(1)).toContainText("Southwind");
  for (const id of [place.ids.kept, `ml_${"0".repeat(22)}`, "ml_x"]) {
    const answer = await page.goto(`${place.origin}/console/mail/${id}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
  }
});

test("nobody sees a mail without signing in", async ({ page, place }) => {
  for (const path of ["/console/mail", `/console/mail/${place.ids.kept}`]) {
    await page.goto(place.origin + path);
    expect(page.url()).toBe(`${place.origin}/console/login`);
  }
});
