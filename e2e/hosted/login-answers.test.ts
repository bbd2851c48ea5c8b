import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";
import { postForm } from "../fixtures/post-form";
import type { Answer } from "../fixtures/server";

let demo: Awaited<ReturnType<typeof startDemoServer>>;
let host: string;
beforeAll(async () => {
  demo = await startDemoServer({ TRUST_PROXY: "1" });
  host = demo.host("user");
});
afterAll(() => demo.stop());

let addresses = 0;
/** As a browser without JavaScript posts, each time from another address. */
const post = (
  path: string,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) => {
  addresses += 1;
  return postForm(demo.server, path, {
    host,
    fields,
    headers: { "X-Forwarded-For": `192.0.2.${addresses % 250}`, ...headers },
  });
};
const right = () => ({ username: demo.demo.user.username, password: demo.demo.user.password });
const person = (name: string) => ({ username: name, email: `${name}@example.com`, password: "seven quiet herons" });

/** An answer without what differs from one request to the next by design. */
function comparable({ status, headers, text }: Answer) {
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "no nonce";
  const { date: _date, "x-request-id": _id, ...rest } = headers;
  const without = (said: string) =>
    said.replaceAll(nonce, "NONCE").replaceAll(nonce.replaceAll("=", "\\u003d"), "NONCE");
  return { status, headers: JSON.parse(without(JSON.stringify(rest))), text: without(text) };
}

describe("what a login answers", () => {
  test("security 13: a wrong password, a name nobody has, a password beyond all length: the same bytes", async () => {
    const [first, ...others] = [
      await post("/login", { username: "frank", password: "wrong password" }),
      await post("/login", { username: "nobod", password: "wrong password" }),
      await post("/login", { username: "grace", password: "wrong password" }),
      await post("/login", { username: "frank", password: "x".repeat(4_000) }),
    ].map(comparable);
    expect(first?.status).toBe(422);
    const named = (answer: typeof first) => JSON.stringify(answer).replace(/frank|nobod|grace/g, "NAME");
    for (const other of others) expect(named(other)).toBe(named(first));
  });

  test("security 21: success is 303 to the handler with the token, nothing kept, no Referer, no body", async () => {
    const answers = [await post("/login", right()), await post("/signup", person("carla"))];
    for (const [n, answer] of answers.entries()) {
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toMatch(
        n === 0 ? /\/demo\/login\/user\?token=[\w.-]+$/ : /\/demo\/login\/user\?token=[\w.-]+&signup=true$/,
      );
      expect(answer.headers["cache-control"]).toContain("no-store");
      expect(answer.headers["referrer-policy"]).toBe("no-referrer");
      expect(answer.text).toBe("");
    }
  });

  test("security 9: the cookie is HttpOnly, Lax, for this host and all its paths, and small; on http without prefix and Secure", async () => {
    const answer = await post("/login", right());
    const [cookie, ...more] = answer.headers["set-cookie"] ?? [];
    expect(more).toEqual([]);
    expect(cookie).toMatch(/^gh_session=[\w-]{43}; Path=\/; Expires=[^;]+; Max-Age=21600; HttpOnly; SameSite=lax$/);
  });

  test("security 19: a cookie planted before the login, under any spelling of its name, is never the session", async () => {
    const planted = "p".repeat(43);
    for (const name of ["gh_session", "__Host-gh_session", "GH_SESSION"]) {
      const answer = await post("/login", right(), { Cookie: `${name}=${planted}` });
      expect(answer.headers["set-cookie"]?.[0]).not.toContain(planted);
      const page = await demo.server.request("/logged_out", { host, headers: { Cookie: `${name}=${planted}` } });
      expect(page.text).toContain("You are logged out");
    }
  });
});

