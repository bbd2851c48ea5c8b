import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { english, problemSentence } from "@/lib/domain/messages";
import type { ProblemCode } from "@/lib/domain/problem";
import { type ApiServer, otpSecret, password, readAnswer, startApiServer } from "../fixtures/api-server";
import { codeOf } from "../fixtures/authenticator";
import type { Answer } from "../fixtures/server";

let api: ApiServer;
beforeAll(async () => {
  api = await startApiServer(async ({ maple = "" }) => {
    const { createUser } = await import("@/lib/admin/users");
    const grace = { username: "grace", email: "grace@example.com", firstName: "", lastName: "", password, otpSecret };
    await createUser({ id: maple, requireUniqueEmails: true }, grace);
  });
});
afterAll(() => api.stop());

const names = ["username", "email"] as const;
const fieldsOf = {
  login: [...names, "password", "token", "code"],
  verify_login: [...names, "token", "code"],
  logout: ["token"],
  check_session: ["token"],
  forgot_password: names,
  reset_password: [...names, "token", "password", "password_confirmation"],
  update_password: ["token", "current_password", "password", "password_confirmation"],
  signup: [...names, "email_confirmation", "password", "password_confirmation", "first_name", "last_name", "org_name"],
  resend_email_token: names,
  verify_email: [...names, "token"],
} as const;
const verbs = Object.keys(fieldsOf) as (keyof typeof fieldsOf)[];

/** Good for every verb that takes it: what is wrong is the one field that is looked at. */
const whole = {
  username: "frank",
  email: "frank@example.com",
  password,
  current_password: password,
  code: "1",
  token: "x",
};

const json = { "Content-Type": "application/json" };
const form = { "Content-Type": "application/x-www-form-urlencoded" };
const send = (verb: string, body: string | Buffer | undefined, headers: Record<string, string> = json) =>
  api.request("maple", `/v1/${verb}`, { method: "POST", headers, ...(body === undefined ? {} : { body }) });
const errorsOf = (answer: Answer) => readAnswer(answer, "JSON").errors;
const says = (...codes: ProblemCode[]) => codes.map((code) => problemSentence(english, { code }));

const wrongTypes = {
  "a list": '["frank"]',
  "an empty list": "[]",
  "an object": '{"$ne":1}',
  "an operator": '{"not":""}',
  "another operator": '{"contains":""}',
  "a number": "1e308",
  "a small number": "0",
  true: "true",
  false: "false",
  "10,000 levels": `${"[".repeat(10_000)}${"]".repeat(10_000)}`,
};

describe.each(verbs)("security 81, 82: %s", (verb) => {
  test.each([...fieldsOf[verb], "locale"])(
    "reads one text as %s: anything else, or more, is an error and no match",
    async (field) => {
      const { [field as "token"]: _, ...others } = whole;
      for (const [kind, value] of Object.entries(wrongTypes)) {
        const answer = await send(verb, `${JSON.stringify(others).slice(0, -1)},${JSON.stringify(field)}:${value}}`);
        expect(errorsOf(answer), kind).toEqual(says("field.not-single"));
      }
      const pairs = new URLSearchParams(others).toString();
      for (const twice of [`${field}=frank&${field}=frank`, `${field}[]=frank`, `${field}=frank&${field}[]=`]) {
        expect(errorsOf(await send(verb, `${pairs}&${twice}`, form)), twice).toEqual(says("field.not-single"));
        const asked = await api.request("maple", `/v1/${verb}?${pairs}&${twice}`);
        expect(errorsOf(asked), twice).toEqual(says("field.not-single"));
      }
      for (const text of ['"a\\u0000b"', '"\\ud800"', '"\\udc00\\ud800"'])
        expect(errorsOf(await send(verb, `{"${field}":${text}}`)), text).toEqual(says("text.not-allowed"));
      expect(errorsOf(await send(verb, `{"${field}":"a","${field}":"a"}`))).toEqual(says("request.malformed"));
    },
  );

  test("is not read where it cannot be: an error in words, and 413 for more than 64 KB", async () => {
    const malformed = ["{", "[]", "1", "null", '"x"', "{}{}", '{"a":1,}', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])];
    for (const body of malformed)
      expect(errorsOf(await send(verb, body)), String(body)).toEqual(says("request.malformed"));
    const unread = ["text/plain", "application/xml", "multipart/form-data", "", "application/json/x"];
    for (const type of unread)
      expect(errorsOf(await send(verb, "{}", { "Content-Type": type })), type).toEqual(says("request.wrong-type"));
    const huge = await send(verb, JSON.stringify({ username: "x".repeat(65_536) }));
    expect([huge.status, JSON.parse(huge.text).errors]).toEqual([413, says("request.too-large")]);
  });

  test("has its few answers that are not 200", async () => {
    const named = await api.request("maple", `/v1/${verb}?callback=alert(document.domain)`);
    expect([named.status, named.headers["content-type"]]).toEqual([400, "application/json; charset=utf-8"]);
    expect(named.text).not.toContain("document");
    for (const method of ["PUT", "PATCH", "DELETE", "HEAD"]) {
      const answer = await api.request("maple", `/v1/${verb}`, { method });
      expect([answer.status, answer.headers.allow], method).toEqual([405, "POST, GET, OPTIONS"]);
      expect(answer.headers["x-request-id"]).toMatch(/^[\w-]{36}$/);
    }
    for (const target of [`/v1/${verb}/`, `/v1/${verb}x`, `/v1/${verb.toUpperCase()}`])
      expect((await api.request("maple", target, { method: "POST", headers: json, body: "{}" })).status).toBe(404);
    const nobody = await api.server.request(`/v1/${verb}`, { host: `nobody.localhost:${api.server.port}` });
    expect(nobody.status).toBe(404);
  });

  test("security 76: answers no GET of an app that has not switched it on", async () => {
    const query = new URLSearchParams({ ...whole, callback: "tell" });
    const said = readAnswer(await api.request("plain", `/v1/${verb}?${query}`), "JSON");
    expect(said).toMatchObject({ errors: says("get.disabled"), ...(verb === "check_session" ? { valid: false } : {}) });
  });

  test("security 74: tells browsers of listed origins alone that they may read it, and what", async () => {
    const preflight = (Origin: string) =>
      api.request("maple", `/v1/${verb}`, {
        method: "OPTIONS",
        headers: { Origin, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type" },
      });
    const [yes, no] = [await preflight("https://app.example"), await preflight("https://evil.example")];
    expect([yes.status, no.status]).toEqual([204, 204]);
    expect(yes.headers).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-credentials": "true",
    });
    expect(Object.keys(no.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    const read = await send(verb, "{}", { ...json, Origin: "https://app.example" });
    expect(read.headers["access-control-expose-headers"]).toBe("Retry-After, X-Request-ID");
    expect(read.headers.vary).toContain("Origin");
  });
});

