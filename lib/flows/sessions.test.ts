import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { deleteUser, setUserState } from "@/lib/admin/users";
import { db } from "@/lib/db/client";
import { setPassword } from "@/lib/db/credentials";
import { startTicket } from "@/lib/db/login-tickets";
import { endSession, endSessionsOf, startSession } from "@/lib/db/sessions";
import { checkSession } from "./check-session";
import { login, loginInput } from "./login";
import { isSignedIn, logout, logoutByToken } from "./logout";
import { signup } from "./signup";
import { browserHashOf, enterBySession, ticketFor } from "./sso";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const by = { ip: null, userAgent: null };
const fields = signupFields({ username: "frank", email: "frank@example.com" });

/** Somebody logged in, and what can be asked about it. */
async function place(realm: Parameters<typeof newAppWithRealm>[0] = {}) {
  const app = await newAppWithRealm({ ...realm, realm: { seamlessSso: true, ...realm?.realm } });
  const at = new Date();
  const entered = signedIn(await signup(await app.visit({ at }), fields));
  const claims = JSON.parse(Buffer.from(entered.token.split(".")[1] ?? "", "base64url").toString());
  const valid = async (when = at) => {
    const outcome = await checkSession(await app.visit({ at: when }), { token: entered.token });
    return outcome.ok;
  };
  return { ...app, at, entered, valid, secret: entered.session?.secret, userId: claims.uid, tk: claims.tk, claims };
}

describe("a managed session ends at once", () => {
  const ways: Record<string, (one: Awaited<ReturnType<typeof place>>) => Promise<unknown>> = {
    "logout with the cookie": async (one) => logout(await one.visit(), one.secret),
    "logout with the token": async (one) => logoutByToken(await one.visit(), { token: one.entered.token }),
    "an administrator, one session": (one) => endSession(one.realmId, one.tk),
    "an administrator, all of the user's": (one) => endSessionsOf(one.realmId, one.userId),
    "the user made inactive": (one) => setUserState(one.realmId, one.userId, { state: "inactive", by }),
    "the user deleted": (one) => deleteUser(one.realmId, one.userId, by),
    "another password": (one) => setPassword(one.realmId, one.userId, "$x$"),
  };
  for (const [way, end] of Object.entries(ways))
    test(`security 68: by ${way}: the token is no longer valid, and no app is entered with the cookie`, async () => {
      const one = await place();
      expect(await one.valid()).toBe(true);
      expect(await enterBySession(await one.visit(), one.secret)).not.toBe(null);
      await end(one);
      expect(await one.valid()).toBe(false);
      expect(await isSignedIn(await one.visit(), one.secret)).toBe(false);
      expect(await enterBySession(await one.visit(), one.secret)).toBe(null);
    });
});

test("security 71: a session lives until its last second and not one longer, whatever the browser still holds", async () => {
  const one = await place({ realm: { sessionMinutes: 5 } });
  const end = one.at.getTime() + 5 * 60_000;
  const [before, after] = [new Date(end - 1_000), new Date(end + 1_000)];
  expect(await isSignedIn(await one.visit({ at: before }), one.secret)).toBe(true);
  expect(await one.valid(before)).toBe(true);
  expect(await isSignedIn(await one.visit({ at: after }), one.secret)).toBe(false);
  // The clocks of apps may be a minute off, the session's end is ours.
  expect(await one.valid(after)).toBe(false);
  expect(await enterBySession(await one.visit({ at: after }), one.secret)).toBe(null);
});

test("a token that is handed over later names the same session and ends with it", async () => {
  const one = await place({ realm: { sessionMinutes: 5 } });
  const later = await enterBySession(await one.visit({ at: new Date(one.at.getTime() + 120_000) }), one.secret);
  const claims = JSON.parse(Buffer.from(later?.token.split(".")[1] ?? "", "base64url").toString());
  expect({ tk: claims.tk, exp: claims.exp }).toEqual({ tk: one.tk, exp: one.claims.exp });
  expect(claims.iat).toBe(one.claims.iat + 120);
  expect(later?.url).not.toContain("signup");
});

test("security 65: no other realm's token ends or proves a session", async () => {
  const [one, other] = [await place(), await place()];
  await logoutByToken(await other.visit(), { token: one.entered.token });
  expect(await one.valid()).toBe(true);
  const elsewhere = await checkSession(await other.visit(), { token: one.entered.token });
  expect(elsewhere.ok).toBe(false);
  expect(await endSession(other.realmId, one.tk)).toBe(false);
});

