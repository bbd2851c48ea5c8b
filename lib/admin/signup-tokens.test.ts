import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import type { Outcome } from "@/lib/domain/outcome";
import { login, loginInput } from "@/lib/flows/login";
import { signup } from "@/lib/flows/signup";
import { verifyPassword } from "@/lib/tokens/password-hash";
import { createSignupToken, getSignupToken, redeemSignupToken, signupTokenInput } from "./signup-tokens";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

type Place = Awaited<ReturnType<typeof newAppWithRealm>>;

const by = { ip: "192.0.2.1", userAgent: "test" };
const now = () => ({ at: new Date(), by });
const codesOf = (outcome: Outcome<unknown>) => (outcome.ok ? ["ok"] : outcome.problems.map(({ code }) => code));
const countUsers = ({ realmId }: Place) => db().user.count({ where: { realmId } });

/** An app in mode user_token, with these settings besides. */
const tokenApp = (settings = {}, realm = {}) =>
  newAppWithRealm({ realm, app: { settings: { signup_mode: "user_token", ...settings } } });

async function tokenAt(place: Place, fields: Parameters<typeof signupFields>[0] = {}): Promise<string> {
  const given = { username: "sally", email: "sally@example.com", ...fields };
  const outcome = await signup(await place.visit(), signupFields(given));
  if (!outcome.ok || outcome.value.kind !== "signup-token") throw new Error(JSON.stringify(outcome));
  return outcome.value.token;
}

const make = (realmId: string, fields: Partial<ReturnType<typeof signupTokenInput.parse>>) =>
  createSignupToken(realmId, signupTokenInput.parse({ password: goodPassword, ...fields }), now());

describe("redeeming", () => {
  test("makes the user, who logs in with the password of the signup and is told to the app as no signup", async () => {
    const place = await tokenApp();
    const token = await tokenAt(place, { first_name: "Sally", last_name: "Ride" });
    const outcome = await redeemSignupToken(place.realmId, token, now());
    if (!outcome.ok) throw new Error(codesOf(outcome).join());
    expect(outcome.value).toMatchObject({
      username: "sally",
      email: "sally@example.com",
      name: "Sally Ride",
      emailVerification: "none",
      _count: { memberships: 0 },
      credentials: [{ credentialType: "password" }],
    });
    const entered = signedIn(
      await login(await place.visit(), loginInput.parse({ username: "sally", password: goodPassword })),
    );
    expect(entered.url).not.toContain("signup");
    const row = await db().signupToken.findFirstOrThrow({ where: { realmId: place.realmId } });
    expect(row.passwordHash, "a spent token keeps no password's hash").toBe(null);
    const events = await db().event.findMany({ where: { realmId: place.realmId, userId: outcome.value.id } });
    expect(events.map((event) => event.eventType)).toEqual(["user.created", "user.login.succeeded"]);
  });

  test("security 35: of 50 at once of one token exactly one makes the user, and the token is over", async () => {
    const place = await tokenApp();
    const token = await tokenAt(place);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => redeemSignupToken(place.realmId, token, now())),
    );
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
    expect(new Set(outcomes.filter((one) => !one.ok).flatMap(codesOf))).toEqual(new Set(["signup-token.ended"]));
    expect(await countUsers(place)).toBe(1);
    expect(await getSignupToken(place.realmId, token, new Date())).toBe(null);
    expect(codesOf(await redeemSignupToken(place.realmId, token, now()))).toEqual(["signup-token.ended"]);
  });

  test("security 35: of 50 tokens for one name redeemed at once exactly one makes the user; the others stay open", async () => {
    const place = await tokenApp();
    const tokens = await Promise.all(
      Array.from({ length: 50 }, async (_, n) => tokenAt(place, { email: `sally${n}@example.com` })),
    );
    const outcomes = await Promise.all(tokens.map((token) => redeemSignupToken(place.realmId, token, now())));
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1);
    expect(new Set(outcomes.filter((one) => !one.ok).flatMap(codesOf))).toEqual(new Set(["username.taken"]));
    expect(await countUsers(place)).toBe(1);
    const open = await db().signupToken.count({ where: { realmId: place.realmId, spentAt: null } });
    expect(open).toBe(49);
    await db().user.deleteMany({ where: { realmId: place.realmId } });
    const loser = tokens[outcomes.findIndex((one) => !one.ok)] ?? "";
    expect(codesOf(await redeemSignupToken(place.realmId, loser, now()))).toEqual(["ok"]);
  });

  test("names that only look alike are one, and an address that is unique is one", async () => {
    const place = await tokenApp();
    const alike = [
      await tokenAt(place, { username: "Жора", email: "a@example.com" }),
      await tokenAt(place, { username: "жора", email: "b@example.com" }),
      await tokenAt(place, { username: "george", email: "A@example.com" }),
    ];
    const outcomes = [];
    for (const token of alike) outcomes.push(codesOf(await redeemSignupToken(place.realmId, token, now())));
    expect(outcomes).toEqual([["ok"], ["username.taken"], ["email.taken"]]);
    const user = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    expect(user.usernameSkeleton).not.toBe(null);
  });

  test("security 35: nothing is made in another realm, after the token's end, or by what is no token", async () => {
    const [place, other] = [await tokenApp(), await tokenApp()];
    const token = await tokenAt(place);
    const late = new Date(Date.now() + 24 * 3_600_000 + 1);
    const outcomes = [
      await redeemSignupToken(other.realmId, token, now()),
      await redeemSignupToken(place.realmId, token, { at: late, by }),
      await redeemSignupToken(place.realmId, `${token}0`, now()),
      await redeemSignupToken(place.realmId, "utk_0000000000000000000000", now()),
      await redeemSignupToken(null, "", now()),
    ];
    expect(outcomes.flatMap(codesOf)).toEqual(Array.from({ length: 5 }, () => "signup-token.ended"));
    expect(await getSignupToken(other.realmId, token, new Date())).toBe(null);
    expect(await getSignupToken(place.realmId, token, late)).toBe(null);
    expect([await countUsers(place), await countUsers(other)]).toEqual([0, 0]);
    expect(codesOf(await redeemSignupToken(null, token, now()))).toEqual(["ok"]);
  });

  test.each(["connectedApp", "realm"] as const)("nothing is made while the %s is switched off", async (what) => {
    const place = await tokenApp();
    const token = await tokenAt(place);
    const to = (state: "active" | "inactive") =>
      what === "realm"
        ? db().realm.update({ where: { id: place.realmId }, data: { state } })
        : db().connectedApp.update({ where: { id: place.appId }, data: { state } });
    await to("inactive");
    expect(codesOf(await redeemSignupToken(place.realmId, token, now()))).toEqual(["signup-token.ended"]);
    await to("active");
    expect(codesOf(await redeemSignupToken(place.realmId, token, now()))).toEqual(["ok"]);
  });

  test.each(["request", "require"])(
    "where the app has addresses proved (%s), the new user is asked to",
    async (how) => {
      const place = await tokenApp({ email_verification: how });
      const outcome = await redeemSignupToken(place.realmId, await tokenAt(place), now());
      expect(outcome.ok && outcome.value.emailVerification).toBe("requested");
      const sent = await db().$queryRaw<{ data: unknown }[]>`
      SELECT data FROM jobs.job WHERE name = 'send-verification' AND data->>'realmId' = ${place.realmId}`;
      expect(sent).toMatchObject([
        {
          data: {
            appId: place.appId,
            origin: `http://${place.subdomain}.localhost:3000`,
            name: { usernameCanonical: "sally" },
          },
        },
      ]);
    },
  );
});