describe("security 20: an address to go on to that is not registered", () => {
  const good = () => `${demo.demo.origin}/demo/other`;
  const bad = (): string[] => {
    const { host: at } = new URL(demo.demo.origin);
    return [
      "//evil.example",
      "\\\\evil.example",
      "/\\evil.example",
      "https:evil.example",
      `https://${at}@evil.example/demo/other`,
      `http://${at}.evil.example/demo/other`,
      `http://evil.example/${at}/demo/other`,
      `http://${at}%2eevil.example/demo/other`,
      `http://${at}\\.evil.example/demo/other`,
      `http://${at}#@evil.example`,
      `http://${at}?@evil.example`,
      `${good()}\t`,
      `${good()}\n`,
      `${good()}\r\nSet-Cookie: x=1`,
      `${good()}%0d%0aSet-Cookie:x`,
      "javascript:alert(1)",
      "data:text/html,x",
      "http://localhost。evil.example/demo/other",
      "http://xn--lcalhost-n9a/demo/other",
      `HTTP://EVIL.EXAMPLE/demo/other`,
      `${good()}/..`,
      `${good()}/../login`,
      `${good()}/%2e%2e/x`,
      `${good()}%2fx`,
      `${good()}x`,
      `http://localhost:1/demo/other`,
      `https://${at}/demo/other`,
      `http://${at}./demo/other`,
      `http://127.0.0.1:${demo.server.port}/demo/other`,
      "http://[::1%25eth0]/demo/other",
      `http://user:pass@${at}/demo/other`,
      `${good()}#x`,
      "",
      " ",
      "null",
      "undefined",
      `${good()}?${"x".repeat(20_000)}`.slice(0, 7_000),
      "ftp://localhost/demo/other",
      "//localhost/demo/other",
      `http://${at}//demo/other`,
      `http:\\\\${at}\\demo\\other`,
      `http:///${at}/demo/other`,
      `${good()}\u0000`,
      `http://${at}:80/demo/other`,
    ];
  };

  test("is refused with a page and no Location, on GET and on POST, in every disguise", async () => {
    const tried = bad();
    expect(tried.length).toBeGreaterThanOrEqual(40);
    for (const candidate of tried) {
      const path = `/login?redirect_uri=${encodeURIComponent(candidate)}`;
      const page = await demo.server.request(path, { host });
      expect([page.status, page.headers.location], candidate.slice(0, 80)).toEqual([400, undefined]);
      expect(page.text, candidate.slice(0, 80)).not.toContain("<form");
    }
    const one = encodeURIComponent(good());
    for (const query of [
      `redirect_uri=${one}&redirect_uri=${one}`,
      `redirect_uri[]=${one}`,
      `redirect_uri%5B%5D=https%3A%2F%2Fevil.example`,
      `redirect_uri=${one}&redirect_uri[x]=${one}`,
    ])
      expect((await demo.server.request(`/login?${query}`, { host })).status, query).toBe(400);
  });

  test("a post to such an address goes to the app's own handler at most", async () => {
    const hidden = await demo.server.request("/login", { host });
    const fields = [...hidden.text.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)];
    for (const candidate of ["https://evil.example/", `${good()}x`]) {
      const form = new FormData();
      for (const [, name = "", value = ""] of fields) form.append(name, value.replaceAll("&quot;", '"'));
      for (const [name, value] of Object.entries(right())) form.append(name, value);
      const encoded = new Response(form);
      const answer = await demo.server.request(`/login?redirect_uri=${encodeURIComponent(candidate)}`, {
        host,
        method: "POST",
        headers: { "Content-Type": encoded.headers.get("content-type") ?? "", Origin: `http://${host}` },
        body: Buffer.from(await encoded.arrayBuffer()),
      });
      expect(String(answer.headers.location ?? "")).not.toContain("evil");
      expect(answer.status, "an address nobody registered gets no token at all").toBe(400);
    }
  });

  test("a registered one is gone to, also below its path, with its own query kept", async () => {
    const answer = await post(`/login?redir=%2Fx&redirect_uri=${encodeURIComponent(`${good()}/deep?a=1`)}`, right());
    expect(answer.headers.location).toMatch(/\/demo\/other\/deep\?a=1&token=[\w.-]+&redir=%2Fx$/);
  });
});

describe("bad input", () => {
  test.each([
    ["a name sent as a list", { "username[]": "frank", password: "x" }],
    ["NUL in a name", { username: "fra\u0000nk", password: "x" }],
    ["300 characters for a name", { username: "f".repeat(300), password: "x" }],
    ["a name with a line break", { username: "frank\r\nX: y", password: "x" }],
    ["nothing at all", {}],
    ["a password of controls", { username: "frank", password: "\u0001\u0002" }],
    ["a name written from right to left", { username: "\u202eknarf", password: "x" }],
  ])("%s gets a clear 4xx page with its form, and nobody in", async (_, fields) => {
    const answer = await post("/login", fields);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.text).toContain('role="alert"');
    expect(answer.headers["set-cookie"]).toBe(undefined);
  });

  test("security 30: names that look like another's, and security 31: addresses that are none, are refused with the reason", async () => {
    const names = ["fr\u0430nk", "frank\u200b", "ali\u0000ce", "\u202efrank", "ｆｒａｎｋ", "a b", "me@example.com"];
    for (const username of names) {
      const answer = await post("/signup", { ...person("dora"), username });
      expect(answer.status, JSON.stringify(username)).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
    }
    const addressesTried = [
      "a@b\r\nBcc: x@example.com",
      '"e@attacker.example"@victim.example',
      "victim＠example.com",
      "a@b.example,c@d.example",
      "<a@b.example>",
      `${"a".repeat(250)}@example.com`,
    ];
    for (const email of addressesTried) {
      const answer = await post("/signup", { ...person("dora"), email });
      expect([400, 422], JSON.stringify(email)).toContain(answer.status);
    }
    const mails = JSON.parse((await demo.server.request("/demo/mail.json")).text);
    expect(mails).toEqual([]);
  });

  test("a form sent twice makes one person, and says so the second time", async () => {
    const [one, two] = await Promise.all([post("/signup", person("twin")), post("/signup", person("twin"))]);
    expect([one.status, two.status].sort()).toEqual([303, 422]);
  });
});
