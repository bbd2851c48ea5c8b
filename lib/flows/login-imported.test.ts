import bcrypt from "bcryptjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { foreign, importText, jsonLines } from "@/e2e/fixtures/imports";
import { newAppWithRealm, signedIn } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { forgetHashBeginnings, listHashBeginnings } from "@/lib/db/hash-beginnings";
import { hashForNobody } from "@/lib/tokens/nobodys-hash";
import { currentBeginning, hashPassword } from "@/lib/tokens/password-hash";
import { login, loginInput } from "./login";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

type Place = Awaited<ReturnType<typeof newAppWithRealm>>;

const ours = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/;

/** A realm with one imported user, frank. */
async function imported(hash: string): Promise<Place> {
  const place = await newAppWithRealm();
  const { totals } = await importText(
    place.realmId,
    jsonLines([{ username: "frank", email: "frank@example.com", password_hash: hash }]),
  );
  expect(totals.created).toBe(1);
  return place;
}

const logIn = async (place: Place, password: string, username = "frank") =>
  login(await place.visit(), loginInput.parse({ username, password }));

const storedOf = async ({ realmId }: Place) =>
  (await db().credential.findFirstOrThrow({ where: { realmId } })).passwordHash ?? "";

describe("an imported user", () => {
  test.each([
    ["bcrypt", foreign.hash],
    ["argon2id", "$argon2id$v=19$m=1024,t=2,p=3$H9ZerSngx1wOi+Z14A+VXw$jJwl5+7J4I4s4mgNeCXDk94DAqAi8+8xoSJwAOtp0eQ"],
    ["scrypt", "$scrypt$ln=10,r=8,p=1$qbXWute6N2ZMqfWe8773Xg$v7YwGO56ho6Z0INdqzo+1vyTVLYz8T0S6Ini2Sq2Jrk"],
    ["PBKDF2", "pbkdf2_sha256$1000$saltandpepper$Op/IgPduhvQHZ6e4nIYcy+tQ+TCr01aWEbRVPSYQRcY="],
  ])("logs in at once with a hash of %s, which is ours from then on", async (_scheme, hash) => {
    const place = await imported(hash);
    expect((await logIn(place, "seven quiet herons")).ok).toBe(false);
    expect(await storedOf(place)).not.toMatch(ours);
    const entered = signedIn(await logIn(place, foreign.password));
    expect([entered.signup, entered.url]).toEqual([false, expect.stringContaining("?token=")]);
    const stored = await storedOf(place);
    expect(stored).toMatch(ours);
    expect((await logIn(place, foreign.password)).ok).toBe(true);
    expect(await storedOf(place)).toBe(stored);
    expect((await logIn(place, "seven quiet herons")).ok).toBe(false);
  });

  test("security 25: what bcrypt cut at 72 bytes counts whole from the first login on", async () => {
    const begin = "a".repeat(72);
    const place = await imported(await bcrypt.hash(`${begin}X`, 4));
    expect((await logIn(place, `${begin}\0X`)).ok, "a NUL lets nobody in").toBe(false);
    expect((await logIn(place, `${begin}X`)).ok).toBe(true);
    for (const other of [`${begin}Y`, begin, `${begin}X\0`]) expect((await logIn(place, other)).ok).toBe(false);
    expect((await logIn(place, `${begin}X`)).ok).toBe(true);
  });

  test("gets in on every device that logs in at the same time", async () => {
    const place = await imported(foreign.hash);
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => logIn(place, foreign.password)));
    expect(outcomes.map(({ ok }) => ok)).toEqual(Array(6).fill(true));
    expect(await storedOf(place)).toMatch(ours);
  });

  test("does not get in by a hash that cannot be read, and nothing breaks", async () => {
    const place = await imported(foreign.hash);
    await db().credential.updateMany({ where: { realmId: place.realmId }, data: { passwordHash: "$2b$04$garbage" } });
    expect(await logIn(place, foreign.password)).toMatchObject({
      ok: false,
      problems: [{ code: "credentials.wrong" }],
    });
  });
});

describe("security 14: a name that nobody has, in a realm with hashes from elsewhere", () => {
  const names = Array.from({ length: 400 }, (_, n) => `nobody-${n}`);
  const kinds = async (place: Place) => {
    forgetHashBeginnings(place.realmId);
    const beginnings = await listHashBeginnings(place.realmId, currentBeginning());
    return names.map((typed) => hashForNobody(beginnings, { realmId: place.realmId, typed }));
  };
  const foreigners = (hashes: readonly string[]) => hashes.filter((hash) => hash.startsWith("$2b$04$")).length;

  test("is held against hashes as the realm's own are, in their shares; and turns to ours alone as they do", async () => {
    const place = await newAppWithRealm();
    expect(foreigners(await kinds(place)), "none are foreign").toBe(0);
    const people = names.slice(0, 100).map((name) => ({ username: `x-${name}`, email: `${name}@example.com` }));
    await importText(place.realmId, jsonLines(people.map((one) => ({ ...one, password_hash: foreign.hash }))));
    const all = await kinds(place);
    expect(foreigners(all), "all are foreign").toBe(400);

    const passwordHash = await hashPassword(foreign.password);
    const some = await db().credential.findMany({ where: { realmId: place.realmId }, take: 50 });
    await db().credential.updateMany({ where: { id: { in: some.map(({ id }) => id) } }, data: { passwordHash } });
    const half = await kinds(place);
    expect(foreigners(half)).toBeGreaterThan(150);
    expect(foreigners(half)).toBeLessThan(250);
    await db().credential.update({ where: { id: some[0]?.id ?? "" }, data: { passwordHash: foreign.hash } });
    const alike = await kinds(place);
    const turned = half.filter((hash, n) => hash.startsWith("$2b") && !alike[n]?.startsWith("$2b"));
    expect(turned, "with more foreign ones, nobody's turns to ours").toEqual([]);
  });

  test("takes as long as an imported user's, whose hash is slower than ours", { timeout: 120_000 }, async () => {
    const place = await imported(await bcrypt.hash("seven quiet herons", 9));
    const time = async (name: string) => {
      const began = performance.now();
      await logIn(place, "not the password", name);
      return performance.now() - began;
    };
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const [known, nobody]: [number[], number[]] = [[], []];
    await time("warm-up");
    for (let n = 0; n < 9; n++) {
      known.push(await time("frank"));
      nobody.push(await time(`nobody-${n}`));
    }
    expect(median(nobody) / median(known)).toBeGreaterThan(0.7);
    expect(median(nobody) / median(known)).toBeLessThan(1.4);
  });
});
