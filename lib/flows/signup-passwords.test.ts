import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { formFields, readInput } from "@/lib/request/input";
import { login, loginInput } from "./login";
import { signup, signupInput } from "./signup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const trySignup = async (
  place: Awaited<ReturnType<typeof newAppWithRealm>>,
  fields: Parameters<typeof signupFields>[0],
) => {
  const outcome = await signup(await place.visit(), signupFields(fields));
  return outcome.ok ? ["ok"] : outcome.problems.map((problem) => problem.code);
};

describe("passwords", () => {
  const signsInWith = async (password: string, tries: readonly (readonly [string, boolean])[]) => {
    const place = await newAppWithRealm();
    expect(await trySignup(place, { username: "frank", email: "frank@example.com", password })).toEqual(["ok"]);
    for (const [attempt, works] of tries) {
      const outcome = await login(await place.visit(), loginInput.parse({ username: "frank", password: attempt }));
      expect(outcome.ok, JSON.stringify(attempt.slice(-20))).toBe(works);
    }
  };

  test("security 24: spaces, emoji and accents count, in whichever form they are typed, to the last of 256 characters", async () => {
    await signsInWith("caf\u00e9 au lait 🥐 matin", [
      ["cafe\u0301 au lait 🥐 matin", true],
      ["cafe au lait 🥐 matin", false],
    ]);
    const long = `${"dromedary ".repeat(25)}abcdef`;
    await signsInWith(long, [
      [`${long.slice(0, -1)}x`, false],
      [long.slice(0, 64), false],
      [long, true],
    ]);
  });

  test("security 25: nothing is cut at 72 bytes", async () => {
    await signsInWith(`${"a".repeat(72)}X`, [
      [`${"a".repeat(72)}Y`, false],
      ["a".repeat(72), false],
      [`${"a".repeat(72)}X`, true],
    ]);
  });

  test("security 26: more than 256 characters are refused before anything is hashed", async () => {
    const place = await newAppWithRealm();
    const huge = "long ".repeat(100_000);
    const began = performance.now();
    expect(await trySignup(place, { username: "frank", email: "frank@example.com", password: huge })).toEqual([
      "password.too-long",
    ]);
    const outcome = await login(await place.visit(), loginInput.parse({ username: "frank", password: huge }));
    expect(outcome).toEqual({ ok: false, problems: [{ code: "credentials.wrong" }] });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await db().throttle.count({ where: { scope: place.realmId } })).toBe(0);
  });
});

/** Everything that is in the database, as text; bytes as hexadecimal digits. */
async function wholeDatabase(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_schema IN ('public', 'jobs') AND table_type = 'BASE TABLE'`;
  expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["public.users", "jobs.job", "public.events"]));
  const rows = await Promise.all(
    tables.map(({ name }) => db().$queryRawUnsafe<{ row: string }[]>(`SELECT one::text AS row FROM ${name} one`)),
  );
  return rows
    .flat()
    .map(({ row }) => row)
    .join("\n");
}

test("security 23: what was typed as a password is nowhere in the database, taken or refused, in any mode", async () => {
  const places = await Promise.all([
    newAppWithRealm(),
    newAppWithRealm({ app: { settings: { signup_mode: "user_token" } } }),
    newAppWithRealm({
      realm: { usernameValidationHuman: "email", hideAccountExistence: true },
      app: { settings: { email_verification: "require" } },
    }),
  ]);
  const password = "seventeen turnips";
  for (const place of places) {
    const frank = { username: "frank", email: "frank@example.com" };
    await trySignup(place, { ...frank, email: "no address", password });
    expect(await trySignup(place, { ...frank, password })).toEqual(["ok"]);
    for (const typed of [password, `${password}!`, "turnips"])
      for (const username of ["frank", "frank@example.com", "nobody"])
        await login(await place.visit(), loginInput.parse({ username, password: typed }));
  }
  const all = await wholeDatabase();
  expect(all).toContain("frank@example.com");
  expect(all).toMatch(/\$argon2id\$/);
  for (const look of ["turnips", Buffer.from("turnips").toString("hex")]) expect(all.includes(look), look).toBe(false);
});

test("security 33: a form with fields that no signup has makes the same user as one without them", async () => {
  const place = await newAppWithRealm();
  const signUpBy = async (name: string, extra: Readonly<Record<string, string>>) => {
    const form = new FormData();
    const fields = { username: name, email: `${name}@example.com`, password: "seven quiet herons", ...extra };
    for (const [field, value] of Object.entries(fields)) form.append(field, value);
    const input = readInput(signupInput, formFields(form));
    expect(input.ok && (await signup(await place.visit(), input.value)).ok).toBe(true);
    const user = await db().user.findFirstOrThrow({
      where: { realmId: place.realmId, username: name },
      include: { memberships: true, credentials: { select: { credentialType: true, state: true } } },
    });
    const own = {
      id: "",
      username: "",
      usernameCanonical: "",
      email: "",
      emailCanonical: "",
      emailUnique: "",
      name: "",
    };
    const times = { createdAt: null, updatedAt: null, lastLoginAt: null };
    return { ...user, ...own, ...times };
  };
  const plain = await signUpBy("plain", {});
  const extra = {
    ...{
      realm_id: "rl_x",
      id: "usr_x",
      email_verification: "verified",
      emailVerification: "verified",
      active: "false",
    },
    ...{ state: "inactive", org_id: "org_x", permissions: "admin", user_type: "api", userType: "api" },
    ...{ "user[user_type]": "api", custom: '{"a":1}', reference: "r", signupPending: "true", __proto__: "x" },
    ...{ constructor: "x", "constructor[prototype][polluted]": "x", "__proto__[polluted]": "x" },
  };
  expect(await signUpBy("extra", extra)).toEqual(plain);
  expect(Reflect.get({}, "polluted")).toBe(undefined);
});
