import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { postForm } from "@/e2e/fixtures/post-form";
import { handler, prepareData } from "@/e2e/fixtures/prepared-data";
import { type Answer, startServer, type TestServer } from "@/e2e/fixtures/server";
import { english, problemSentence } from "@/lib/domain/messages";
import type { Problem } from "@/lib/domain/problem";

const password = "seven quiet herons";
let data: Awaited<ReturnType<typeof prepareData>>;
let server: TestServer;
let host: string;

beforeAll(async () => {
  data = await prepareData({ apps: { proof: "user", shut: "user", closed: "user" } });
  await makePeople();
  server = await startServer({ dataDir: data.dataDir, env: { SECRET: data.secret } });
  host = `acorn.localhost:${server.port}`;
});

afterAll(async () => {
  expect(server.log().match(/^.*"status":5\d\d.*$/gm)).toBeNull();
  await server.stop();
  await data.remove();
});

/** One person of each kind, their names of one length. */
async function makePeople(): Promise<void> {
  const [{ openDatabase, closeDatabase, db }, { createRealm }, { createUser }] = await Promise.all([
    import("@/lib/db/client"),
    import("@/lib/admin/realms"),
    import("@/lib/admin/users"),
  ]);
  await openDatabase();
  const { realmId } = await db().connectedApp.findUniqueOrThrow({ where: { subdomain: "acorn" } });
  const make = (id: string, username: string) =>
    createUser(
      { id, requireUniqueEmails: true },
      { username, email: `${username}@example.com`, firstName: "", lastName: "", password, otpSecret: null },
    );
  await make(realmId, "known");
  const inactive = await make(realmId, "leave");
  const social = await make(realmId, "socia");
  const unproved = await make(realmId, "unver");
  await make((await createRealm({ name: "Elsewhere" })).id, "elsew");
  await db().user.update({ where: { id: unproved.id }, data: { emailVerification: "requested" } });
  for (const [subdomain, settings] of [
    ["proof", { email_verification: "require" }],
    ["shut", { login: false }],
    ["closed", { signup: false }],
  ] as const)
    await db().connectedApp.update({ where: { subdomain }, data: { settings } });
  await db().user.update({ where: { id: inactive.id }, data: { state: "inactive" } });
  await db().credential.deleteMany({ where: { realmId, userId: social.id } });
  await closeDatabase();
}

const at = (app: string) => `${app}.localhost:${server.port}`;
const post = (path: string, fields: Readonly<Record<string, string>>, app = "acorn") =>
  postForm(server, path, { host: at(app), fields });

/** An answer without its nonce, its time, its id and the name that was typed. */
function comparable({ status, headers, text }: Answer, name: string): string {
  const nonce = /'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1] ?? "no nonce";
  const { date: _date, "x-request-id": _id, ...rest } = headers;
  return JSON.stringify({ status, rest, text }).replaceAll(nonce, "NONCE").replaceAll(name, "NAME");
}

/** A sentence as it stands in a page. */
const inPage = (problem: Problem) =>
  problemSentence(english, problem).replaceAll("&", "&amp;").replaceAll("'", "&#x27;").replaceAll('"', "&quot;");

