import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { type Asking, startServer, type TestServer } from "@/e2e/fixtures/server";

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
let host: string;
let origin: string;

beforeAll(async () => {
  data = await prepareData();
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
  host = `acorn.localhost:${server.port}`;
  origin = `http://${host}`;
});

afterAll(async () => {
  // Whatever was sent, the process lives, still answers, and stops as it should.
  expect((await server.request("/login", { host })).status).toBe(200);
  expect((await server.request("/readyz")).status).toBe(200);
  expect(server.log().match(/^.*"status":5\d\d.*$/gm)).toBeNull();
  expect(await server.stop()).toBe(0);
  await data.remove();
});

const multipart = (body: string) => ({ body, type: "multipart/form-data; boundary=b" });
const part = (name: string, value = "") => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

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

describe("broken HTTP", () => {
  test.each([
    ["no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["a header without a colon", "GET / HTTP/1.1\r\nHost acorn\r\n\r\n"],
    ["a space before a colon", "GET / HTTP/1.1\r\nHost: a\r\nX : y\r\n\r\n"],
    ["NUL in a header", "GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n"],
    ["folded headers", "GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n"],
    ["an unknown version", "GET / HTTP/3.7\r\nHost: a\r\n\r\n"],
    [
      "a length and chunks at once",
      "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ],
    ["two lengths", "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd"],
    ["a negative length", "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"],
    ["headers of 20 kB", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"y".repeat(20_000)}\r\n\r\n`],
    ["CONNECT", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n"],
    [
      "a strange expectation",
      "POST /login HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    ],
  ])("%s is refused with a 4xx and the headers of every answer", async (_what, bytes) => {
    const answer = await server.raw(bytes);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).toMatch(/^X-Content-Type-Options: nosniff\r$/m);
    expect(answer).toMatch(/^Cache-Control: no-store\r$/m);
  });

  test("a WebSocket is refused, and never reaches Next", async () => {
    for (const target of ["/login", "/_next/webpack-hmr", "http://evil.example/"]) {
      const answer = await server.raw(
        `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      );
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    }
  });
});

