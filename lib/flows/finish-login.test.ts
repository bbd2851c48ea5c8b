import { importSPKI, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { jwtKeyForApps } from "@/lib/tokens/login-jwt";
import { login, loginInput } from "./login";
import { signup } from "./signup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

type Place = Awaited<ReturnType<typeof newAppWithRealm>>;
type Fields = Parameters<typeof signupFields>[0];

/** Signs up, and reads the token as an app would: with `realm.jwt_key` and a library of its own. */
async function verifiedSignup(place: Place, fields: Fields) {
  const entered = signedIn(await signup(await place.visit(), signupFields(fields)));
  const key = await db().jwtKey.findFirstOrThrow({ where: { realmId: place.realmId } });
  const secret =
    key.algo === "hs256" ? new TextEncoder().encode(jwtKeyForApps(key)) : await importSPKI(jwtKeyForApps(key), "RS256");
  return {
    ...(await jwtVerify(entered.token, secret)),
    url: new URL(entered.url),
    keyId: key.id,
    appKey: jwtKeyForApps(key),
  };
}

describe("the token", () => {
  test("has the header and claims of AuthRocket 1, in their order, signed HS256 with the whole jsk_ secret", async () => {
    const place = await newAppWithRealm();
    const { protectedHeader, payload, keyId, appKey, url } = await verifiedSignup(place, {
      username: "Frank",
      email: "frank@example.com",
      first_name: " Frank ",
      last_name: "Ly",
    });
    expect(protectedHeader).toEqual({ typ: "JWT", alg: "HS256", kid: keyId });
    expect(Object.keys(payload)).toEqual(["iat", "exp", "uid", "un", "fn", "ln", "n", "tk"]);
    expect(payload).toMatchObject({ un: "Frank", fn: "Frank", ln: "Ly", n: "Frank Ly" });
    expect(Number(payload.exp) - Number(payload.iat)).toBe(21_600);
    expect(payload.tk).toMatch(/^kss_[0-9A-Za-z]{22}$/);
    expect(payload.uid).toMatch(/^usr_[0-9A-Za-z]{22}$/);
    expect(appKey).toMatch(/^jsk_[\w-]{43}$/);
    expect([...url.searchParams.keys()]).toEqual(["token", "signup"]);
  });

  test("is RS256 where the realm says so, verified with a PEM longer than 256 characters", async () => {
    const place = await newAppWithRealm({ realm: { jwtAlgo: "rs256" } });
    const { protectedHeader, appKey } = await verifiedSignup(place, { username: "frank", email: "frank@example.com" });
    expect(protectedHeader.alg).toBe("RS256");
    expect(appKey).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    expect(appKey.length).toBeGreaterThan(256);
  });

  test("carries custom attributes and memberships where the realm asks for them", async () => {
    const place = await newAppWithRealm({ realm: { jwtFields: ["custom", "memberships", "orgs"] } });
    await verifiedSignup(place, { username: "frank", email: "frank@example.com" });
    const user = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    const ids = { realmId: place.realmId, userId: user.id };
    await db().user.update({ where: { id: user.id }, data: { custom: { plan: "gold" } } });
    await db().org.create({ data: { id: "org_1", realmId: place.realmId, name: "Acme", custom: { size: 3 } } });
    await db().membership.create({
      data: { id: "mb_1", ...ids, orgId: "org_1", orgKey: "org_1", permissions: ["admin"] },
    });
    await db().membership.create({
      data: { id: "mb_2", ...ids, permissions: ["gone"], expiresAt: new Date(Date.now() - 1) },
    });
    const { token } = signedIn(
      await login(await place.visit(), loginInput.parse({ username: "frank", password: goodPassword })),
    );
    const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    expect(claims.cs).toEqual({ plan: "gold" });
    expect(claims.m).toEqual([{ p: ["admin"], cs: {}, oid: "org_1", o: "Acme", ocs: { size: 3 } }]);
  });
});
