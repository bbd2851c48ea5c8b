import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { startServer, type TestServer } from "@/e2e/fixtures/server";

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
let host: string;

beforeAll(async () => {
  data = await prepareData();
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
  host = `acorn.localhost:${server.port}`;
});

afterAll(async () => {
  // Whatever was sent, the process lives, still answers, and stops as it should.
  expect((await server.request("/login", { host })).status).toBe(200);
  expect((await server.request("/readyz")).status).toBe(200);
  expect(server.log().match(/^.*"status":5\d\d.*$/gm)).toBeNull();
  expect(await server.stop()).toBe(0);
  await data.remove();
});

describe("request targets", () => {
  test.each([
    ...[
      "/%",
      "/%zz",
      "/%ff",
      "/login%00",
      "/login%0d%0aSet-Cookie:a=b",
      "/%2e%2e/login",
      "/%2flogin",
      "/login%2f",
      "/login%5c",
      "/%6cogin%25",
    ],
    ...[
      "//login",
      "//evil.example/",
      "/\\evil.example",
      "/login\\",
      "/login/..",
      "/./login",
      "/../../etc/passwd",
      `/${"a".repeat(9_000)}`,
    ],
  ])("%s is refused with 400 or 404", async (target) => {
    const { status, headers } = await server.request(target, { host });
    expect([400, 404]).toContain(status);
    expect(headers.location).toBeUndefined();
  });

  test.each([
    "/Login",
    "/LOGIN",
    "/login/",
    "/login;.png",
    "/login/x.css",
    "/login.txt",
    "/_next/image?url=/x&w=16&q=1",
    "/_next/data/x/login.json",
    "/_next",
    "/console",
    "/api/auth/session",
    "/%6cogin",
    "/nothing",
    "/__nextjs_original-stack-frame",
    "/_next/static/../server/app",
    "/index",
    "/404",
    "/_not-found",
    "/_error",
  ])("%s does not exist on a hosted host, and says so on a whole page", async (target) => {
    const { status, text, headers } = await server.request(target, { host });
    expect([400, 404]).toContain(status);
    expect(headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(text).toMatch(/<h1>.+<\/h1>[\s\S]*<\/html>/);
    expect(text).not.toContain("<script");
  });

  test("a query may hold anything: an app's sloppy link still shows the page", async () => {
    for (const query of [
      "?redir=100%",
      "?redir=%ff",
      "?redir=%00",
      "?a[]=1&a[b]=2&__proto__[x]=1",
      "?_rsc=zzz",
      `?a=${"b".repeat(7_000)}`,
    ])
      expect((await server.request(`/login${query}`, { host })).status, query).toBe(200);
  });

  test("300 random targets and methods get an answer below 500", async () => {
    const targets = fc
      .string({ unit: fc.constantFrom(..."/%.;\\?#&=:@[]{}<>\"'`|^~ abcLOGIN0259_-") })
      .map((text) => `/${text}`);
    await fc.assert(
      fc.asyncProperty(
        targets,
        fc.constantFrom("GET", "HEAD", "POST", "PUT", "BREW", "get"),
        async (target, method) => {
          const answer = await server.raw(
            `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
          );
          expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("whose host", () => {
  test("an unknown host is told nothing of any realm, on a whole page", async () => {
    for (const other of [
      "nobody.localhost",
      "127.0.0.1",
      "evil.example",
      "acorn.localhost.evil.example",
      "xacorn.localhost",
      "acorn.acorn.localhost",
      "[::1]",
    ]) {
      const { status, text } = await server.request("/login", { host: other });
      expect(status, other).toBe(404);
      expect(text).not.toMatch(/northwind|acorn|<script/i);
      expect(text).toContain("</html>");
    }
  });

  test("health is answered on every host", async () => {
    for (const other of [host, "evil.example", "10.0.0.7:8080"]) {
      expect((await server.request("/healthz", { host: other })).status).toBe(200);
      expect((await server.request("/readyz", { host: other })).status).toBe(200);
    }
  });

  test.each([
    ["no Host", ""],
    ["two Hosts", "Host: acorn.localhost\r\nHost: evil.example\r\n"],
    ["the same Host twice", "Host: acorn.localhost\r\nhost: acorn.localhost\r\n"],
    ["an empty Host", "Host: \r\n"],
    ["user information in the Host", "Host: acorn.localhost:@evil.example\r\n"],
    ["a path in the Host", "Host: acorn.localhost/evil\r\n"],
    ["a list in the Host", "Host: acorn.localhost, evil.example\r\n"],
  ])("%s is refused with 400", async (_what, lines) => {
    expect(await server.raw(`GET /login HTTP/1.1\r\n${lines}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("the host of an absolute target counts, and never comes back in a Location", async () => {
    const raw = (target: string) => server.raw(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(await raw("http://evil.example/login")).toMatch(/^HTTP\/1\.1 404 /);
    expect(await raw("http://evil.example/act")).not.toMatch(/^location:/im);
    expect(await raw(`http://${host}/login`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await raw(`http://${host}?redir=/x`)).toMatch(/^Location: \/login\?redir=\/x\r$/m);
    for (const target of ["*", "acorn.localhost:80", "ftp://acorn.localhost/", "http:///login", "login", ""])
      expect(await raw(target), target).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});
