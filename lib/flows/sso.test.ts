import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, signedIn, signupFields, visitTo } from "@/e2e/fixtures/visits";
import { setUserState } from "@/lib/admin/users";
import { createApp } from "@/lib/db/connected-apps";
import { logout } from "./logout";
import { signup } from "./signup";
import {
  browserHashOf,
  enterBySession,
  enterByTicket,
  keepSession,
  newBrowserSecret,
  roundTrip,
  ticketFor,
} from "./sso";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

let others = 0;

/** A realm with two apps, somebody who is logged in at its home, and a browser at the other app. */
async function twoApps(app: Parameters<typeof createApp>[1]["settings"] = {}) {
  const home = await newAppWithRealm({ realm: { seamlessSso: true } });
  const subdomain = `other-${++others}`;
  const { id } = await createApp(home.realmId, {
    ...{ name: "Beech", subdomain, loginHandler: "https://beech.example.com/in?x=1" },
    settings: app,
  });
  const entered = signedIn(
    await signup(await home.visit(), signupFields({ username: "frank", email: "frank@example.com" })),
  );
  const browser = newBrowserSecret();
  const cookie = entered.session?.secret;
  const ticket = async () =>
    (await ticketFor(await home.visit(), cookie, { appId: id, browserHash: browserHashOf(browser) })) ?? "";
  return {
    home,
    appId: id,
    subdomain,
    entered,
    browser,
    cookie,
    ticket,
    visit: (given = {}) => visitTo(subdomain, given),
  };
}

test("a ticket brings the living session to its app, with the same tk, at that app's own handler", async () => {
  const { visit, ticket, browser, entered } = await twoApps();
  const came = await enterByTicket(
    await visit({ redir: "/a?b=1" }),
    { ticket: await ticket(), browserSecret: browser },
    false,
  );
  const tk = (token = "") => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()).tk;
  expect(tk(came?.token)).toBe(tk(entered.token));
  expect(came?.url).toBe(`https://beech.example.com/in?x=1&token=${came?.token}&redir=%2Fa%3Fb%3D1`);
});

test("a ticket works once, also of 50 at a time", async () => {
  const { visit, ticket, browser } = await twoApps();
  const brought = { ticket: await ticket(), browserSecret: browser };
  const visits = await Promise.all(Array.from({ length: 50 }, () => visit()));
  const came = await Promise.all(visits.map((one) => enterByTicket(one, brought, false)));
  expect(came.filter((one) => one !== null)).toHaveLength(1);
});

test("security 73: a ticket is no good in another browser, at another app, in another realm, or after 30 s", async () => {
  const { home, visit, ticket, browser } = await twoApps();
  const foreign = await twoApps();
  const brought = { ticket: await ticket(), browserSecret: browser };
  const at = new Date(Date.now() + 31_000);
  const tries = [
    enterByTicket(await visit(), { ...brought, browserSecret: newBrowserSecret() }, false),
    enterByTicket(await home.visit(), brought, false),
    enterByTicket(await foreign.visit(), brought, false),
    enterByTicket(await visit({ at }), brought, false),
  ];
  expect(await Promise.all(tries)).toEqual([null, null, null, null]);
  expect(await enterByTicket(await visit(), brought, false)).not.toBe(null);
});

test("a ticket dies with its session, and with its user", async () => {
  const one = await twoApps();
  const first = await one.ticket();
  await logout(await one.home.visit(), one.cookie);
  expect(await enterByTicket(await one.visit(), { ticket: first, browserSecret: one.browser }, false)).toBe(null);
  expect(await one.ticket()).toBe("");

  const two = await twoApps();
  const second = await two.ticket();
  const uid = JSON.parse(Buffer.from(two.entered.token.split(".")[1] ?? "", "base64url").toString()).uid;
  await setUserState(two.home.realmId, uid, { state: "inactive", by: { ip: null, userAgent: null } });
  expect(await enterByTicket(await two.visit(), { ticket: second, browserSecret: two.browser }, false)).toBe(null);
});

test("an app that wants a proved address, or no logins, is not entered by a session that never proved it", async () => {
  for (const settings of [{ email_verification: "require" }, { login: false }]) {
    const { visit, ticket, browser } = await twoApps(settings);
    expect(await enterByTicket(await visit(), { ticket: await ticket(), browserSecret: browser }, false)).toBe(null);
  }
});

test("nobody is taken to an address that the app has not registered", async () => {
  const { home, visit, ticket, browser, cookie } = await twoApps();
  const refused = { redirectUri: "refused" as const };
  expect(await enterByTicket(await visit(refused), { ticket: await ticket(), browserSecret: browser }, false)).toBe(
    null,
  );
  expect(await enterBySession(await home.visit(refused), cookie)).toBe(null);
});

test("a login elsewhere leaves its session at home, in the browser that came from there and in no other", async () => {
  const { home, appId, browser, visit } = await twoApps();
  const entered = signedIn(
    await signup(await visit(), signupFields({ username: "grace", email: "grace@example.com" })),
  );
  const atHome = newBrowserSecret();
  const trip = () =>
    visit().then((one) =>
      roundTrip(one, entered.session?.id ?? "", {
        home: { appId: home.appId, browserHash: browserHashOf(atHome) },
        here: { appId, browserHash: browserHashOf(browser) },
      }),
    );
  const [stolen, own] = [await trip(), await trip()];
  const keep = async (ticket = "", browserSecret = "") => keepSession(await home.visit(), { ticket, browserSecret });
  expect(await keep(stolen?.keep, newBrowserSecret())).toBe(null);
  expect(await keep(own?.ticket, browser)).toBe(null);
  const kept = await keep(own?.keep, atHome);
  expect(await keep(own?.keep, atHome)).toBe(null);
  // The secret that the login made never left the server: only the new one opens the session.
  expect(await enterBySession(await home.visit(), entered.session?.secret)).toBe(null);
  expect(await enterBySession(await home.visit(), kept?.secret)).not.toBe(null);
  expect(kept?.maxAgeSeconds).toBeGreaterThan(21_500);
  expect(kept?.maxAgeSeconds).toBeLessThanOrEqual(21_600);
});

test("a realm without seamless SSO asks everyone, every time", async () => {
  const app = await newAppWithRealm();
  const entered = signedIn(
    await signup(await app.visit(), signupFields({ username: "frank", email: "f@example.com" })),
  );
  expect(await enterBySession(await app.visit(), entered.session?.secret)).toBe(null);
});
