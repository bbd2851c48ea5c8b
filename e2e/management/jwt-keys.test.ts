import { generateKeyPairSync } from "node:crypto";
import { importSPKI, jwtVerify } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { purge } from "@/lib/db/purge";
import { days } from "@/lib/domain/duration";
import { signLoginToken, verifyLoginToken } from "@/lib/tokens/login-jwt";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const ask = (what: string, json?: object) => api.ask(what, { key: realm.manage, ...(json ? { json } : {}) });

const sign = (jwtAlgo: "hs256" | "rs256" = "hs256") => {
  const iat = Math.floor(Date.now() / 1000);
  const person = { uid: newId("usr"), un: "frank", fn: null, ln: null, n: null, tk: newId("kss") };
  return signLoginToken({ id: realm.id, jwtAlgo }, { iat, exp: iat + 3600, ...person });
};
const verifies = async (key: string, token: string) =>
  jwtVerify(token, new TextEncoder().encode(key), { algorithms: ["HS256"] }).then(
    () => true,
    () => false,
  );
const isGood = async (token: string) => (await verifyLoginToken(realm.id, token, new Date())) !== null;

test("security 70: a key is rotated: the new one signs at once, and tokens of the old one are good until they end", async () => {
  const [first] = (await ask("GET /jwt_keys")).body.collection;
  const old = (await ask(`GET /jwt_keys/${first.id}`)).body;
  expect(old).toMatchObject({ object: "jwt_key", realm_id: realm.id, algo: "hs256", use: "sign", expired: false });
  expect(old.key).toMatch(/^jsk_[\w-]{43}$/);
  const before = await sign();

  const made = await ask("POST /jwt_keys", { jwt_key: { algo: "hs256", use: "sign" } });
  expect([made.status, made.body.expired]).toEqual([201, false]);
  expect(made.body.key).not.toBe(old.key);
  expect((await ask(`GET /realms/${realm.id}`)).body.jwt_key).toBe(made.body.key);
  const after = await sign();
  expect([await verifies(old.key, before), await verifies(made.body.key, after)]).toEqual([true, true]);
  expect([await verifies(made.body.key, before), await verifies(old.key, after)]).toEqual([false, false]);
  expect([await isGood(before), await isGood(after)]).toEqual([true, true]);
  const { collection } = (await ask("GET /jwt_keys")).body;
  expect(collection.map(({ id, expired }: Record<string, unknown>) => [id, expired])).toEqual([
    [made.body.id, false],
    [first.id, true],
  ]);

  expect((await ask(`DELETE /jwt_keys/${first.id}`)).status).toBe(204);
  expect(await isGood(before)).toBe(true);
  expect((await ask(`DELETE /jwt_keys/${first.id}?force=true`)).status).toBe(204);
  expect((await ask(`GET /jwt_keys/${first.id}`)).status).toBe(404);
  expect([await isGood(before), await isGood(after)]).toEqual([false, true]);
  const events = await db().event.findMany({ where: { realmId: realm.id, eventType: "realm.updated" } });
  expect(events).toHaveLength(2);
  expect(JSON.stringify([events, collection])).not.toMatch(/jsk_|PRIVATE/);
});

test("a realm is never without a key: the last one that goes leaves another, also where several go at once", async () => {
  const token = await sign();
  const { collection } = (await ask("GET /jwt_keys")).body;
  const current = collection.find(({ expired }: { expired: boolean }) => !expired);
  const made = () => ask("POST /jwt_keys", { jwt_key: { algo: "hs256" } });
  const gone = () => ask(`DELETE /jwt_keys/${current.id}?force=true`);
  const statuses = (await Promise.all([made(), gone(), made(), gone(), made()])).map(({ status }) => status).sort();
  expect(statuses).toEqual([201, 201, 201, 204, 404]);
  const left = (await ask("GET /jwt_keys")).body.collection.filter(({ expired }: { expired: boolean }) => !expired);
  expect(left).toHaveLength(1);
  expect((await ask(`DELETE /jwt_keys/${left[0].id}`)).status).toBe(204);
  const { key } = (await ask(`GET /jwt_keys/${(await ask("GET /jwt_keys")).body.collection[0].id}`)).body;
  expect(await verifies(key, await sign())).toBe(true);
  expect(await isGood(token)).toBe(false);
});

test("an owner's own keys: a long enough secret, or an RSA key, whose private part is never read back", async () => {
  const secret = "an-owners-own-secret-of-32-chars.";
  expect((await ask("POST /jwt_keys", { jwt_key: { algo: "hs256", key: secret } })).body.key).toBe(secret);
  expect(await verifies(secret, await sign())).toBe(true);
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = String(pair.privateKey.export({ type: "pkcs1", format: "pem" }));
  const { body } = await ask("POST /jwt_keys", { jwt_key: { algo: "rs256", key: pem } });
  expect(body.key).toBe(pair.publicKey.export({ type: "spki", format: "pem" }));
  const { payload } = await jwtVerify(await sign("rs256"), await importSPKI(body.key, "RS256"));
  expect(payload.un).toBe("frank");
  const small = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ type: "pkcs8", format: "pem" });
  for (const [algo, key] of [
    ["hs256", "too short"],
    ["rs256", secret],
    ["rs256", small],
    ["rs256", body.key],
  ])
    expect((await ask("POST /jwt_keys", { jwt_key: { algo, key } })).body.errors.key).toHaveLength(1);
});

test("a key that was replaced is removed when all that it signed has ended, a year later", async () => {
  const count = () => db().jwtKey.count({ where: { realmId: realm.id, expiredAt: { not: null } } });
  await purge(new Date(Date.now() + days(365)));
  expect(await count()).toBeGreaterThan(0);
  await purge(new Date(Date.now() + days(367)));
  expect(await count()).toBe(0);
  expect(await db().jwtKey.count({ where: { realmId: realm.id } })).toBe(2);
});