describe("a form is read", () => {
  test("in parts, as a browser's FormData is sent, but for files", async () => {
    const sent = async (fields: Readonly<Record<string, string | Blob>>) => {
      const data = new FormData();
      for (const [name, value] of Object.entries(fields)) data.append(name, value);
      const encoded = new Response(data);
      const type = { "Content-Type": encoded.headers.get("content-type") ?? "" };
      return readAnswer(await send("login", Buffer.from(await encoded.arrayBuffer()), type), "JSON");
    };
    expect((await sent({ username: "frank", password })).result).toBe("okay");
    expect((await sent({ username: new Blob(["frank"]), password })).errors).toEqual(says("field.not-single"));
    const broken = { "Content-Type": "multipart/form-data; boundary=x" };
    for (const body of ["", "--y\r\n", "--x\r\n\r\n"])
      expect((await send("login", body, broken)).status, body).toBe(200);
  });

  test("by POST from the body, by GET from the query, and never from both", async () => {
    const query = new URLSearchParams({ username: "frank", password });
    const posted = await api.request("maple", `/v1/login?${query}`, { method: "POST", headers: json, body: "{}" });
    expect(errorsOf(posted)).toEqual(says("username.blank", "password.blank"));
    const asked = await api.request("maple", "/v1/login?username=frank", { headers: form });
    expect(errorsOf(asked)).toEqual(says("password.blank"));
  });

  test("with null for what is not sent, and without what is not asked for", async () => {
    const body = {
      username: null,
      email: "frank",
      password,
      token: null,
      ["__proto__"]: { code: "1" },
      realm_id: {},
      id: [1],
    };
    expect(readAnswer(await send("login", JSON.stringify(body)), "JSON").result).toBe("okay");
  });
});

describe("of 100 logins by JSONP", () => {
  const typed: string[] = [];

  test("security 80: the log holds no password, token or code", async () => {
    const jsonp = async (verb: string, fields: Readonly<Record<string, string>>) => {
      const query = new URLSearchParams({ ...fields, callback: "tell" });
      const headers = { "User-Agent": "a phone", "X-Forwarded-For": "203.0.113.5" };
      return readAnswer(await api.request("maple", `/v1/${verb}?${query}`, { headers }), "JSONP");
    };
    for (let n = 0; n < 84; n += 12)
      await Promise.all(
        Array.from({ length: 12 }, async (_, k) => {
          typed.push(`guess-number-${n + k}-x`);
          await jsonp("login", { username: `nobody-${n + k}`, password: `guess-number-${n + k}-x` });
        }),
      );
    for (let n = 0; n < 15; n += 1) typed.push(String((await jsonp("login", { username: "frank", password })).token));
    const ticket = String((await jsonp("login", { username: "grace", password })).token);
    const code = codeOf(otpSecret, new Date());
    typed.push(ticket, String((await jsonp("verify_login", { token: ticket, code })).token), `code=${code}`, password);
    typed.push(password.replaceAll(" ", "+"), encodeURIComponent(password));
    await jsonp("check_session", { token: typed[90] ?? "" });
    expect(typed.length).toBeGreaterThan(100);
    const log = api.server.log() + api.server.errors();
    expect(log).toContain("/v1/check_session");
    expect(typed.filter((secret) => log.includes(secret))).toEqual([]);
  });

  test("security 80: nor do the events, which say who asked and from where, as the sessions do", async () => {
    await api.server.stop();
    const { openDatabase, closeDatabase, db } = await import("@/lib/db/client");
    await openDatabase();
    const who = { ip: "203.0.113.5", client: "a phone" };
    const events = await db().event.findMany();
    const sessions = await db().session.findMany({ where: who });
    await closeDatabase();
    const said = JSON.stringify(events);
    expect(typed.filter((secret) => said.includes(secret))).toEqual([]);
    const mine = events.filter((event) => event.ip === who.ip && event.client === who.client);
    const count = (type: string) => mine.filter((event) => event.eventType === type).length;
    expect(["user.login.failed", "user.login.initiated", "user.login.succeeded"].map(count)).toEqual([84, 1, 16]);
    expect(sessions.length).toBe(16);
  });
});