describe("security 13: the same bytes, whoever it is that does not get in:", () => {
  let first: string;
  beforeAll(async () => {
    const answer = await post("/login", { username: "known", password: "wrong password" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(inPage({ code: "credentials.wrong" }));
    first = comparable(answer, "known");
  });

  test.each([
    ["a name that nobody has", "nobod", "wrong password"],
    ["an inactive person, with the right password", "leave", password],
    ["a person who has no password", "socia", password],
    ["a person who has not proved their address", "unver", "wrong password"],
    ["another realm's person, with the right password", "elsew", password],
    ["a password of 5,000 characters", "known", "x".repeat(5_000)],
    ["a password of 5,000 characters for nobody", "nobod", "x".repeat(5_000)],
    ["a password of 50,000 characters", "known", "x".repeat(50_000)],
    ["a password of controls for a name that nobody has", "nobod", "wrong\u0001password"],
  ])("%s", async (_who, username, typed) => {
    expect(comparable(await post("/login", { username, password: typed }), username)).toBe(first);
  });

  test("where an address must be proved first, only the right password is told so", async () => {
    const [unproved, nobody] = [
      await post("/login", { username: "unver", password: "wrong password" }, "proof"),
      await post("/login", { username: "nobod", password: "wrong password" }, "proof"),
    ];
    expect(comparable(unproved, "unver")).toBe(comparable(nobody, "nobod"));
    const right = await post("/login", { username: "unver", password }, "proof");
    expect([right.status, right.headers.location]).toEqual([303, "/verify_email?username=unver"]);
  });

  test("and with the right password, the person alone", async () => {
    const answer = await post("/login", { username: "known", password });
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toMatch(/^https:\/\/app\.example\/callback\?from=login&token=[\w.-]+$/);
    expect(handler).toContain("?from=login");
  });
});

describe("a form that cannot be used keeps what was typed, and says what is wrong", () => {
  // undici takes no boundary of fewer than 27 characters.
  const boundary = "a-boundary-between-the-fields";
  const multipart = (fields: readonly (readonly [string, string | Buffer])[]) =>
    Buffer.concat([
      ...fields.flatMap(([name, value]) => [
        Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`),
        Buffer.from(value),
        Buffer.from("\r\n"),
      ]),
      Buffer.from(`--${boundary}--\r\n`),
    ]);

  /** As a browser posts, but with any bytes, and any field as often as one likes. */
  async function postRaw(path: string, fields: readonly (readonly [string, string | Buffer])[]): Promise<Answer> {
    const page = await server.request(path, { host });
    const hidden = [...page.text.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)].map(
      ([, name = "", value = ""]) => [name, value.replaceAll("&quot;", '"').replaceAll("&amp;", "&")] as const,
    );
    return server.request(path, {
      host,
      method: "POST",
      headers: { "Content-Type": `multipart/form-data; boundary=${boundary}`, Origin: `http://${host}` },
      body: multipart([...hidden, ...fields]),
    });
  }

  const notSingle = { code: "field.not-single", field: "username" } as const;
  const halfPair = Buffer.from([0x66, 0xed, 0xa0, 0x80, 0x66]);
  test.each<[string, string | Buffer, string, 400 | 422, Problem]>([
    ["a name as a list", "frank", "username[]", 400, notSingle],
    ["NUL in the name", "fra\0nk", "username", 422, { code: "text.not-allowed", field: "username" }],
    ["half a surrogate pair", halfPair, "username", 422, { code: "username.not-allowed", field: "username" }],
    ["300 characters", "f".repeat(300), "username", 422, { code: "username.too-long", field: "username" }],
    ["5,000 characters", "f".repeat(5_000), "username", 422, { code: "username.too-long", field: "username" }],
  ])("%s", async (_what, value, name, status, problem) => {
    const rest = [
      ["email", "frank@example.com"],
      ["password", password],
    ] as const;
    const answer = await postRaw("/signup", [[name, value], ...rest]);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(inPage(problem));
    expect(answer.text).toContain('value="frank@example.com"');
    expect(answer.text).not.toContain(password);
  });

  test("every field twice, on both forms", async () => {
    for (const [path, typed] of [
      ["/login", ["username", "known"]],
      ["/signup", ["email", "frank@example.com"]],
    ] as const) {
      const answer = await postRaw(path, [typed, typed, ["password", password], ["password", password]]);
      expect(answer.status, path).toBe(400);
      expect(answer.text).toContain(inPage({ code: "field.not-single", field: typed[0] }));
      expect(answer.text).toContain(`value="${typed[1]}"`);
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });
});

test("where logins or signups are switched off, the page says so, nothing leads there, and a form sent all the same is refused", async () => {
  const get = async (app: string, path: string) => (await server.request(path, { host: at(app) })).text;
  const open = await get("acorn", "/login");
  expect(open).toContain('href="/signup"');
  expect(await get("acorn", "/signup")).toContain('href="/login"');
  for (const [app, off, on, problem] of [
    ["shut", "/login", "/signup", "login.disabled"],
    ["closed", "/signup", "/login", "signup.disabled"],
  ] as const) {
    const page = await get(app, off);
    expect(page).toContain(inPage({ code: problem, params: { app: "Acorn" } }));
    expect(page).not.toContain('name="password"');
    expect(await get(app, on)).toContain('name="password"');
    expect(await get(app, on), "no link to what is off").not.toContain(`href="${off}"`);
    const form = await server.request(off, { host: at("acorn") });
    const fields = { username: "known", email: "new@example.com", password };
    const answer = await postForm(server, off, { host: at(app), fields, page: form });
    expect([answer.status, answer.headers["set-cookie"]]).toEqual([403, undefined]);
    expect(answer.text).toContain(inPage({ code: problem, params: { app: "Acorn" } }));
  }
});

test("security 19: a cookie that was there before the login, at any name or twice, is not signed in by it", async () => {
  const login = await postForm(server, "/login", {
    host,
    fields: { username: "known", password },
    headers: { Cookie: "gh_session=planted; gh_session=again; __Host-gh_session=planted" },
  });
  const [own = ""] = /^gh_session=[\w-]{43}/.exec(login.headers["set-cookie"]?.[0] ?? "") ?? [];
  const isIn = async (Cookie: string) =>
    (await server.request("/logged_out", { host, headers: { Cookie } })).text.includes("<form");
  expect(await isIn(own)).toBe(true);
  for (const name of ["__Host-gh_session", "__Secure-gh_session", "GH_SESSION", "gh_session "])
    expect(await isIn(own.replace("gh_session", name)), name).toBe(false);
  for (const planted of ["gh_session=planted", "gh_session=", "gh_session=again", `${own}x`, own.slice(0, -1)])
    expect(await isIn(planted), planted).toBe(false);
});
