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
