import vm from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { good, openOrigins } from "../fixtures/login-origins";

let open: Awaited<ReturnType<typeof openOrigins>>;
beforeAll(async () => {
  open = await openOrigins();
});
afterAll(() => open.stop());

test("security 76: while GET is off, as for a new app, it is 200 with an error in JSON, and decides nothing", async () => {
  const marked = { ...good, password: "a-password-to-look-for", callback: "alert" };
  for (const query of [good, { ...good, callback: "cb" }, marked]) {
    const answer = await open.get("acorn", query);
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(JSON.parse(answer.text).error).toBe("This app does not answer GET. Send the same fields by POST.");
  }
  expect(open.server.log()).not.toContain("a-password-to-look-for");
});

describe("with GET on", () => {
  test("security 77: a callback is called with what POST would have answered", async () => {
    const answer = await open.get(
      "beech",
      { ...good, callback: "App.on.login" },
      { "Sec-Fetch-Dest": "script", Referer: "https://good.com/page" },
    );
    expect(answer.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["cache-control"]).toContain("no-store");
    expect(answer.text.startsWith("/**/typeof App.on.login === 'function' && App.on.login(")).toBe(true);
    const told: { token?: string; url?: string; result?: string }[] = [];
    vm.runInNewContext(answer.text, { App: { on: { login: (value: object) => told.push(value) } } });
    expect(told).toEqual([
      { result: "okay", token: expect.any(String), url: expect.stringContaining("https://good.com/in?token=") },
    ]);
  });

  test.each(["alert(1)", "a.b.c.d.e.f", "a[0]", "1a", "a b", "", "a;b", "x".repeat(65), "a\u2028b", "</script>", "ａ"])(
    "security 77: %j is no callback: 400, and it is not repeated",
    async (callback) => {
      const answer = await open.get("beech", { ...good, callback });
      expect(answer.status).toBe(400);
      expect(answer.headers["content-type"]).toContain("application/json");
      expect(JSON.parse(answer.text)).toMatchObject({
        error: "That callback cannot be used. Give the name of a function.",
      });
      if (callback.length > 3) expect(answer.text).not.toContain(callback);
    },
  );

  test("security 77: what could end the script is escaped", async () => {
    const { asJsonp } = await import("@/lib/api/loginrocket/jsonp");
    const said = asJsonp("cb", { text: "</script><!--\u2028\u2029&" });
    expect(said).not.toMatch(/[<>\u2028\u2029]/);
    const told: unknown[] = [];
    vm.runInNewContext(said, { cb: (value: unknown) => told.push(value) });
    expect(told).toEqual([{ text: "</script><!--\u2028\u2029&" }]);
  });

  test("security 78: it neither sets a cookie nor uses one", async () => {
    const answer = await open.get("beech", { ...good, callback: "cb" }, { Cookie: "gh_session=planted" });
    expect(answer.text).toContain('"result":"okay"');
    expect(answer.headers["set-cookie"]).toBe(undefined);
  });

  test.each([
    ["an image", { "Sec-Fetch-Dest": "image" }],
    ["a window", { "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate" }],
    ["a frame", { "Sec-Fetch-Dest": "iframe" }],
    ["a prefetch", { "Sec-Fetch-Dest": "empty", "Sec-Purpose": "prefetch" }],
    ["a page elsewhere", { "Sec-Fetch-Dest": "script", Referer: "https://evil.example/" }],
    ["a fetch elsewhere", { Origin: "https://evil.example" }],
    ["a sandbox", { Origin: "null" }],
  ])("security 79: %s is refused", async (_, headers) => {
    const answer = await open.get("beech", { ...good, callback: "cb" }, headers);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain("does not answer GET from here");
    expect(answer.text).not.toContain("okay");
  });

  test("security 79: a client that says nothing of itself is served, with JSON where it names no callback", async () => {
    const answer = await open.get("beech", good);
    expect(answer.headers["content-type"]).toContain("application/json");
    expect(JSON.parse(answer.text)).toMatchObject({ result: "okay" });
  });

  test("security 80: the log holds no password and no token of it", async () => {
    const { text } = await open.get("beech", good);
    expect(open.server.log()).not.toContain(good.password.replaceAll(" ", "+"));
    expect(open.server.log()).not.toContain(JSON.parse(text).token);
  });

  test.each([
    ["twice", "username=frank&username=frank&password=x"],
    ["as a list", "username[]=frank&password=x"],
    ["as an object", "username[not]=&password[not]="],
  ])("security 81, 82: a field sent %s is an error, never a match", async (_, query) => {
    const { status, text } = await open.server.request(`/v1/login?${query}`, { host: open.at("beech") });
    expect([status, JSON.parse(text).result]).toEqual([200, undefined]);
    expect(JSON.parse(text).errors.length).toBeGreaterThan(0);
  });
});

test("security 81: by POST the query counts for nothing", async () => {
  const answer = await open.server.request(`/v1/login?${new URLSearchParams(good)}`, {
    host: open.at("beech"),
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: "{}",
  });
  expect(JSON.parse(answer.text).errors).toEqual(["Enter a username.", "Enter a password."]);
});

test("security 83: a host that is nobody's and a verb that is none are 404, another method 405", async () => {
  const nobody = await open.server.request("/v1/login", {
    host: `nobody.localhost:${open.server.port}`,
    method: "POST",
  });
  expect(nobody.status).toBe(404);
  const verb = await open.server.request("/v1/logn", {
    host: open.at("beech"),
    method: "POST",
    headers: { "Content-Length": "0" },
  });
  expect(verb.status).toBe(404);
  for (const method of ["PUT", "DELETE", "PATCH", "HEAD"])
    expect((await open.server.request("/v1/login", { host: open.at("beech"), method })).status, method).toBe(405);
});

test("security 84: a hosted page never logs in by GET", async () => {
  const answer = await open.server.request(`/login?${new URLSearchParams(good)}`, { host: open.at("beech") });
  expect(answer.status).toBe(200);
  expect(answer.headers["set-cookie"]).toBe(undefined);
});
