import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, signupFields } from "@/e2e/fixtures/visits";
import { openSetup, setUpFirstAdministrator } from "@/lib/admin/setup";
import { signInAdministrator } from "@/lib/admin/sign-in";
import { db } from "@/lib/db/client";
import { login, loginInput } from "./login";
import { signup } from "./signup";

// The whole file is about a deployment that has chosen bcrypt: settings are read once a process.
let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase({ PASSWORD_HASH: "bcrypt" });
});
afterAll(() => close());

const bcryptHash = /^sha384\+\$2b\$10\$/;
const password = "seven quiet herons";

type Place = Awaited<ReturnType<typeof newAppWithRealm>>;

const logIn = async (place: Place, typed: string) =>
  (await login(await place.visit(), loginInput.parse({ username: "frank", password: typed }))).ok;

async function joined(typed: string): Promise<Place> {
  const place = await newAppWithRealm();
  const fields = signupFields({ username: "frank", email: "frank@example.com", password: typed });
  expect((await signup(await place.visit(), fields)).ok).toBe(true);
  return place;
}

const storedOf = async ({ realmId }: Place) =>
  (await db().credential.findFirstOrThrow({ where: { realmId } })).passwordHash ?? "";

test("a login with a hash of another scheme leaves one of the scheme that is chosen now, and a wrong password none", async () => {
  const place = await joined(password);
  const before = await hash(password);
  await db().credential.updateMany({ where: { realmId: place.realmId }, data: { passwordHash: before } });
  expect(await logIn(place, "not the password")).toBe(false);
  expect(await storedOf(place)).toBe(before);
  expect(await logIn(place, password)).toBe(true);
  const after = await storedOf(place);
  expect(after).toMatch(bcryptHash);
  expect(await logIn(place, password)).toBe(true);
  expect(await storedOf(place), "and then it stays").toBe(after);
});

test("an administrator's likewise", async () => {
  const account = { email: "op@example.com", password: "nine grey walruses" };
  const made = { code: (await openSetup()) ?? "", ...account, password_confirmation: account.password };
  expect((await setUpFirstAdministrator(made)).ok).toBe(true);
  const before = await hash(account.password);
  await db().administrator.updateMany({ data: { passwordHash: before } });
  const stored = async () => (await db().administrator.findFirstOrThrow()).passwordHash;
  const signIn = async (typed: string) => {
    const asker = { at: new Date(), client: { ip: "192.0.2.1", userAgent: null } };
    return (await signInAdministrator({ ...account, password: typed }, asker)).ok;
  };
  expect(await signIn("not the password")).toBe(false);
  expect(await stored()).toBe(before);
  expect(await signIn(account.password)).toBe(true);
  expect(await stored()).toMatch(bcryptHash);
  expect(await signIn(account.password)).toBe(true);
});

test("security 25: with bcrypt too, nothing is cut at 72 bytes", async () => {
  const place = await joined(`${"a".repeat(72)}X`);
  expect(await storedOf(place)).toMatch(bcryptHash);
  for (const wrong of [`${"a".repeat(72)}Y`, "a".repeat(72)]) expect(await logIn(place, wrong), wrong).toBe(false);
  expect(await logIn(place, `${"a".repeat(72)}X`)).toBe(true);
});
