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

// undici refuses a boundary of fewer than 27 characters before it reads anything.
const boundary = "a-boundary-between-the-fields";
const multipart = (body: string) => ({ body, type: `multipart/form-data; boundary=${boundary}` });
const part = (name: string, value = "") =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

describe("form posts", () => {
  const post = ({ body, type, headers = {} }: { body: string; type?: string; headers?: Asking["headers"] }) =>
    server.request("/login", {
      host,
      method: "POST",
      body,
      headers: { Origin: origin, ...(type ? { "Content-Type": type } : {}), ...headers },
    });

  test.each([
    ["nothing but a boundary", multipart(`--${boundary}--\r\n`)],
    ["an empty multipart body", multipart("")],
    ["a body that is cut off", multipart(`${part("$ACTION_REF_1")}--${boundary}\r\nContent-Dis`)],
    ["another boundary in the body", multipart("--c\r\n\r\n\r\n--c--")],
    [
      "an unknown action",
      multipart(`${part("$ACTION_ID_0000000000000000000000000000000000000000ff")}--${boundary}--\r\n`),
    ],
    ["an action that is no id", multipart(`${part("$ACTION_ID_")}--${boundary}--\r\n`)],
    [
      "a reference to nothing",
      multipart(`${part("$ACTION_REF_1")}${part("$ACTION_1:0", '{"id":"x","bound":"$@1"}')}--${boundary}--\r\n`),
    ],
    [
      "a reference to a prototype",
      multipart(
        `${part("$ACTION_REF_1")}${part("$ACTION_1:0", '{"id":"__proto__#constructor","bound":null}')}--${boundary}--\r\n`,
      ),
    ],
    [
      "a state that is no JSON",
      multipart(`${part("$ACTION_KEY", "k1")}${part("$ACTION_REF_1")}${part("$ACTION_1:0", "{")}--${boundary}--\r\n`),
    ],
    ["fields of no form", multipart(`${part("username[]", "a")}${part("__proto__", "x")}--${boundary}--\r\n`)],
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
        const form = multipart(`${part("0", body)}--${boundary}--\r\n`);
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
      const form = multipart(`${part("0", body)}--${boundary}--\r\n`);
      expect((await post({ ...form, headers: { "Next-Action": id } })).status, body.slice(0, 40)).toBeLessThan(500);
    }
  });

  test("a form of an older build gets a page that says so, with a link to the same address", async () => {
    const { status, text } = await server.request("/login?redir=/x", {
      host,
      method: "POST",
      headers: { Origin: origin, "Content-Type": `multipart/form-data; boundary=${boundary}` },
      body: `${part("$ACTION_ID_40aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")}--${boundary}--\r\n`,
    });
    expect(status).toBe(409);
    expect(text).toContain("This page has changed since you opened it");
    expect(text).toContain('href="/login?redir=/x"');
  });

  test("every build names its actions by the same key, so that a form left open over an upgrade finds its own", async () => {
    const { createHash } = await import("node:crypto");
    const { readFile } = await import("node:fs/promises");
    const manifest = JSON.parse(await readFile(".next/server/server-reference-manifest.json", "utf8"));
    const key = createHash("sha256").update("gatehouse server actions").digest("base64");
    expect(manifest.encryptionKey).toBe(key);
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
      type: `multipart/form-data; boundary=${boundary}`,
      // As browsers ask: a connection that ends with the answer ends while the body is still being sent.
      headers: { Connection: "keep-alive" },
    });
    expect(status).toBe(413);
    expect(text).toContain("</html>");
    expect(Date.now() - began).toBeLessThan(2_000);
    const head = `POST /login HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nContent-Type: multipart/form-data; boundary=${boundary}\r\n`;
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
