import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { type Asking, startServer, type TestServer } from "@/e2e/fixtures/server";

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
const host = "acorn.login.example.com";

beforeAll(async () => {
  data = await prepareData();
  server = await startServer({
    dataDir: data.dataDir,
    env: { SECRET: data.secret, PUBLIC_URL: "https://login.example.com", TRUST_PROXY: "1" },
  });
});

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
