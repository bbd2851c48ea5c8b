import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { login, loginInput } from "./login";
import { signup } from "./signup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

type Place = Awaited<ReturnType<typeof newAppWithRealm>>;
type Fields = Parameters<typeof signupFields>[0];

async function trySignup(place: Place, fields: Fields, given: Parameters<Place["visit"]>[0] = {}) {
  return signup(await place.visit(given), signupFields(fields));
}

const codesOf = (outcome: Awaited<ReturnType<typeof trySignup>>) =>
  outcome.ok ? ["ok"] : outcome.problems.map((problem) => problem.code);
const countUsers = (place: Place) => db().user.count({ where: { realmId: place.realmId } });

describe("where a signup goes", () => {
  test("a handler keeps its query, redir follows the token, and &signup=true goes with the first login alone", async () => {
    const place = await newAppWithRealm({ app: { loginHandler: "https://app.example.com/in?a=1" } });
    const first = await trySignup(
      place,
      { username: "frank", email: "frank@example.com" },
      { redir: "/secure?a=1&b=2" },
    );
    const second = await login(
      await place.visit({ redir: "/secure" }),
      loginInput.parse({ username: "frank", password: goodPassword }),
    );
    expect(signedIn(first).url).toMatch(
      /^https:\/\/app\.example\.com\/in\?a=1&token=[^&]+&signup=true&redir=%2Fsecure%3Fa%3D1%26b%3D2$/,
    );
    expect(signedIn(second).url).toMatch(/^https:\/\/app\.example\.com\/in\?a=1&token=[^&]+&redir=%2Fsecure$/);
  });

  test("a signup whose login was lost is told to the app at the first login, however late", async () => {
    const place = await newAppWithRealm();
    await trySignup(place, { username: "frank", email: "frank@example.com" });
    await db().user.updateMany({ where: { realmId: place.realmId }, data: { signupPending: true } });
    const logins = await Promise.all(
      Array.from({ length: 5 }, async () =>
        login(await place.visit(), loginInput.parse({ username: "frank", password: goodPassword })),
      ),
    );
    expect(logins.filter((one) => signedIn(one).url.includes("&signup=true"))).toHaveLength(1);
  });
});

describe("who may sign up", () => {
  test.each([
    ["the same name", ["carol"]],
    ["names that are one in canonical form", ["carol", "Carol", "CAROL", "ｃａｒｏｌ", " carol "]],
    ["a name that is composed or not", ["zo\u00eb", "zoe\u0308", "ZO\u00cb", "Zoe\u0308 "]],
  ])("security 29: of 50 at once with %s exactly one is made, the others get a clean answer", async (_, names) => {
    const place = await newAppWithRealm();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        trySignup(place, { username: names[n % names.length] ?? "", email: `c${n}@example.com` }),
      ),
    );
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
    expect(new Set(outcomes.filter((one) => !one.ok).flatMap(codesOf))).toEqual(new Set(["username.taken"]));
    expect(await countUsers(place)).toBe(1);
  });

  test("security 29: the same for an address in any case, and where addresses need not be unique all are made", async () => {
    const [unique, shared] = [
      await newAppWithRealm(),
      await newAppWithRealm({ realm: { requireUniqueEmails: false } }),
    ];
    const addresses = ["dan@example.com", "DAN@example.com", " dan@EXAMPLE.com. "];
    for (const [place, made] of [
      [unique, 1],
      [shared, 12],
    ] as const) {
      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, n) => trySignup(place, { username: `dan${n}`, email: addresses[n % 3] ?? "" })),
      );
      expect(outcomes.filter((one) => one.ok)).toHaveLength(made);
      expect(await countUsers(place)).toBe(made);
    }
  });

  test("in an e-mail realm the address is the user name, and no other name is asked for or kept", async () => {
    const place = await newAppWithRealm({ realm: { usernameValidationHuman: "email" } });
    expect(codesOf(await trySignup(place, { username: "ignored", email: "Eve@Example.com" }))).toEqual(["ok"]);
    const user = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    expect([user.username, user.usernameCanonical, user.emailCanonical]).toEqual([
      "Eve@Example.com",
      "eve@example.com",
      "eve@example.com",
    ]);
    expect(codesOf(await trySignup(place, { email: "eve@example.com" }))).toEqual(["email.taken"]);
    expect(codesOf(await trySignup(place, {}))).toContain("email.blank");
  });

  test("nobody while signups are off", async () => {
    const place = await newAppWithRealm({ app: { settings: { signup: false } } });
    const fields = { username: "frank", email: "frank@example.com" };
    expect(codesOf(await trySignup(place, fields))).toEqual(["signup.disabled"]);
    expect(await countUsers(place)).toBe(0);
  });

  test("20 an hour from one address", async () => {
    const place = await newAppWithRealm();
    const from = { client: { ip: "192.0.2.4", userAgent: null }, at: new Date() };
    const outcomes = [];
    for (let n = 0; n < 21; n++)
      outcomes.push(await trySignup(place, { username: `u${n}`, email: `u${n}@example.com` }, from));
    expect(outcomes.slice(0, 20).every((one) => one.ok)).toBe(true);
    expect(codesOf(outcomes[20] ?? { ok: false, problems: [{ code: "request.malformed" }] })).toEqual([
      "throttle.signups",
    ]);
  });
});