test("security 73: a session's cookie is nothing on another realm: it enters nobody, proves nobody and ends nothing there", async () => {
  const [one, other] = [await place(), await place()];
  const there = await other.visit();
  expect(await isSignedIn(there, one.secret)).toBe(false);
  expect(await enterBySession(there, one.secret)).toBe(null);
  const { id: appId } = there.app;
  expect(await ticketFor(there, one.secret, { appId, browserHash: browserHashOf("x") })).toBe(null);
  await logout(there, one.secret);
  expect(await endSessionsOf(other.realmId, one.userId)).toBe(0);
  expect(await one.valid()).toBe(true);
  expect(await isSignedIn(await one.visit(), one.secret)).toBe(true);
});

test("an unmanaged realm keeps no session, gives no cookie and forwards nobody", async () => {
  const one = await place({ realm: { sessionType: "unmanaged" } });
  expect(one.entered.session).toBe(null);
  expect(one.tk).toMatch(/^kns_/);
  expect(await db().session.count({ where: { realmId: one.realmId } })).toBe(0);
  expect(await one.valid()).toBe(false);
  await logout(await one.visit(), "anything");
});

describe("an inactive user", () => {
  test("is out of everything that was open, in one transaction with its event, and may come back", async () => {
    const one = await place();
    const { realmId, userId, appId } = one;
    const at = new Date(Date.now() + 60_000);
    const open = { realmId, userId, tokenHash: Buffer.from("x"), expiresAt: at };
    await db().loginTicket.create({ data: { ...open, id: "kli_1", appId } });
    await db().resetToken.create({ data: { ...open, id: "kpw_1" } });
    await db().emailToken.create({ data: { ...open, id: "kvf_1", emailCanonical: "frank@example.com" } });
    await db().ssoTicket.create({
      data: { ...open, id: "sso_1", appId, sessionId: one.tk, browserHash: Buffer.from("y") },
    });
    const signups = [
      { username: "frank", email: null },
      { username: "frankie", email: "frank@example.com" },
      { username: "grace", email: "grace@example.com" },
    ];
    for (const { username, email } of signups)
      await db().signupToken.create({
        data: {
          ...{ id: `utk_${username}`, realmId, tokenHash: Buffer.from(username), expiresAt: at },
          ...{ username, usernameCanonical: username, email, emailCanonical: email },
        },
      });
    expect(await setUserState(realmId, userId, { state: "inactive", by })).toBe(true);
    const mine = { where: { realmId, userId } };
    const left = await Promise.all([
      ...[db().session.count(mine), db().loginTicket.count(mine), db().ssoTicket.count(mine)],
      ...[db().resetToken.count(mine), db().emailToken.count(mine)],
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0]);
    const tokens = await db().signupToken.findMany({ where: { realmId } });
    expect(tokens.map((token) => token.username)).toEqual(["grace"]);
    expect(await db().event.count({ where: { realmId, userId, eventType: "user.updated" } })).toBe(1);
    const input = loginInput.parse({ username: "frank", password: goodPassword });
    expect((await login(await one.visit(), input)).ok).toBe(false);
    await setUserState(realmId, userId, { state: "active", by });
    expect((await login(await one.visit(), input)).ok).toBe(true);
    expect(await one.valid()).toBe(false);
  });

  test("gets no session, is given no ticket and is known by none, should one be left standing", async () => {
    const one = await place();
    const { realmId, userId, appId, at } = one;
    await db().user.update({ where: { id: userId }, data: { state: "inactive" } });
    expect(await one.valid()).toBe(false);
    expect(await isSignedIn(await one.visit(), one.secret)).toBe(false);
    expect(await enterBySession(await one.visit(), one.secret)).toBe(null);
    const begun = { userId, appId, at, expiresAt: new Date(at.getTime() + 60_000), by, counters: null };
    expect(await startSession(realmId, { ...begun, cookieHash: Buffer.from("c") })).toBe(null);
    const ticket = { ...begun, tokenHash: Buffer.from("t"), browserHash: null, kind: "mfa" as const };
    expect(await startTicket(realmId, ticket)).toBe(false);
    expect(await db().loginTicket.count({ where: { realmId } })).toBe(0);
    expect(await db().session.count({ where: { realmId } })).toBe(1);
  });

  test("is not there in another realm", async () => {
    const [one, other] = [await place(), await place()];
    expect(await setUserState(other.realmId, one.userId, { state: "inactive", by })).toBe(false);
    expect(await deleteUser(other.realmId, one.userId, by)).toBe(false);
    expect(await one.valid()).toBe(true);
  });

  test("has no session left, however many logins run against it", async () => {
    const one = await place();
    const input = loginInput.parse({ username: "frank", password: goodPassword });
    const visits = await Promise.all(Array.from({ length: 8 }, () => one.visit()));
    await Promise.all([
      ...visits.map((visit) => login(visit, input)),
      setUserState(one.realmId, one.userId, { state: "inactive", by }),
    ]);
    expect(await db().session.count({ where: { realmId: one.realmId } })).toBe(0);
  });
});
