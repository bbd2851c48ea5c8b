import { afterAll, beforeAll, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";
import { foreign, jsonLines } from "../fixtures/imports";
import { postForm } from "../fixtures/post-form";
import { until } from "../fixtures/server";
import { openUpload } from "../fixtures/upload";

let demo: Awaited<ReturnType<typeof startDemoServer>>;
beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.stop());

const headers = () => ({
  Host: `localhost:${demo.server.port}`,
  "X-Authrocket-Api-Key": demo.demo.api_key,
  "X-Authrocket-Realm": demo.demo.realm.id,
  "Content-Type": "application/x-ndjson",
});

const people = (from: number, to: number) =>
  jsonLines(
    Array.from({ length: to - from }, (_, n) => {
      const username = `person-${from + n}`;
      return { username, email: `${username}@example.com`, password_hash: foreign.hash };
    }),
  );

const import_ = (onData?: (piece: Buffer) => void) =>
  openUpload({ port: demo.server.port, path: "/v1/users/import", headers: headers(), ...(onData ? { onData } : {}) });

const usersIn = async () => {
  const answer = await demo.server.request("/v1/users.csv", { headers: headers() });
  return answer.text.trimEnd().split("\r\n").slice(1);
};

test("2,000 users are imported in one call, by a client that reads nothing before it has sent all; one logs in at once", async () => {
  const { request, answer } = import_();
  request.end(people(0, 2_000));
  const response = await answer;
  expect([response.statusCode, response.headers["content-type"]]).toEqual([200, "application/x-ndjson"]);
  const lines = Buffer.concat(await response.toArray())
    .toString()
    .trimEnd()
    .split("\n");
  expect(lines).toHaveLength(2_001);
  expect(JSON.parse(lines[1_999] ?? "")).toEqual({
    line: 2_000,
    status: "created",
    id: expect.stringMatching(/^usr_/),
  });
  expect(JSON.parse(lines[2_000] ?? "")).toMatchObject({ created: 2_000, skipped: 0, failed: 0, complete: true });

  const login = await postForm(demo.server, "/login", {
    host: demo.host("user"),
    fields: { username: "person-1999", password: foreign.password },
  });
  expect([login.status, login.headers.location]).toEqual([303, expect.stringContaining("?token=")]);
});

test("the report comes while the file is still being sent", async () => {
  let report = "";
  const { request, ended } = import_((piece) => {
    report += piece;
  });
  request.write(people(2_000, 2_600));
  await until(() => report.includes('{"line":500,'));
  expect(report).not.toContain('"object":"import"');
  request.end(people(2_600, 2_601));
  await ended;
  expect(report.trimEnd().split("\n")).toHaveLength(602);
});

test("a file that is cut off is imported as far as it came in whole lines, and the server goes on", async () => {
  const before = (await usersIn()).length;
  let report = "";
  const { request } = import_((piece) => {
    report += piece;
  });
  request.write(`${people(3_000, 3_500)}{"username":"half","email":"half@example.com"}`);
  await until(() => report.includes('{"line":500,'));
  request.destroy();
  await until(async () => (await usersIn()).length === before + 500);
  await until(() => demo.server.log().includes('"Given up by the client"'));
  expect((await usersIn()).join()).not.toContain("half@example.com");
  expect(demo.server.log()).not.toContain('"level":50');
  expect((await demo.server.request("/healthz")).status).toBe(200);
});

test("without a key, a large file is refused before it is read, and the client hears of it", async () => {
  const { request, answer } = openUpload({
    port: demo.server.port,
    path: "/v1/users/import",
    headers: { ...headers(), "X-Authrocket-Api-Key": "ko_nobody" },
  });
  request.on("error", () => undefined);
  request.write(people(10_000, 30_000));
  expect((await answer).statusCode).toBe(403);
  request.destroy();
});
