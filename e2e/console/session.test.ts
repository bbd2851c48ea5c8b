import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";
import { postForm } from "../fixtures/post-form";
import type { Answer } from "../fixtures/server";

let demo: Awaited<ReturnType<typeof startDemoServer>>;
let host: string;
beforeAll(async () => {
  demo = await startDemoServer();
  host = `localhost:${demo.server.port}`;
});
afterAll(() => demo.stop());

const ask = (target: string, headers: Record<string, string> = {}) => demo.server.request(target, { host, headers });

const cookiesOf = (answer: Answer) =>
  (answer.headers["set-cookie"] ?? []).map((line) => line.split(";")[0] ?? "").join("; ");

async function signIn(headers: Record<string, string> = {}): Promise<string> {
  const { email, password } = demo.demo.admin;
  const answer = await postForm(demo.server, "/console/login", { host, fields: { email, password }, headers });
  expect([answer.status, answer.headers.location]).toEqual([303, `/console`]);
  return cookiesOf(answer);
}

/** A post to next-auth's endpoint as its own client would send it, with the cookie that its token goes with. */
async function postToNextAuth(path: string, fields: Record<string, string>, cookie = ""): Promise<Answer> {
  const csrf = await ask("/api/auth/csrf", { cookie });
  const { csrfToken } = JSON.parse(csrf.text);
  return demo.server.request(`/api/auth/${path}`, {
    host,
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      cookie: `${cookiesOf(csrf)}; ${cookie}`,
      origin: demo.demo.origin,
    },
    body: new URLSearchParams({ csrfToken, ...fields }).toString(),
  });
}

describe("security 92: nobody signed in", () => {
  test.each<[target: string, headers?: Record<string, string>]>([
    ["/console"],
    ["/console?_rsc=x"],
    ["/console", { rsc: "1" }],
    ["/console", { rsc: "1", "next-router-prefetch": "1" }],
    ["/console", { rsc: "1", "next-router-segment-prefetch": "/_tree" }],
    ["/console", { "x-middleware-subrequest": Array(5).fill("middleware").join(":") }],
    ["/console", { cookie: "gh_console=nothing" }],
    ["/console", { authorization: "Bearer nothing" }],
    ["/console.rsc"],
    ["/console.segments/_tree.segment.rsc"],
    ["/_next/data/x/console.json"],
    ["//console"],
    ["/%63onsole"],
    ["/console%2f"],
  ])("gets nothing of what is administered from %s %j", async (target, headers = {}) => {
    const { status, text } = await ask(target, headers);
    expect(status).toBeLessThan(500);
    expect(text).not.toContain(demo.demo.realm.id);
    expect(text).not.toContain(demo.demo.admin.email);
  });
});

describe("security 72: the session", () => {
  test("is another one after each sign-in, and the one that the browser had has ended", async () => {
    const before = await signIn();
    expect((await ask("/console", { cookie: before })).status).toBe(200);
    const after = await signIn({ cookie: before });
    expect((await ask("/console", { cookie: after })).status).toBe(200);
    expect((await ask("/console", { cookie: before })).headers.location).toBe("/console/login");
  });

  test("is told to scripts without its secret, and only while it lives", async () => {
    const cookie = await signIn();
    const told = JSON.parse((await ask("/api/auth/session", { cookie })).text);
    expect(told).toEqual({ expires: expect.any(String), user: { email: demo.demo.admin.email } });
    await postToNextAuth("signout", {}, cookie);
    expect((await ask("/console", { cookie })).headers.location).toBe("/console/login");
    expect(JSON.parse((await ask("/api/auth/session", { cookie })).text).user).toBeUndefined();
  });
});

describe("a signed-in administrator", () => {
  test.each(["%00", "x", "%ED%A0%80", "rl_%F0%9F%98%80", "rl_", "a&after=b"])(
    "gets the first page of realms where `after` is %s",
    async (after) => {
      const { status, text } = await ask(`/console?after=${after}`, { cookie: await session() });
      expect(status).toBe(200);
      expect(text).toContain(demo.demo.realm.id);
    },
  );

  let kept: Promise<string> | undefined;
  const session = () => {
    kept ??= signIn();
    return kept;
  };
});

describe("next-auth's endpoint", () => {
  test("signs in by the same flow, and leads nowhere but to this origin", async () => {
    const { email, password } = demo.demo.admin;
    const answer = await postToNextAuth("callback/credentials", { email, password });
    expect([answer.status, answer.headers.location]).toEqual([302, demo.demo.origin]);
    expect((await ask("/console", { cookie: cookiesOf(answer) })).status).toBe(200);
    const away = await postToNextAuth("signout", { callbackUrl: "https://attacker.example/" });
    expect([away.status, away.headers.location]).toEqual([302, demo.demo.origin]);
  });

  test("is throttled like the form", async () => {
    const fields = { email: "guessed@example.com", password: "a wrong guess here" };
    const answers: Answer[] = [];
    for (let tries = 0; tries < 11; tries++) answers.push(await postToNextAuth("callback/credentials", fields));
    expect(answers.slice(0, 10).map((one) => [one.status, cookiesOf(one).includes("gh_console=")])).toEqual(
      Array(10).fill([302, false]),
    );
    expect(answers[10]?.status).toBe(429);
    expect(Number(answers[10]?.headers["retry-after"])).toBeGreaterThan(0);
  });

  test("lets nobody in without its token against forgery", async () => {
    const { email, password } = demo.demo.admin;
    const answer = await demo.server.request("/api/auth/callback/credentials", {
      host,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: demo.demo.origin },
      body: new URLSearchParams({ email, password, csrfToken: "guess" }).toString(),
    });
    expect(cookiesOf(answer)).not.toContain("gh_console=");
  });

  test.each(["callback/credentials", "verify-request", "error", "nothing", "callback/google", "_log", "session/x"])(
    "has nothing to get at %s",
    async (path) => {
      expect((await ask(`/api/auth/${path}`)).status).toBe(404);
    },
  );
});

test("security 9: behind https, cookies are Secure and __Host-, and next-auth's addresses are the configured ones", async () => {
  const secure = await startDemoServer({ PUBLIC_URL: "https://console.example.com", TRUST_PROXY: "1" });
  const host = "console.example.com";
  const headers = { "x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.1", origin: `https://${host}` };
  const { email, password } = secure.demo.admin;
  const answer = await postForm(secure.server, "/console/login", { host, fields: { email, password }, headers });
  expect([answer.status, answer.headers.location]).toEqual([303, "/console"]);
  const set = answer.headers["set-cookie"] ?? [];
  expect(set.map((line) => line.split("=")[0]).sort()).toEqual(["__Host-gh_admin_csrf", "__Host-gh_console"]);
  for (const line of set) expect(line).toMatch(/; Secure; HttpOnly; SameSite=lax$/i);
  const console = await secure.server.request("/console", { host, headers: { ...headers, cookie: cookiesOf(answer) } });
  expect(console.text).toContain(secure.demo.realm.id);
  const providers = await secure.server.request("/api/auth/providers", { host, headers });
  expect(JSON.parse(providers.text).credentials.signinUrl).toMatch("https://console.example.com/api/auth/");
  await secure.stop();
});
