import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { createRealm } from "@/lib/admin/realms";
import { db } from "./client";
import { newId } from "./new-id";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

/** A user's row with what every one has. */
const user = (realmId: string, name: string) => ({
  id: newId("usr"),
  realmId,
  username: name,
  usernameCanonical: name,
});

describe("the database itself", () => {
  test("refuses a reference from one realm into another", async () => {
    const [a, b] = [await createRealm({ name: "A" }), await createRealm({ name: "B" })];
    const alice = await db().user.create({ data: user(a.id, "alice") });
    const org = await db().org.create({ data: { id: newId("org"), realmId: b.id, name: "B's" } });
    const expiresAt = new Date();
    const across = { realmId: b.id, userId: alice.id };
    for (const write of [
      () => db().credential.create({ data: { id: newId("crd"), ...across, credentialType: "password" } }),
      () => db().session.create({ data: { id: newId("kss"), ...across, expiresAt } }),
      () => db().membership.create({ data: { id: newId("mb"), ...across, orgId: org.id } }),
      () => db().membership.create({ data: { id: newId("mb"), realmId: a.id, userId: alice.id, orgId: org.id } }),
      () => db().resetToken.create({ data: { id: newId("pst"), ...across, tokenHash: new Uint8Array(32), expiresAt } }),
    ]) {
      await expect(write()).rejects.toMatchObject({ code: "P2003" });
    }
  });

  test("keeps one user to a name and, where asked, to an address, in each realm apart", async () => {
    const [a, b] = [await createRealm({ name: "A" }), await createRealm({ name: "B" })];
    await db().user.create({ data: { ...user(a.id, "alice"), emailUnique: "a@example.com" } });
    await db().user.create({ data: { ...user(b.id, "alice"), emailUnique: "a@example.com" } });
    await expect(db().user.create({ data: user(a.id, "alice") })).rejects.toMatchObject({ code: "P2002" });
    await expect(
      db().user.create({ data: { ...user(a.id, "bob"), emailUnique: "a@example.com" } }),
    ).rejects.toMatchObject({ code: "P2002" });
    await db().user.create({ data: user(a.id, "carol") });
  });

  test("keeps one membership without an org to a user", async () => {
    const { id: realmId } = await createRealm({ name: "A" });
    const { id: userId } = await db().user.create({ data: user(realmId, "alice") });
    await db().membership.create({ data: { id: newId("mb"), realmId, userId } });
    await expect(db().membership.create({ data: { id: newId("mb"), realmId, userId } })).rejects.toMatchObject({
      code: "P2002",
    });
  });

  test("sorts ids by the moment they were made", async () => {
    const { id: realmId } = await createRealm({ name: "A" });
    const moments = [3, 1, 2, 1_700_000_000_000, 1_800_000_000_000, 5].map((ms) => new Date(ms));
    for (const at of moments)
      await db().org.create({ data: { id: newId("org", at), realmId, name: at.toISOString() } });
    const sorted = await db().org.findMany({ where: { realmId }, orderBy: { id: "asc" } });
    expect(sorted.map((org) => org.name)).toEqual(moments.map((at) => at.toISOString()).sort());
  });

  test("an undefined filter is an exception, never «all rows»", async () => {
    const where = { email: undefined } as unknown as { email: string };
    await expect(db().user.findFirst({ where })).rejects.toThrow(/undefined/);
  });
});
