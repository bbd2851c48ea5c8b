import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ApiServer, type Fields, otpSecret, password, readAnswer, startApiServer } from "../fixtures/api-server";
import { codeOf } from "../fixtures/authenticator";
import { postForm } from "../fixtures/post-form";
import type { Answer } from "../fixtures/server";

let api: ApiServer;
beforeAll(async () => {
  api = await startApiServer(async ({ maple = "" }) => {
    const [{ createRealm }, { createApp }, { createUser }, { db }] = await Promise.all([
      import("@/lib/admin/realms"),
      import("@/lib/db/connected-apps"),
      import("@/lib/admin/users"),
      import("@/lib/db/client"),
    ]);
    const settings = { jsonp: true };
    const wild = await createApp(maple, {
      name: "Acorn",
      subdomain: "wild",
      loginHandler: "https://wild.example/in",
      settings,
    });
    await db().connectedApp.update({ where: { id: wild.id }, data: { allowedOrigins: ["*"] } });
    const sso = await createRealm({ name: "Northwind", seamlessSso: true });
    for (const subdomain of ["home", "away"])
      await createApp(sso.id, { name: "Acorn", subdomain, loginHandler: `https://${subdomain}.example/in`, settings });
    const person = { firstName: "", lastName: "", password };
    for (const realmId of [maple, sso.id])
      await createUser(
        { id: realmId, requireUniqueEmails: true },
        { ...person, username: "grace", email: "grace@example.com", otpSecret: realmId === maple ? otpSecret : null },
      );
  });
});
afterAll(() => api.stop());

const frank = { username: "frank", password };
const listed = "https://app.example";

type Cookie = { readonly name: string; readonly value: string; readonly attributes: readonly string[] };

/** The session cookie of an answer, its attributes in lower case and order, without what says when it ends. */
function cookieOf({ headers }: Answer): Cookie | null {
  const line = headers["set-cookie"]?.find((one) => one.includes("session="));
  const [pair = "", ...rest] = (line ?? "").split(";").map((part) => part.trim());
  if (!line) return null;
  const attributes = rest.map((one) => one.toLowerCase()).filter((one) => !one.startsWith("expires="));
  return { name: pair.split("=")[0] ?? "", value: pair.slice(pair.indexOf("=") + 1), attributes: attributes.sort() };
}

const post = (verb: string, fields: Fields, headers: Record<string, string> = {}, app = "maple") =>
  api.post(app, verb, fields, headers);
const said = (answer: Answer) => readAnswer(answer, "JSON");
const isValid = async (token: unknown) => (await api.ask("maple", "check_session", { token: String(token) })).valid;

/** Somebody logged in from a page of the app, with what their browser then holds. */
async function inBrowser(app = "maple", who: Fields = frank) {
  const answer = await post("login", who, { Origin: `http://${api.hostOf(app)}` }, app);
  const { name = "", value = "" } = cookieOf(answer) ?? {};
  return { token: String(said(answer).token), Cookie: `${name}=${value}` };
}

describe("a POST from where the app's owner lets cookies in", () => {
  test("gives the browser the very cookie of the hosted pages", async () => {
    const page = cookieOf(await postForm(api.server, "/login", { host: api.hostOf("maple"), fields: frank }));
    expect(page?.attributes).toEqual(["httponly", "max-age=21600", "path=/", "samesite=lax"]);
    const kli = String(said(await post("login", { username: "grace", password })).token);
    const newcomer = { username: "nina", email: "nina@example.com", password };
    const answers = [
      await post("login", frank),
      await post("login", frank, { Origin: listed }),
      await post("login", frank, { Origin: `http://${api.hostOf("maple")}`, "Sec-Fetch-Site": "same-origin" }),
      await post("verify_login", { token: kli, code: codeOf(otpSecret, new Date()) }, { Origin: listed }),
      await post("signup", newcomer, { Origin: listed }),
    ];
    for (const answer of answers) {
      const { name, value, attributes } = cookieOf(answer) ?? {};
      expect([name, attributes]).toEqual([page?.name, page?.attributes]);
      expect(value).toMatch(/^[\w-]{43}$/);
      expect(said(answer).url).toContain("token=");
    }
    expect(new Set(answers.map((answer) => cookieOf(answer)?.value)).size).toBe(answers.length);
  });

  test("and no cookie where nobody is let in, or only into the next step", async () => {
    for (const [verb, fields] of [
      ["login", { ...frank, password: "wrong" }],
      ["login", { username: "grace", password }],
      ["check_session", {}],
      ["forgot_password", { username: "frank" }],
    ] as const)
      expect(cookieOf(await post(verb, fields, { Origin: listed }))).toBe(null);
    expect(cookieOf(await post("signup", { username: "t", email: "t@example.com", password }, {}, "token"))).toBe(null);
    expect(cookieOf(await post("login", frank, {}, "loose"))).toBe(null);
  });

  test("a login is one to the hosted pages, and logout without a token ends it there and here", async () => {
    const { token, Cookie } = await inBrowser();
    const page = async () => (await api.request("maple", "/logged_out", { headers: { Cookie } })).text;
    expect([await page(), await isValid(token)]).toEqual([expect.stringContaining("Log out of Acorn?"), true]);
    const out = await post("logout", {}, { Cookie, Origin: listed });
    expect([said(out), cookieOf(out)?.value, cookieOf(out)?.attributes.includes("max-age=0")]).toEqual([{}, "", true]);
    expect([await page(), await isValid(token)]).toEqual([expect.stringContaining("You are logged out"), false]);
  });

  test("logout needs neither a token nor a body, and with a token ends that one's session and no other", async () => {
    const [mine, other] = [await inBrowser(), await inBrowser()];
    expect(said(await post("logout", { token: other.token }, { Cookie: mine.Cookie, Origin: listed }))).toEqual({});
    expect([await isValid(mine.token), await isValid(other.token)]).toEqual([true, false]);
    const bare = await api.request("maple", "/v1/logout", { method: "POST", headers: { Cookie: mine.Cookie } });
    expect(said(bare)).toEqual({});
    expect(await isValid(mine.token)).toBe(false);
    expect(said(await post("logout", {}))).toEqual({});
  });

  test("security 73: of two cookies of that name none is taken for ours", async () => {
    const [mine, planted] = [await inBrowser(), await inBrowser()];
    await post("logout", {}, { Cookie: `${mine.Cookie}; ${planted.Cookie}`, Origin: listed });
    expect([await isValid(mine.token), await isValid(planted.token)]).toEqual([true, true]);
  });
});

