import { afterAll, beforeAll, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { db } from "@/lib/db/client";
import { createAdministrator, deleteAdministrator, getAdministrator, updateAdministrator } from "./administrators";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const owner = (email: string) => ({ email, name: null, role: "owner" as const, state: "active" as const });

/** Owners, and nobody else but the one who makes them, who is none. */
async function makeOwners(emails: readonly string[]) {
  await db().administrator.deleteMany();
  const by = await createDoer();
  await db().administrator.update({ where: { id: by.administrator.id }, data: { role: "read_only" } });
  const made = await Promise.all(emails.map((email) => createAdministrator(owner(email), by)));
  return { by, ids: made.map((one) => (one.ok ? one.value.id : "")) };
}

test("of owners who delete and demote each other at once, one stays", async () => {
  const { by, ids } = await makeOwners(["a@example.com", "b@example.com", "c@example.com", "d@example.com"]);
  await Promise.all(
    ids.map((id, n) =>
      n % 2 === 0
        ? deleteAdministrator(id, by)
        : updateAdministrator(id, { ...owner(`n${n}@example.com`), state: "inactive" }, by),
    ),
  );
  expect(await db().administrator.count({ where: { role: "owner", state: "active" } })).toBe(1);
});

test("an address is one administrator's alone, however it is written", async () => {
  const { by, ids } = await makeOwners(["a@example.com", "b@example.com"]);
  const [first = "", second = ""] = ids;
  const taken = { ok: false, problems: [{ code: "email.taken", field: "email" }] };
  expect(await createAdministrator(owner("A@EXAMPLE.com"), by)).toEqual(taken);
  expect(await updateAdministrator(second, owner("A@example.COM"), by)).toEqual(taken);
  expect((await updateAdministrator(first, owner("A@example.com"), by)).ok).toBe(true);
  expect((await getAdministrator(second))?.email).toBe("b@example.com");
});

test("whoever is no owner has a realm to look after", async () => {
  const { by } = await makeOwners([]);
  const made = await createAdministrator({ ...owner("b@example.com"), role: "read_only" }, by);
  expect(made).toEqual({ ok: false, problems: [{ code: "administrator.no-realm" }] });
});

test("security 95: what is recorded says what changed, and holds no password", async () => {
  const { by, ids } = await makeOwners(["a@example.com", "b@example.com"]);
  const [first = "", second = ""] = ids;
  await updateAdministrator(second, { ...owner("b@example.com"), name: "Bea" }, by);
  const entries = await db().auditEntry.findMany({
    where: { objectId: { in: [first, second] } },
    orderBy: { id: "asc" },
  });
  expect(entries.map(({ action }) => action).sort()).toEqual([
    "administrator.created",
    "administrator.created",
    "administrator.updated",
  ]);
  const updated = entries.find(({ action }) => action === "administrator.updated");
  expect(updated?.changes).toEqual({ name: { from: null, to: "Bea" } });
  expect(JSON.stringify(entries)).not.toMatch(/argon2|password/);
});

test("an owner may delete themselves while another stays, and it is recorded whose doing it was", async () => {
  const { by, ids } = await makeOwners(["a@example.com", "b@example.com"]);
  const [first = ""] = ids;
  const self = { ...by, administrator: { id: first, email: "a@example.com" } };
  expect((await deleteAdministrator(first, self)).ok).toBe(true);
  expect(await getAdministrator(first)).toBe(null);
  const deed = await db().auditEntry.findFirst({ where: { objectId: first, action: "administrator.deleted" } });
  expect(deed).toMatchObject({ administratorEmail: "a@example.com", administratorId: null });
});
