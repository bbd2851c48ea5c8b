import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postForm } from "@/e2e/fixtures/post-form";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { type Asking, startServer, type TestServer } from "@/e2e/fixtures/server";

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
const host = "acorn.login.example.com";

beforeAll(async () => {
  data = await prepareData({ more: otherRealms });
  server = await startServer({
    dataDir: data.dataDir,
    env: { SECRET: data.secret, PUBLIC_URL: "https://login.example.com", TRUST_PROXY: "1" },
  });
});

/** A realm that asks for a second factor, one with seamless SSO, and an app that wants its token posted. */
async function otherRealms(realmId: string): Promise<void> {
  const [{ createRealm }, { createApp }] = await Promise.all([
    import("@/lib/admin/realms"),
    import("@/lib/db/connected-apps"),
  ]);
  const make = (realm: string, subdomain: string, settings = {}) =>
    createApp(realm, { name: "Other", subdomain, loginHandler: "https://app.example/in", settings });
  await make(realmId, "posted", { response_mode: "form_post" });
  await make((await createRealm({ name: "Strict", mfaPolicy: "required" })).id, "strict");
  const seamless = await createRealm({ name: "Seamless", seamlessSso: true });
  await make(seamless.id, "home");
  await make(seamless.id, "away");
}

afterAll(async () => {
  await server.stop();
  await data.remove();
});

const byHttps = { "X-Forwarded-Proto": "https" };
const byHttp = { "X-Forwarded-Proto": "http" };

describe("security 4: a deployment on https", () => {
  test("says so on every answer, for two years", async () => {
    for (const target of ["/login", "/", "/nothing", "/v1/nothing", "/healthz", "/_next/static/nothing.js"])
      expect(
        (await server.request(target, { host, headers: byHttps })).headers["strict-transport-security"],
        target,
      ).toBe("max-age=63072000");
  });

  test("sends a page that was asked for by http to https, on the configured host", async () => {
    for (const headers of [
      byHttp,
      { ...byHttp, "X-Forwarded-Host": "evil.example" },
      { "X-Forwarded-Proto": "https, http" },
    ]) {
      const { status, headers: answer } = await server.request("/login?redir=/x", { host, headers });
      expect(status).toBe(308);
      expect(answer.location).toBe("https://acorn.login.example.com/login?redir=/x");
    }
  });

  test("refuses a form and an API call by http, and does not redirect them", async () => {
    const asked: [string, Asking][] = [
      ["/v1/login", { headers: { ...byHttp, Authorization: "Bearer x" } }],
      ["/v1/login", { method: "POST", body: "{}", headers: { ...byHttp, "Content-Type": "application/json" } }],
      [
        "/login",
        { method: "POST", body: "a=b", headers: { ...byHttp, "Content-Type": "application/x-www-form-urlencoded" } },
      ],
    ];
    for (const [target, asking] of asked) {
      const { status, headers } = await server.request(target, { ...asking, host });
      expect(status, target).toBe(403);
      expect(headers.location).toBeUndefined();
    }
  });

  test("takes a form from its https origin alone", async () => {
    const post = (origin: string) =>
      server.request("/login", {
        host,
        method: "POST",
        body: "a=b",
        headers: { ...byHttps, "Content-Type": "application/x-www-form-urlencoded", Origin: origin },
      });
    expect((await post(`https://${host}`)).status).toBe(200);
    expect((await post(`http://${host}`)).status).toBe(403);
  });
});

test("security 9: every cookie is __Host-, Secure, HttpOnly and Lax, for its host alone, small, and says nothing", async () => {
  const navigation = { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document" };
  const at = (name: string) => `${name}.login.example.com`;
  const get = (name: string, path: string) =>
    server.request(path, { host: at(name), headers: { ...byHttps, ...navigation } });
  const signUp = (name: string) =>
    postForm(server, "/signup", {
      host: at(name),
      fields: { username: `frank-${name}`, email: `frank@${name}.example`, password: "seven quiet herons" },
      headers: { ...byHttps, Origin: `https://${at(name)}` },
    });
  const secret = "a".repeat(22);
  const answers = [
    await get("acorn", "/login?locale=de"),
    await signUp("acorn"),
    await signUp("posted"),
    await signUp("strict"),
    await get("acorn", `/reset_password?token=kpw_${secret}&username=frank`),
    await get("acorn", `/verify_email?token=kvf_${secret}&username=frank`),
    await get("home", `/sso?host=${at("away")}&browser=${"b".repeat(43)}&to=login`),
  ];
  const lines = answers.flatMap(({ headers }) => headers["set-cookie"] ?? []);
  const names = new Set(lines.map((line) => line.slice(0, line.indexOf("="))));
  expect([...names].sort()).toEqual(
    ["browser", "handoff", "locale", "reset", "session", "ticket", "verify"].map((name) => `__Host-gh_${name}`),
  );
  for (const line of lines) {
    const attributes = line.toLowerCase().split("; ").slice(1);
    expect(attributes, line).toEqual(expect.arrayContaining(["path=/", "secure", "httponly", "samesite=lax"]));
    expect(line).not.toMatch(/domain=/i);
    expect(line.length).toBeLessThan(4_096);
    const value = line.slice(line.indexOf("=") + 1, line.indexOf(";"));
    for (const part of [value, ...value.split(".")].flatMap((text) => [
      text,
      Buffer.from(text, "base64url").toString("latin1"),
    ]))
      expect(part, line).not.toMatch(/frank|example|usr_|kss_|rl_|eyJ/);
  }
});

test("security 41: a link is never made of what the request says of its host", async () => {
  for (const headers of [
    { "X-Forwarded-Host": "evil.example" },
    { Forwarded: "host=evil.example" },
    { "X-Forwarded-Port": "81" },
  ]) {
    const { headers: answer, text } = await server.request("/login", { host, headers: { ...byHttps, ...headers } });
    expect(`${JSON.stringify(answer)}${text}`).not.toContain("evil.example");
  }
});

test("security 17: a client's address is what the last trusted proxy says, whatever the client wrote before it", async () => {
  for (let one = 0; one < 100; one += 1) {
    const headers = {
      ...byHttps,
      "X-Forwarded-For": `10.9.8.${one}, 203.0.113.7`,
      Forwarded: `for=10.9.8.${one}`,
      "X-Real-IP": `10.9.8.${one}`,
    };
    await server.request("/healthz", { host, headers });
  }
  expect(server.log()).toContain('"ip":"203.0.113.7"');
  expect(server.log()).not.toContain("10.9.8.");
});

test("security 17: without TRUST_PROXY, a client's address is the other end of its connection", async () => {
  const alone = await startServer();
  for (const header of ["X-Forwarded-For", "X-Real-IP", "X-Client-IP"])
    await alone.request("/healthz", { headers: { [header]: "203.0.113.9" } });
  expect(alone.log()).not.toContain("203.0.113.9");
  expect(alone.log()).toContain('"ip":"127.0.0.1"');
  await alone.stop();
});
