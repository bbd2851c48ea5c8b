import { createHmac } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, generateKeyPair, type JWTHeaderParameters, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { minutes, seconds } from "@/lib/domain/duration";
import { signup } from "@/lib/flows/signup";
import { jwtKeyForApps, type LoginClaims, signLoginToken, verifyLoginToken } from "./login-jwt";

type Algo = "hs256" | "rs256";

let close: () => Promise<void>;
const at = new Date("2030-01-02T03:04:05Z");
const iat = at.getTime() / 1000;
const claims: LoginClaims = {
  iat,
  exp: iat + 3_600,
  uid: "usr_0123456789abcdefghijkl",
  un: "alice",
  fn: "Alice",
  ln: null,
  n: "Alice",
  tk: "kss_0123456789abcdefghijkl",
};

beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

/** A realm with a key, a token that it signed, and what its apps verify with. */
async function realmWithToken(jwtAlgo: Algo) {
  const place = await newAppWithRealm({ realm: { jwtAlgo } });
  const key = await db().jwtKey.findFirstOrThrow({ where: { realmId: place.realmId } });
  const token = await signLoginToken({ id: place.realmId, jwtAlgo }, claims);
  return { ...place, token, kid: key.id, appKey: jwtKeyForApps(key) };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const partsOf = (token: string) => {
  const [header = "", payload = "", signature = ""] = token.split(".");
  return { header, payload, signature };
};
const hmac = (secret: string | Buffer, header: unknown, payload: unknown) => {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
};

describe.each<Algo>(["hs256", "rs256"])("a login token by %s", (algo) => {
  let own: Awaited<ReturnType<typeof realmWithToken>>;
  let other: Awaited<ReturnType<typeof realmWithToken>>;
  beforeAll(async () => {
    [own, other] = [await realmWithToken(algo), await realmWithToken(algo)];
  });
  const verify = (token: string, when = at) => verifyLoginToken(own.realmId, token, when);
  const alg = algo.toUpperCase();

  test("is read back as it was signed, and names its key", async () => {
    expect(await verify(own.token)).toEqual(claims);
    expect(decodeProtectedHeader(own.token)).toEqual({ typ: "JWT", alg, kid: own.kid });
  });

  test("security 64: without a signature, it is nobody's, however its header puts that", async () => {
    const { header, payload, signature } = partsOf(own.token);
    for (const none of ["none", "None", "nOnE", "NONE", "", null, undefined, ["none"]]) {
      const unsigned = encode({ typ: "JWT", alg: none, kid: own.kid });
      for (const end of ["", ".", `.${signature}`])
        expect(await verify(`${unsigned}.${payload}${end}`), String(none)).toBeNull();
    }
    for (const token of [`${header}.${payload}.`, `${header}.${payload}`, `${header}..${signature}`, "..", "", "x"])
      expect(await verify(token), token).toBeNull();
  });

  test("security 64: with a changed header, payload or signature, it is refused", async () => {
    const { header, payload, signature } = partsOf(own.token);
    const richer = encode({ ...claims, uid: "usr_ZZZZZZZZZZZZZZZZZZZZZZ" });
    const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    for (const token of [
      `${header}.${richer}.${signature}`,
      `${header}.${payload}.${flipped}`,
      `${header}.${payload}.${signature.slice(0, -4)}`,
      `${encode({ typ: "JWT", kid: own.kid, alg })}.${payload}.${signature}`,
      `${header}.${payload}.${signature}.${signature}`,
    ])
      expect(await verify(token)).toBeNull();
  });

  test("security 64: its key is the realm's own that kid names, and nothing that the token brings along", async () => {
    const secret = Buffer.from("");
    for (const kid of [
      "../../dev/null",
      "/dev/null",
      "' OR '1'='1",
      "jky_' UNION SELECT 'x",
      "jky_0000000000000000000000",
      other.kid,
      `${own.kid}\n`,
      "",
      null,
      7,
      [own.kid],
      { not: "" },
    ]) {
      const header = { typ: "JWT", alg: "HS256", kid };
      expect(await verify(hmac(secret, header, claims)), JSON.stringify(kid)).toBeNull();
      expect(await verify(hmac(own.kid, header, claims)), JSON.stringify(kid)).toBeNull();
    }
    const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
    const jwk = await crypto.subtle.exportKey("jwk", publicKey);
    const brought: Record<string, unknown>[] = [
      { jwk },
      { jku: "https://evil.example/jwks" },
      { x5u: "https://evil.example/x5u" },
      {},
    ];
    for (const extra of brought) {
      const header = { typ: "JWT", alg: "RS256", kid: own.kid, ...extra } as JWTHeaderParameters;
      const forged = await new SignJWT({ ...claims }).setProtectedHeader(header).sign(privateKey);
      expect(await verify(forged), JSON.stringify(Object.keys(extra))).toBeNull();
    }
  });

  test("security 64: an elliptic signature of zeros, another type and a megabyte are refused", async () => {
    const { payload, signature } = partsOf(own.token);
    const zeros = Buffer.alloc(64).toString("base64url");
    expect(await verify(`${encode({ typ: "JWT", alg: "ES256", kid: own.kid })}.${payload}.${zeros}`)).toBeNull();
    expect(await verify(`${encode({ typ: "at+jwt", alg, kid: own.kid })}.${payload}.${signature}`)).toBeNull();
    const began = performance.now();
    const huge = { ...claims, n: "x".repeat(1_000_000) };
    expect(await verify(await signLoginToken({ id: own.realmId, jwtAlgo: algo }, huge))).toBeNull();
    expect(await verify("x".repeat(1_000_000))).toBeNull();
    expect(await verify(".".repeat(1_000_000))).toBeNull();
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("security 65: another realm's token is refused, also when it names this realm's key", async () => {
    expect(await verify(other.token)).toBeNull();
    const { payload, signature } = partsOf(other.token);
    expect(await verify(`${partsOf(own.token).header}.${payload}.${signature}`)).toBeNull();
    expect(await verifyLoginToken(other.realmId, own.token, at)).toBeNull();
    expect(await verifyLoginToken("", own.token, at)).toBeNull();
  });

  test("security 67: it ends when it says, give or take the minute that clocks may differ", async () => {
    const later = (ms: number) => new Date(at.getTime() + ms);
    expect(await verify(own.token, later(minutes(60) + seconds(59)))).toEqual(claims);
    expect(await verify(own.token, later(minutes(60) + seconds(61)))).toBeNull();
  });

  test("security 67: one from the future is refused", async () => {
    const signed = (changed: object) =>
      signLoginToken({ id: own.realmId, jwtAlgo: algo }, { ...claims, ...changed } as LoginClaims);
    expect(await verify(await signed({ nbf: iat + 59 }))).not.toBeNull();
    expect(await verify(await signed({ nbf: iat + 61 }))).toBeNull();
    expect(await verify(await signed({ iat: iat + 59 }))).not.toBeNull();
    for (const absurd of [iat + 61, 4e12, 1e308, "1", null])
      expect(await verify(await signed({ iat: absurd })), String(absurd)).toBeNull();
  });

  test("one without the claims that make it a login token is refused", async () => {
    for (const missing of ["iat", "exp", "uid", "tk"]) {
      const left = Object.fromEntries(Object.entries(claims).filter(([name]) => name !== missing));
      const token = await signLoginToken({ id: own.realmId, jwtAlgo: algo }, left as LoginClaims);
      expect(await verify(token), missing).toBeNull();
    }
    for (const wrong of [{ uid: 7 }, { tk: ["kss_x"] }, { uid: null }, { exp: "never" }]) {
      const token = await signLoginToken({ id: own.realmId, jwtAlgo: algo }, {
        ...claims,
        ...wrong,
      } as unknown as LoginClaims);
      expect(await verify(token), JSON.stringify(wrong)).toBeNull();
    }
  });

  test("a key that is gone verifies nothing", async () => {
    const gone = await realmWithToken(algo);
    expect(await verifyLoginToken(gone.realmId, gone.token, at)).toEqual(claims);
    await db().jwtKey.deleteMany({ where: { realmId: gone.realmId } });
    expect(await verifyLoginToken(gone.realmId, gone.token, at)).toBeNull();
  });
});

test("security 64: HS256 with the realm's public RSA key as its secret is refused", async () => {
  const { realmId, kid, appKey, token } = await realmWithToken("rs256");
  expect(await verifyLoginToken(realmId, token, at)).toEqual(claims);
  const der = Buffer.from(appKey.replace(/-----[A-Z ]+-----|\s/g, ""), "base64");
  for (const secret of [appKey, appKey.trim(), `${appKey.trim()}\n`, appKey.replaceAll("\n", "\r\n"), der])
    expect(await verifyLoginToken(realmId, hmac(secret, { typ: "JWT", alg: "HS256", kid }, claims), at)).toBeNull();
});

test("security 64: a token that says something twice is refused, whoever signed it", async () => {
  const { realmId, kid, appKey } = await realmWithToken("hs256");
  const text = JSON.stringify(claims);
  for (const payload of [text, text.replace("{", '{"uid":"usr_ZZZZZZZZZZZZZZZZZZZZZZ",')]) {
    const signed = `${encode({ typ: "JWT", alg: "HS256", kid })}.${Buffer.from(payload).toString("base64url")}`;
    const token = `${signed}.${createHmac("sha256", appKey).update(signed).digest("base64url")}`;
    expect((await verifyLoginToken(realmId, token, at)) !== null).toBe(payload === text);
  }
});

test("security 69: what an app can read in a token is the person, and nothing that proves who they are", async () => {
  const { realmId, visit } = await newAppWithRealm({ realm: { jwtFields: ["custom", "memberships", "orgs"] } });
  const fields = signupFields({ username: "frank", email: "frank@example.com" });
  const { token, session } = signedIn(await signup(await visit(), fields));
  const payload = decodeJwt(token);
  expect(Object.keys(payload)).toEqual(["iat", "exp", "uid", "un", "fn", "ln", "n", "tk", "cs", "m"]);
  const said = JSON.stringify(payload);
  const user = await db().user.findFirstOrThrow({ where: { realmId }, include: { credentials: true } });
  for (const secret of [
    goodPassword,
    session?.secret,
    user.credentials[0]?.passwordHash,
    user.email,
    "argon2",
    realmId,
  ])
    expect(secret && said.includes(secret)).toBe(false);
});
