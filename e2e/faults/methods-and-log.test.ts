import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareData } from "@/e2e/fixtures/prepared-data";
import { startServer, type TestServer, until } from "@/e2e/fixtures/server";

let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
let host: string;

beforeAll(async () => {
  data = await prepareData();
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
  host = `acorn.localhost:${server.port}`;
});

afterAll(async () => {
  await server.stop();
  await data.remove();
});

test("security 10: a page takes GET, HEAD and its own form, and says so to everything else", async () => {
  for (const target of ["/login", "/signup", "/logged_out"])
    for (const method of ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "PURGE", "LOCK"]) {
      const { status, headers } = await server.request(target, { host, method });
      expect(status, `${method} ${target}`).toBe(405);
      expect(headers.allow).toBe("GET, HEAD, POST");
    }
  expect(await server.raw(`BREW /login HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 4\d\d /);
  expect((await server.request("/", { host, method: "POST", body: "" })).status).toBe(405);
});

test("the log has one line for each request, with its id, and nothing secret", async () => {
  const secret = "hunter2-in-a-query";
  const { headers } = await server.request(`/login?token=${secret}`, {
    host,
    headers: { Cookie: `a=${secret}`, Authorization: secret, "User-Agent": secret },
  });
  const id = headers["x-request-id"]?.toString() ?? "";
  await until(() => server.log().includes(id));
  const lines = server
    .log()
    .split("\n")
    .filter((line) => line.includes(id));
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ id, method: "GET", path: "/login", host, status: 200, ip: "127.0.0.1" }),
  ]);
  expect(server.log() + server.errors()).not.toContain(secret);
});

test("security 11: what a page's policy stopped is noted without a query, 20 times a minute at most; nothing else is taken", async () => {
  const report = (blockedURL: string) => ({
    type: "csp-violation",
    body: { effectiveDirective: "img-src", blockedURL, documentURL: `http://${host}/login?token=hidden` },
  });
  const post = (body: string, type = "application/reports+json") =>
    server.request("/csp_reports", { host, method: "POST", body, headers: { "Content-Type": type } });
  const seen = () => [...server.log().matchAll(/"report":(\{[^}]*\})/g)].map(([, one = ""]) => JSON.parse(one));

  expect((await post("[]", "application/json")).status).toBe(415);
  expect((await post("[{}]")).status).toBe(400);
  expect((await post("{")).status).toBe(400);
  expect((await post(`["${"x".repeat(70_000)}"]`)).status).toBe(413);
  expect(seen()).toEqual([]);
  expect((await post(JSON.stringify([report("https://evil.example/?secret=hidden"), report("inline")]))).status).toBe(
    204,
  );
  const page = `${host}/login`;
  expect(seen()).toEqual([
    { directive: "img-src", blocked: "https://evil.example", page },
    { directive: "img-src", blocked: "inline", page },
  ]);
  expect((await post(JSON.stringify(Array(200).fill(report("data"))))).status).toBe(204);
  // 22, should a minute end between the two.
  expect([20, 22]).toContain(seen().length);
  expect(server.log()).not.toContain("hidden");
});
