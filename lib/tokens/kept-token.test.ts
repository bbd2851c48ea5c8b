import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { forgetKept, keepWhile } from "@/lib/db/kept";
import { minutes, seconds } from "@/lib/domain/duration";
import { signLoginToken, verifyLoginToken } from "./login-jwt";

const at = new Date("2030-01-02T03:04:05Z");
const iat = at.getTime() / 1000;
const claims = {
  ...{ iat, exp: iat + 3_600, uid: "usr_0123456789abcdefghijkl", tk: "kss_0123456789abcdefghijkl" },
  ...{ un: "alice", fn: "Alice", ln: null, n: "Alice" },
};

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(() => keepWhile(() => true));
afterEach(() => keepWhile(() => false));

test.each(["hs256", "rs256"] as const)(
  "security 67: a token by %s that was found good, and is kept, ends all the same, and with its realm's key",
  async (jwtAlgo) => {
    const { realmId } = await newAppWithRealm({ realm: { jwtAlgo } });
    const token = await signLoginToken({ id: realmId, jwtAlgo }, claims);
    const good = (ms: number, ofRealm = realmId) => verifyLoginToken(ofRealm, token, new Date(at.getTime() + ms));
    for (const _ of [1, 2]) expect(await good(0)).toEqual(claims);
    expect(await good(minutes(60) + seconds(59))).toEqual(claims);
    expect(await good(minutes(60) + seconds(60))).toBeNull();
    expect(await good(-seconds(60))).toEqual(claims);
    expect(await good(-seconds(61))).toBeNull();
    expect(await good(0, (await newAppWithRealm()).realmId)).toBeNull();

    await db().jwtKey.deleteMany({ where: { realmId } });
    forgetKept();
    expect(await good(0)).toBeNull();
  },
);