describe("form posts", () => {
  const post = ({ body, type, headers = {} }: { body: string; type?: string; headers?: Asking["headers"] }) =>
    server.request("/login", {
      host,
      method: "POST",
      body,
      headers: { Origin: origin, ...(type ? { "Content-Type": type } : {}), ...headers },
    });

  test.each([
    ["nothing but a boundary", multipart("--b--\r\n")],
    ["an empty multipart body", multipart("")],
    ["a body that is cut off", multipart(`${part("$ACTION_REF_1")}--b\r\nContent-Dis`)],
    ["another boundary in the body", multipart("--c\r\n\r\n\r\n--c--")],
    ["an unknown action", multipart(`${part("$ACTION_ID_0000000000000000000000000000000000000000ff")}--b--\r\n`)],
    ["an action that is no id", multipart(`${part("$ACTION_ID_")}--b--\r\n`)],
    [
      "a reference to nothing",
      multipart(`${part("$ACTION_REF_1")}${part("$ACTION_1:0", '{"id":"x","bound":"$@1"}')}--b--\r\n`),
    ],
    [
      "a reference to a prototype",
      multipart(
        `${part("$ACTION_REF_1")}${part("$ACTION_1:0", '{"id":"__proto__#constructor","bound":null}')}--b--\r\n`,
      ),
    ],
    [
      "a state that is no JSON",
      multipart(`${part("$ACTION_KEY", "k1")}${part("$ACTION_REF_1")}${part("$ACTION_1:0", "{")}--b--\r\n`),
    ],
    ["fields of no form", multipart(`${part("username[]", "a")}${part("__proto__", "x")}--b--\r\n`)],
  ])("%s gets a 4xx page or the page itself, never a 5xx", async (_what, { body, type }) => {
    const { status, text } = await post({ body, type });
    expect([200, 400, 409]).toContain(status);
    expect(text).toContain("</html>");
  });

  test("a multipart body without a boundary, JSON, XML and no type are refused with 415", async () => {
    for (const type of [
      "multipart/form-data",
      "multipart/form-data; boundary=",
      "application/json",
      "text/xml",
      "text/plain",
      "",
      "\u00e4",
    ]) {
      expect((await post({ body: "x", type })).status, type).toBe(415);
    }
  });

  test("garbage in the place of an action call of Next's client is refused below 500", async () => {
    const ids = ["0", "x", "0".repeat(42), `40${"a".repeat(40)}`, "__proto__", "$undefined"];
    const bodies = [
      "",
      "[]",
      "{",
      '["$F1"]',
      '["$@1"]',
      '["$1:__proto__:then"]',
      '["$B1"]',
      "0:[",
      '[{"then":"$1"}]',
      '["$Q1","$W1","$i1"]',
    ];
    for (const id of ids)
      for (const body of bodies) {
        const plain = await post({ body, type: "text/plain;charset=UTF-8", headers: { "Next-Action": id } });
        expect(plain.status, `${id} ${body}`).toBeLessThan(500);
        const form = multipart(`${part("0", body)}--b--\r\n`);
        expect((await post({ ...form, headers: { "Next-Action": id } })).status, `${id} ${body}`).toBeLessThan(500);
      }
  });

  test("garbage in the arguments of an action that exists is refused below 500", async () => {
    const page = await server.request("/login", { host });
    const [, id = ""] = /id&quot;:&quot;([0-9a-f]{40,44})&quot;/.exec(page.text) ?? [];
    expect(id).not.toBe("");
    const bodies = [
      "",
      "[]",
      "{",
      "null",
      "1",
      '["$F1"]',
      '["$@1"]',
      '["$1:__proto__:then"]',
      '["$B1"]',
      '[{"tries":1e308},"$K1"]',
      "[[[[",
      '["$Q1"]',
      `[${"[".repeat(5_000)}`,
    ];
    for (const body of bodies) {
      const plain = await post({ body, type: "text/plain;charset=UTF-8", headers: { "Next-Action": id } });
      expect(plain.status, body.slice(0, 40)).toBeLessThan(500);
      const form = multipart(`${part("0", body)}--b--\r\n`);
      expect((await post({ ...form, headers: { "Next-Action": id } })).status, body.slice(0, 40)).toBeLessThan(500);
    }
  });

  test("a form of an older build gets a page that says so, with a link to the same address", async () => {
    const { status, text } = await server.request("/login?redir=/x", {
      host,
      method: "POST",
      headers: { Origin: origin, "Content-Type": "multipart/form-data; boundary=b" },
      body: `${part("$ACTION_ID_40aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")}--b--\r\n`,
    });
    expect(status).toBe(409);
    expect(text).toContain("This page has changed since you opened it");
    expect(text).toContain('href="/login?redir=/x"');
  });

  test("an action call of an older build sends Next's client back to the page as it is now", async () => {
    const { headers, text } = await post({
      body: "[]",
      type: "text/plain;charset=UTF-8",
      headers: { "Next-Action": `40${"a".repeat(40)}` },
    });
    expect(headers["x-action-redirect"]).toBe("/login;replace");
    expect(text).toBe("");
  });

  test("a body over 64 kB is refused with 413 at once, one of unknown length with 411", async () => {
    const began = Date.now();
    const { status, text } = await post({
      body: "x".repeat(10 * 1024 * 1024),
      type: "multipart/form-data; boundary=b",
    });
    expect(status).toBe(413);
    expect(text).toContain("</html>");
    expect(Date.now() - began).toBeLessThan(2_000);
    const head = `POST /login HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Type: multipart/form-data; boundary=b\r\n`;
    // Not one byte of the body is sent: the answer cannot wait for it.
    expect(await server.raw(`${head}Content-Length: 99999999\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
    expect(await server.raw(`${head}Transfer-Encoding: chunked\r\n\r\n`)).toMatch(/^HTTP\/1\.1 411 /);
    expect(await server.raw(`GET /login HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });

  test("a post from another site is refused with 403, whatever it says of itself", async () => {
    const from = (headers: Asking["headers"]) =>
      server.request("/login", {
        host,
        method: "POST",
        body: "a=b",
        headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
      });
    const evil = "http://evil.example";
    for (const headers of [
      { Origin: evil },
      { Origin: "null" },
      { Origin: "" },
      { Origin: "garbage" },
      { Origin: evil, "X-Forwarded-Host": "evil.example" },
      { Origin: `https://${host}` },
      { Origin: `http://beech.localhost:${server.port}` },
      { Origin: `${origin}.evil.example` },
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
    ])
      expect((await from(headers)).status, JSON.stringify(headers)).toBe(403);
    for (const headers of [{ Origin: origin }, { "Sec-Fetch-Site": "same-origin" }, {}])
      expect((await from(headers)).status, JSON.stringify(headers)).toBe(200);
  });
});

describe("what Next would believe", () => {
  test("router headers of no router are ignored", async () => {
    for (const state of [
      "x",
      "%",
      "[]",
      "%5B%5D",
      "null",
      "[1,2]",
      '["",{"children":"x"}]',
      `["",${'{"a":["",'.repeat(200)}`,
    ]) {
      const headers = { RSC: "1", "Next-Router-State-Tree": state };
      // Next sends its own client on to an address that names what it asked for.
      const { status, headers: answer } = await server.request("/login", { host, headers });
      expect([200, 307], state).toContain(status);
      expect(answer.location ?? "/login?").toMatch(/^\/login\?/);
    }
    for (const headers of [
      { "Next-Router-Prefetch": "1", RSC: "1" },
      { "Next-Router-Prefetch": "9" },
      { "Next-Router-Segment-Prefetch": "/../x", RSC: "1" },
      { "Next-Router-Segment-Prefetch": "/_tree", RSC: "1", "Next-Router-Prefetch": "1" },
    ])
      expect((await server.request("/login", { host, headers })).status, JSON.stringify(headers)).toBeLessThan(500);
  });

  test("nobody outside can pass for Next's own questions to itself", async () => {
    for (const headers of [
      { "x-gatehouse-own-fetch": "x" },
      { "x-action-forwarded": "1" },
      { "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware" },
    ])
      expect((await server.request("/login", { host, headers })).status).toBe(200);
  });
});