describe("what a signup checks", () => {
  test("every problem of every field is said at once, and nothing is made", async () => {
    const place = await newAppWithRealm({ app: { settings: { name_field: "required", password_field: "twice" } } });
    const outcome = await trySignup(place, { username: "", email: "not an address", password: "xq" });
    expect(codesOf(outcome)).toEqual([
      "username.blank",
      "email.malformed",
      "first-name.blank",
      "last-name.blank",
      "password.too-short",
      "password.confirmation-blank",
    ]);
    expect(await countUsers(place)).toBe(0);
  });

  test("confirmations are held against what they confirm, where they are sent", async () => {
    const place = await newAppWithRealm();
    const fields = {
      username: "frank",
      email: "frank@example.com",
      email_confirmation: "other@example.com",
      password_confirmation: "another",
    };
    expect(codesOf(await trySignup(place, fields))).toEqual([
      "email.confirmation-differs",
      "password.confirmation-differs",
    ]);
  });

  test("security 32: common passwords, the name, the address and the app's name are refused with the reason; a long phrase is not", async () => {
    const place = await newAppWithRealm();
    const reasons = {
      password1: "password.too-common",
      franklyn99: "password.is-username",
      "frank.mail": "password.is-email",
      "acorn acorn": "ok",
    };
    const given = { username: "franklyn99", email: "frank.mail@example.com" };
    for (const [password, reason] of Object.entries(reasons).slice(0, 3)) {
      expect(codesOf(await trySignup(place, { ...given, password })), password).toContain(reason);
    }
    expect(codesOf(await trySignup(place, { ...given, password: "lanterns in fog" }))).toEqual(["ok"]);
  });

  test("security 33: fields that a signup does not have change nothing", async () => {
    const place = await newAppWithRealm();
    const extra = {
      realm_id: "rl_x",
      id: "usr_x",
      email_verification: "verified",
      active: "false",
      state: "inactive",
      org_id: "org_x",
      permissions: ["admin"],
      user_type: "api",
      __proto__: { polluted: true },
      constructor: "x",
    };
    const fields = { ...extra, ...signupFields({ username: "frank", email: "frank@example.com" }) };
    const outcome = await signup(await place.visit(), fields);
    expect(outcome.ok).toBe(true);
    const user = await db().user.findFirstOrThrow({
      where: { realmId: place.realmId },
      include: { memberships: true },
    });
    expect(user).toMatchObject({
      realmId: place.realmId,
      emailVerification: "none",
      state: "active",
      userType: "human",
      memberships: [],
    });
    expect(({} as { polluted?: boolean }).polluted).toBe(undefined);
  });
});
