import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";
import { postForm } from "../fixtures/post-form";
import { linkIn, type ShownMail } from "../fixtures/proof-server";
import { until } from "../fixtures/server";

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

  test("is not answered on the deployment's own host", async () => {
    const elsewhere = await demo.server.request("/v1/login", { method: "POST", headers: json, body: "{}" });
    expect(elsewhere.status).toBe(404);
  });
});

test("a forgotten password is chosen anew by calls alone, with the token of the mail, and changed again", async () => {
  const call = async (verb: string, fields: Readonly<Record<string, string>>) => {
    const asking = { host: demo.host("user"), method: "POST", headers: json, body: JSON.stringify(fields) };
    return JSON.parse((await demo.server.request(`/v1/${verb}`, asking)).text);
  };
  const { username, email } = demo.demo.user;
  const [first, second] = ["nine loud badgers", "four slow otters"];
  expect((await call("forgot_password", { email })).message).toMatch(/^You should receive/);
  let mail: ShownMail | undefined;
  await until(async () => {
    const mails: ShownMail[] = JSON.parse((await demo.server.request("/demo/mail.json")).text);
    mail = mails.find(({ to, subject }) => to === email && subject.includes("new password"));
    return mail !== undefined;
  });
  const token = new URL(linkIn(mail)).searchParams.get("token") ?? "";
  expect(token).toMatch(/^kpw_\w{22}$/);
  expect(await call("reset_password", { username, token, password: first })).toEqual({
    message: "Your password has been reset.",
  });
  expect((await call("reset_password", { username, token, password: second })).errors.length).toBe(1);
  const entered = await call("login", { username, password: first });
  const change = { token: entered.token, current_password: first, password: second };
  expect(await call("update_password", change)).toEqual({ message: "Your password has been updated." });
  expect((await call("check_session", { token: entered.token })).valid).toBe(true);
  expect((await call("login", { username, password: first })).result).toBe(undefined);
  expect((await call("login", { username, password: second })).result).toBe("okay");
});
