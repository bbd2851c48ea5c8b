import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postForm } from "../fixtures/post-form";
import { linkIn, type ProofServer, type ShownMail, startProofServer } from "../fixtures/proof-server";
import { type Answer, until } from "../fixtures/server";

let proof: ProofServer;
beforeAll(async () => {
  proof = await startProofServer({ TRUST_PROXY: "1" });
});
afterAll(() => proof.stop());

let people = 0;

/** Signs somebody up at an app, from an address of their own. */
async function newPerson(app: "proof" | "twice") {
  people += 1;
  const username = `person-${people}`;
  const person = { username, email: `${username}@example.com`, password: "seven quiet herons" };
  const again = app === "twice" ? { password_confirmation: person.password } : {};
  const answer = await postForm(proof.server, "/signup", { host: hostOf(app), fields: { ...person, ...again } });
  expect(answer.status).toBe(303);
  return person;
}

const hostOf = (app: Parameters<ProofServer["urlOf"]>[0]) => new URL(proof.urlOf(app)).host;
const pathOf = (link: string) => new URL(link).pathname + new URL(link).search;

async function mailTo(address: string, subject: RegExp): Promise<ShownMail> {
  let found: ShownMail | undefined;
  await until(async () => {
    found = (await proof.mailsTo(address)).find((mail) => subject.test(mail.subject));
    return found !== undefined;
  });
  if (!found) throw new Error("No mail came.");
  return found;
}

/** Asks for a reset and answers the path and query of its link. */
async function resetLink(username: string, headers: Record<string, string> = {}) {
  const answer = await postForm(proof.server, "/forgot_password", {
    host: hostOf("twice"),
    fields: { username },
    headers,
  });
  expect(answer.status).toBe(303);
  return linkIn(await mailTo(`${username}@example.com`, /new password/));
}

const cookieOf = (answer: Answer) => String(answer.headers["set-cookie"] ?? "").split(";")[0] ?? "";

describe("security 41: a link is on the configured origin, whatever the request says of its host", () => {
  test.each<[string, Record<string, string>]>([
    ["X-Forwarded-Host", { "X-Forwarded-Host": "evil.example" }],
    ["Forwarded", { Forwarded: "host=evil.example;proto=https" }],
    ["X-Forwarded-Proto", { "X-Forwarded-Proto": "https" }],
    ["X-Forwarded-Port", { "X-Forwarded-Port": "666" }],
    ["X-Original-URL", { "X-Original-URL": "http://evil.example/", "X-Rewrite-URL": "http://evil.example/" }],
  ])("%s", async (_name, headers) => {
    const { username } = await newPerson("twice");
    const link = await resetLink(username, headers);
    expect(new URL(link).origin).toBe(proof.urlOf("twice"));
  });

  test("another Host, two of them, a user in it, or an absolute target never has a mail sent from there", async () => {
    const { username, email } = await newPerson("twice");
    const good = hostOf("twice");
    const body = `username=${username}`;
    const post = (target: string, hosts: readonly string[]) =>
      proof.server.raw(
        [
          `POST ${target} HTTP/1.1`,
          ...hosts.map((host) => `Host: ${host}`),
          "Content-Type: application/x-www-form-urlencoded",
          `Content-Length: ${body.length}`,
          "Origin: http://evil.example",
          "Connection: close",
          "",
          body,
        ].join("\r\n"),
      );
    for (const [target, ...hosts] of [
      ["/forgot_password", "evil.example"],
      ["/forgot_password", good, "evil.example"],
      ["/forgot_password", `${good}:@evil.example`],
      ["http://evil.example/forgot_password", good],
    ] as const)
      expect(await post(target, hosts), `${target} ${hosts}`).toMatch(/^HTTP\/1\.1 (4\d\d|308)/);
    // The next mail of hers is the one she asked for herself: no other was ever on its way.
    const link = await resetLink(username);
    expect(new URL(link).host).toBe(good);
    expect((await proof.mailsTo(email)).filter((mail) => /new password/.test(mail.subject))).toHaveLength(1);
  });
});

