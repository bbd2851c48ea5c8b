import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";
import { postForm } from "../fixtures/post-form";

let demo: Awaited<ReturnType<typeof startDemoServer>>;
beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.stop());

const json = { "Content-Type": "application/json" };
const form = { "Content-Type": "application/x-www-form-urlencoded" };

const post = (body: string, headers: Readonly<Record<string, string>> = json) =>
  demo.server.request("/v1/login", { host: demo.host("user"), method: "POST", headers, body });

describe("POST /v1/login", () => {
  test("answers a JSON or form body with result, token and url, as seed 002 shows it", async () => {
    const { username, password } = demo.demo.user;
    for (const [headers, body] of [
      [json, JSON.stringify({ username, password })],
      [form, new URLSearchParams({ username, password }).toString()],
    ] as const) {
      const answer = await post(body, headers);
      const said = JSON.parse(answer.text);
      expect([answer.status, Object.keys(said), said.result]).toEqual([200, ["result", "token", "url"], "okay"]);
      expect(said.url).toBe(`${demo.demo.origin}/demo/login/user?token=${said.token}`);
      expect(answer.headers["set-cookie"]).toBe(undefined);
    }
  });

  test("refuses with status 200, in the sentence of the hosted page", async () => {
    const fields = { username: "frank", password: "not the password" };
    const page = await postForm(demo.server, "/login", { host: demo.host("user"), fields });
    const said = JSON.parse((await post(JSON.stringify(fields))).text);
    expect(said).toEqual({ error: said.errors.join(" "), errors: [expect.stringContaining("try again")] });
    expect(page.text).toContain(said.error);
  });

  test.each([
    ["no JSON", "{", 200],
    ["a list", "[]", 200],
    ["a number", "1", 200],
    ["an object for a field", '{"username":{"not":""},"password":{"contains":""}}', 200],
    ["a list for a field", '{"username":["frank"],"password":"x"}', 200],
    ["prototype names", '{"__proto__":{"username":"frank"},"password":"x"}', 200],
    ["NUL and a lone surrogate", '{"username":"fr\\u0000ank","password":"\\ud800"}', 200],
    ["10,000 levels", `${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`, 200],
    ["a 100 KB body", JSON.stringify({ username: "x".repeat(100_000) }), 413],
  ])("security 82: %s is an error in words, never a match, never a 5xx", async (_, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ error: expect.stringMatching(/\.$/), errors: expect.any(Array) });
  });

  test("is not answered by GET, and not on the deployment's own host", async () => {
    expect((await demo.server.request("/v1/login", { host: demo.host("user") })).status).toBe(404);
    const elsewhere = await demo.server.request("/v1/login", { method: "POST", headers: json, body: "{}" });
    expect(elsewhere.status).toBe(404);
  });
});