const strangers: Readonly<Record<string, readonly [app: string, headers: Record<string, string>]>> = {
  "an origin that is not listed": ["maple", { Origin: "https://evil.example" }],
  "one that looks like a listed one": ["maple", { Origin: "https://app.example.evil.net" }],
  "another app's": ["maple", { Origin: "https://wild.example" }],
  "a sandbox": ["maple", { Origin: "null" }],
  "a browser that says only how far away it is": ["maple", { "Sec-Fetch-Site": "cross-site" }],
  "any origin, where an app lets all in": ["wild", { Origin: "https://anybody.example" }],
};

describe.each(Object.entries(strangers))("security 22, 75: from %s", (_, [app, headers]) => {
  const types = ["application/json", "application/x-www-form-urlencoded"];

  test.each(types)("%s logs in, or signs up, without a cookie, and is not to be read with one", async (type) => {
    const signup = { username: `n${Math.random()}`.slice(0, 12), password };
    for (const [verb, fields] of [
      ["login", frank],
      ["signup", { ...signup, email: `${signup.username}@example.com` }],
    ] as const) {
      const body = type.includes("json") ? JSON.stringify(fields) : String(new URLSearchParams(fields));
      const asking = { method: "POST", headers: { "Content-Type": type, ...headers }, body };
      const answer = await api.request(app, `/v1/${verb}`, asking);
      expect([said(answer).result, cookieOf(answer)]).toEqual(["okay", null]);
      expect(answer.headers["access-control-allow-credentials"]).toBe(undefined);
      expect(answer.headers["access-control-allow-origin"]).toBe(app === "wild" ? "*" : undefined);
    }
  });

  test.each([...types, "text/plain"])("logout by %s ends nothing with the cookie", async (type) => {
    const { token, Cookie } = await inBrowser(app);
    const body = type.includes("json") ? "{}" : "a=b";
    for (const sent of [body, undefined]) {
      const asking = { method: "POST", headers: { "Content-Type": type, Cookie, ...headers } };
      const answer = await api.request(app, "/v1/logout", sent === undefined ? asking : { ...asking, body: sent });
      expect(said(answer).error).toMatch(/^(Send the login token|This address reads JSON)/);
      expect(cookieOf(answer)).toBe(null);
    }
    expect(await isValid(token)).toBe(true);
  });
});

test("security 78: a script tag of any page, listed or not, logs nobody in or out by a cookie, and reads nobody", async () => {
  const { token, Cookie } = await inBrowser();
  for (const Referer of [`${listed}/page`, "https://evil.example/", undefined]) {
    const headers = { Cookie, "Sec-Fetch-Dest": "script", ...(Referer ? { Referer } : {}) };
    for (const [verb, fields] of [
      ["logout", {}],
      ["check_session", {}],
      ["update_password", {}],
      ["login", frank],
    ] as const) {
      const answer = await api.request("maple", `/v1/${verb}?${new URLSearchParams({ ...fields, callback: "tell" })}`, {
        headers,
      });
      const told = readAnswer(answer, "JSONP");
      if (verb !== "login") expect(told.error, verb).toEqual(expect.any(String));
    }
  }
  expect(await isValid(token)).toBe(true);
});

describe("in a realm with seamless SSO", () => {
  const grace = { username: "grace", password };
  const navigates = { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Sec-Fetch-Site": "none" };

  test("a login by the API of the session origin is one to the other apps", async () => {
    const { Cookie } = await inBrowser("home", grace);
    const browser = Buffer.alloc(32, 7).toString("base64url");
    const target = `/sso?${new URLSearchParams({ to: "login", host: api.hostOf("away"), browser })}`;
    const asked = await api.request("home", target, { headers: { Cookie, ...navigates } });
    expect(asked.headers.location).toMatch(new RegExp(`^http://${api.hostOf("away")}/sso\\?ticket=sso_`));
    const own = await api.request("home", "/sso?to=login", { headers: { Cookie, ...navigates } });
    expect(own.headers.location).toMatch(/^https:\/\/home\.example\/in\?token=/);
  });

  test("one by another app's API stays with that app, which can end it", async () => {
    const { token, Cookie } = await inBrowser("away", grace);
    const check = async () => (await api.ask("home", "check_session", { token })).valid;
    expect(await check()).toBe(true);
    await post("logout", {}, { Cookie, Origin: `http://${api.hostOf("away")}` }, "away");
    expect(await check()).toBe(false);
  });
});

test("over https the cookie is Secure, and only its very host can have set it", async () => {
  const { hostCookieName, hostCookieText } = await import("@/lib/domain/host-cookie");
  const text = hostCookieText("session", { value: "x", maxAgeSeconds: 60, isHttps: true });
  expect(text).toBe("__Host-gh_session=x; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
  expect(hostCookieName("session", false)).toBe("gh_session");
});