describe("a mailed link", () => {
  test("security 47, 50: opened ten times, by HEAD and ahead of time, it changes nothing, and its token is at no later address", async () => {
    const { username, password } = await newPerson("twice");
    const link = await resetLink(username);
    const host = hostOf("twice");
    const token = new URL(link).searchParams.get("token") ?? "";
    let answer = await proof.server.request(pathOf(link), { host });
    for (let n = 0; n < 10; n += 1) {
      const method = n % 3 === 0 ? "HEAD" : "GET";
      const headers = n % 2 ? { Purpose: "prefetch", "Sec-Purpose": "prefetch" } : {};
      answer = await proof.server.request(pathOf(link), { host, method, headers });
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toBe(`/reset_password?username=${username}`);
      expect(answer.headers["cache-control"]).toContain("no-store");
      expect(answer.headers["set-cookie"]?.[0]).toMatch(/HttpOnly.*SameSite=lax|SameSite=lax.*HttpOnly/i);
      expect(answer.text).toBe("");
    }
    const page = await proof.server.request(answer.headers.location ?? "", {
      host,
      headers: { Cookie: cookieOf(answer) },
    });
    expect(page.status).toBe(200);
    expect(page.text).not.toContain(token);
    expect(page.headers["referrer-policy"]).toBe("same-origin");
    expect(page.headers["cache-control"]).toContain("no-store");
    expect((await postForm(proof.server, "/login", { host, fields: { username, password } })).status).toBe(303);
    expect(proof.server.log() + proof.server.errors()).not.toContain(token);
  });

  test("sets the password by its form, once, leads to the login page, and takes its cookie away", async () => {
    const { username } = await newPerson("twice");
    const link = await resetLink(username);
    const host = hostOf("twice");
    const opened = await proof.server.request(pathOf(link), { host });
    const Cookie = cookieOf(opened);
    const clean = opened.headers.location ?? "";
    const page = await proof.server.request(clean, { host, headers: { Cookie } });
    const password = "nine loud badgers";
    const send = (fields: Record<string, string>) =>
      postForm(proof.server, clean, { host, fields: { username, ...fields }, headers: { Cookie }, page });
    expect((await send({ password, password_confirmation: "another one" })).status).toBe(422);
    const done = await send({ password, password_confirmation: password });
    expect([done.status, done.headers.location]).toEqual([303, "/login?notice=password-reset"]);
    expect(cookieOf(done)).toBe("gh_reset=");
    expect((await send({ password, password_confirmation: password })).status).toBe(410);
    expect((await postForm(proof.server, "/login", { host, fields: { username, password } })).status).toBe(303);
    expect((await proof.server.request(clean, { host, headers: { Cookie } })).status).toBe(410);
  });

  test("security 46: the form without a link, or with a token of its own, changes no password", async () => {
    const { username, password } = await newPerson("twice");
    const link = await resetLink(username);
    const host = hostOf("twice");
    const token = new URL(link).searchParams.get("token") ?? "";
    const opened = await proof.server.request(pathOf(link), { host });
    const page = await proof.server.request("/reset_password", { host, headers: { Cookie: cookieOf(opened) } });
    const fields = { username, token, password: "nine loud badgers", password_confirmation: "nine loud badgers" };
    for (const Cookie of ["", "gh_reset=", `gh_reset=${"x".repeat(26)}`, `gh_session=${token}`, "gh_reset=null"])
      expect(
        (await postForm(proof.server, "/reset_password", { host, fields, headers: { Cookie }, page })).status,
      ).toBe(410);
    expect((await postForm(proof.server, "/login", { host, fields: { username, password } })).status).toBe(303);
  });

  test.each([
    ["half of a token", "?token=kpw_abc&username=x", "/reset_password?username=x&step=broken"],
    ["a token of another kind", `?token=kvf_${"a".repeat(22)}&username=x`, "/reset_password?username=x&step=broken"],
    ["two tokens", `?token=kpw_${"a".repeat(22)}&token=kpw_${"b".repeat(22)}`, "/reset_password?username=&step=broken"],
  ])("with %s leads to a page that says so, and leaves no cookie", async (_what, query, location) => {
    const host = hostOf("twice");
    const answer = await proof.server.request(`/reset_password${query}`, { host });
    expect([answer.status, answer.headers.location]).toEqual([303, location]);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    const page = await proof.server.request(location, { host });
    expect(page.status).toBe(400);
    expect(page.text).toContain("This link is not complete");
  });

  test.each(["?token[]=x", "?token=", "?token", "?%74oken%5B%5D=kpw_x"])("%s is no link at all", async (query) => {
    const page = await proof.server.request(`/reset_password${query}`, { host: hostOf("twice") });
    expect([200, 303]).toContain(page.status);
    expect(page.headers["set-cookie"]).toBeUndefined();
  });

  test("keeps where the person wants to go, if it is registered", async () => {
    const { username } = await newPerson("twice");
    const host = hostOf("twice");
    const answer = await postForm(proof.server, "/forgot_password?redir=/notes/7", { host, fields: { username } });
    expect(answer.headers.location).toBe("/forgot_password?step=sent&redir=%2Fnotes%2F7");
    const link = linkIn(await mailTo(`${username}@example.com`, /new password/));
    const opened = await proof.server.request(pathOf(link), { host });
    expect(opened.headers.location).toBe(`/reset_password?username=${username}&redir=%2Fnotes%2F7`);
    const evil = await proof.server.request(`${pathOf(link)}&redirect_uri=https://evil.example`, { host });
    expect(evil.headers.location).toBe(`/reset_password?username=${username}&redir=%2Fnotes%2F7`);
  });
});

/** An answer without its nonce, time, id, and the name that was typed. */
function comparable({ status, headers, text }: Answer, name: string): string {
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "no nonce";
  const { date: _date, "x-request-id": _id, ...rest } = headers;
  return JSON.stringify({ status, rest, text }).replaceAll(nonce, "NONCE").replaceAll(encodeURIComponent(name), "NAME");
}

test("security 40: the answers for a person, for nobody and for nonsense are the same bytes", async () => {
  const { username } = await newPerson("twice");
  const host = hostOf("twice");
  for (const path of ["/forgot_password", "/verify_email"]) {
    const answers = new Set<string>();
    for (const name of [username, "no-such-person", "@@@", "x".repeat(300)]) {
      const answer = await postForm(proof.server, path, { host, fields: { username: name } });
      expect(answer.status).toBe(303);
      answers.add(comparable(answer, name));
    }
    expect(answers.size, path).toBe(1);
  }
  const pages = [];
  for (let n = 0; n < 2; n += 1) pages.push(await proof.server.request("/forgot_password?step=sent", { host }));
  expect(new Set(pages.map((page) => comparable(page, "no name"))).size).toBe(1);
});
