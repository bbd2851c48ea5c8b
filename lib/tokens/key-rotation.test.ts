import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { createRealm } from "@/lib/admin/realms";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { jwtKeyForApps, makeJwtKey, signLoginToken, verifyLoginToken } from "./login-jwt";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => close());

const kidOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString()).kid;

describe.each(["hs256", "rs256"] as const)("security 70: a realm's %s key that is replaced", (algo) => {
  test("signs nothing new, verifies what it signed until that ends, and nothing once it is gone", async () => {
    const { id: realmId } = await createRealm({ name: "Northwind", jwtAlgo: algo });
    const realm = { id: realmId, jwtAlgo: algo };
    const at = new Date();
    const iat = Math.floor(at.getTime() / 1000);
    const claims = {
      iat,
      exp: iat + 3600,
      uid: newId("usr"),
      un: "frank",
      fn: null,
      ln: null,
      n: null,
      tk: newId("kss"),
    };
    const before = await signLoginToken(realm, claims);

    const old = { realmId_id: { realmId, id: kidOf(before) } };
    const next = newId("jky", new Date(at.getTime() + 1_000));
    await db().jwtKey.create({ data: { id: next, realmId, algo, ...(await makeJwtKey(algo)) } });
    await db().jwtKey.update({ where: old, data: { expiredAt: at } });
    const later = performance.now() + 6_000; // past what an instance may keep of a key
    vi.spyOn(performance, "now").mockReturnValue(later);
    const after = await signLoginToken(realm, claims);
    expect(kidOf(after)).toBe(next);

    for (const token of [before, after]) expect(await verifyLoginToken(realmId, token, at)).toMatchObject(claims);
    const ended = new Date((claims.exp + 61) * 1000);
    for (const token of [before, after]) expect(await verifyLoginToken(realmId, token, ended)).toBe(null);
    await db().jwtKey.delete({ where: old });
    expect(await verifyLoginToken(realmId, before, at)).toBe(null);
    expect(await verifyLoginToken(realmId, after, at)).toMatchObject(claims);
  });
});

test("security 70: what apps are given of an RS256 key has no private part", async () => {
  const made = await makeJwtKey("rs256");
  const { id: realmId } = await createRealm({ name: "Northwind", jwtAlgo: "rs256" });
  const key = await db().jwtKey.create({ data: { id: newId("jky"), realmId, algo: "rs256", ...made } });
  expect(jwtKeyForApps(key)).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  expect(jwtKeyForApps(key)).not.toContain("PRIVATE");
});