describe("making one by the management API", () => {
  const sally = { username: "sally", email: "sally@example.com" };

  test("security 36: keeps who it is about and a hash of the password alone, for a day at most", async () => {
    const { realmId } = await newAppWithRealm({ realm: { signupTokenMinutes: 100_000 } });
    const outcome = await make(realmId, { ...sally, first_name: "Sally" });
    expect(outcome).toEqual({
      ok: true,
      value: { ...sally, id: expect.any(String), firstName: "Sally", lastName: null, credentialType: "password" },
    });
    const row = await db().signupToken.findFirstOrThrow({ where: { realmId } });
    expect(await verifyPassword(row.passwordHash, goodPassword)).toMatchObject({ matches: true });
    expect(JSON.stringify(row)).not.toContain(goodPassword);
    expect(row.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
    expect(outcome.ok && (await getSignupToken(realmId, outcome.value.id, new Date()))).toEqual(
      outcome.ok && outcome.value,
    );
  });

  test("asks for what a user needs, whatever the hosted form asks for besides", async () => {
    const settings = { name_field: "required", password_field: "twice", org_field: "required" };
    const { realmId } = await newAppWithRealm({ realm: { hostedSettings: settings, minPasswordLength: 12 } });
    expect(codesOf(await make(realmId, { password: "eleven char" }))).toEqual([
      "username.blank",
      "email.blank",
      "password.too-short",
    ]);
    expect(codesOf(await make(realmId, { ...sally, password_confirmation: "another" }))).toEqual([
      "password.confirmation-differs",
    ]);
    expect(codesOf(await make(realmId, sally))).toEqual(["ok"]);
    expect(codesOf(await make("rl_0000000000000000000000", sally))).toEqual(["not-found"]);
  });

  test("in a realm of e-mail usernames the address is named once, or twice the same", async () => {
    const { realmId } = await newAppWithRealm({ realm: { usernameValidationHuman: "email" } });
    const one = await make(realmId, { username: "Sally@Example.com" });
    expect(one.ok && one.value).toMatchObject({ username: "Sally@Example.com", email: "Sally@Example.com" });
    expect(codesOf(await make(realmId, { username: "sally@example.com", email: "SALLY@example.com" }))).toEqual(["ok"]);
    expect(codesOf(await make(realmId, { email: "sally@example.com" }))).toEqual(["ok"]);
    expect(codesOf(await make(realmId, { username: "sally@example.com", email: "x@example.com" }))).toEqual([
      "email.confirmation-differs",
    ]);
    expect(codesOf(await make(realmId, { username: "sally" }))).toEqual(["email.malformed"]);
    const made = one.ok ? await redeemSignupToken(realmId, one.value.id, now()) : one;
    expect(codesOf(made)).toEqual(["ok"]);
    expect(codesOf(await make(realmId, { username: "SALLY@example.com" }))).toEqual(["username.taken"]);
  });
});
