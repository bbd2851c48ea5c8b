import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { english, problemSentence } from "@/lib/domain/messages";
import { type Problem, type ProblemCode, problems } from "@/lib/domain/problem";
import { codeOf } from "./fixtures/authenticator";
import {
  type App,
  type Asked,
  type BothSurfaces,
  otpSecret,
  pageOf,
  password,
  type Surface,
  startBothSurfaces,
} from "./fixtures/both-surfaces";
import { postForm } from "./fixtures/post-form";
import { newcomer, refusals, resetRefusals } from "./fixtures/refusals";
import { type Answer, until } from "./fixtures/server";

const surfaces = ["page", "json"] as const;
/** Somebody for each surface, so that neither meets what the other has left. */
const pair = (name: string) => surfaces.map((surface) => `${name}-${surface}`);
const people = [
  ...["frank", "kate", "vera", "thrice", "mfa-try"],
  ...["reset", "mfa-in", "mfa-burn", "mfa-many"].flatMap(pair),
];

let place: BothSurfaces;
beforeAll(async () => {
  place = await startBothSurfaces(people);
});
afterAll(() => place.stop());

/** Both surfaces end alike: in these problems' sentences, or in what was done. */
async function expectAlike(asked: Asked, expected: readonly Problem[] | string): Promise<void> {
  const end =
    typeof expected === "string"
      ? { done: expected }
      : { refused: expected.map((problem) => problemSentence(english, problem)) };
  for (const surface of surfaces) expect(await place.ask(surface, asked), surface).toEqual(end);
}

/** A verb's page with its form, loaded once: any app of any state can be sent it. */
const forms = new Map<string, Answer>();
async function formOf(verb: string, cookie = ""): Promise<Answer> {
  const asked = { host: place.hostOf("user"), headers: { Cookie: cookie } };
  const page = forms.get(verb) ?? (await place.server.request(`/${pageOf(verb)}`, asked));
  expect(page.status).toBe(200);
  forms.set(verb, page);
  return page;
}

describe.each(Object.entries(refusals))("%s is refused alike", (verb, table) => {
  test.each(table)("$app: $what", async ({ app, fields, problems: expected }) => {
    const page = await formOf(verb);
    await expectAlike({ verb, app, fields, page }, expected);
  });
});

test.each(["login", "signup", "forgot_password", "resend_email_token"])(
  "%s is refused alike where the link leads on to an address that is not registered",
  async (verb) => {
    const page = await formOf(verb);
    const asked = { verb, app: "user", fields: newcomer, query: "?redirect_uri=https://evil.example/", page } as const;
    await expectAlike(asked, [{ code: "redirect-uri.not-registered" }]);
  },
);

describe("too many tries are refused alike", () => {
  test("of one name", async () => {
    const fields = { username: "thrice", password: "wrong" };
    for (let n = 0; n < 10; n += 1) await place.ask(surfaces[n % 2] ?? "page", { verb: "login", app: "user", fields });
    await expectAlike({ verb: "login", app: "user", fields: { ...fields, password } }, [
      { code: "throttle.wait", retryAfter: 30 },
    ]);
  });

  test("of signups from one address", async () => {
    const asked = { verb: "signup", app: "user", ip: place.newIp(), page: await formOf("signup") } as const;
    const taken = { ...newcomer, username: "frank" };
    for (let n = 0; n < 20; n += 1) await place.ask(surfaces[n % 2] ?? "page", { ...asked, fields: taken });
    await expectAlike({ ...asked, fields: newcomer }, [{ code: "throttle.signups" }]);
  });
});

/** A login of that person that waits for a code. */
async function startLogin(surface: Surface, username: string): Promise<Asked> {
  const asked = { verb: "verify_login", app: "user", fields: {} } as const;
  const headers = { "X-Forwarded-For": place.newIp() };
  const host = place.hostOf("user");
  if (surface === "page") {
    const answer = await postForm(place.server, "/login", { host, fields: { username, password }, headers });
    const cookie = String(answer.headers["set-cookie"]).split(";")[0] ?? "";
    const page = await formOf("verify_login", cookie);
    return { ...asked, cookie, page };
  }
  const body = JSON.stringify({ username, password });
  const sent = { host, method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body };
  const { token } = JSON.parse((await place.server.request("/v1/login", sent)).text) as { token: string };
  return { ...asked, fields: { username, token } };
}

describe("verify_login", () => {
  const send = async (surface: Surface, started: Asked, code: string) =>
    place.ask(surface, { ...started, fields: { ...started.fields, code } });
  const saying = (code: ProblemCode, more: Partial<Problem> = {}) => ({
    refused: [problemSentence(english, { code, ...more })],
  });

  test.each(surfaces)("%s: asks for a code, refuses a wrong one, and lets the right one in, once", async (surface) => {
    const started = await startLogin(surface, `mfa-in-${surface}`);
    expect(await send(surface, started, " ")).toEqual(saying("code.blank"));
    expect(await send(surface, started, "000000")).toEqual(saying("code.wrong"));
    const code = codeOf(otpSecret, new Date());
    expect(await send(surface, started, code)).toEqual({ done: "in" });
    expect(await send(surface, started, code)).toEqual(saying("ticket.ended"));
  });

  test.each(surfaces)(
    "%s: the fifth wrong code ends the login, and ten of them its person's tries",
    async (surface) => {
      const name = `mfa-many-${surface}`;
      for (let login = 0; login < 2; login += 1) {
        const started = await startLogin(surface, name);
        for (let n = 0; n < 4; n += 1) expect(await send(surface, started, "000000")).toEqual(saying("code.wrong"));
        expect(await send(surface, started, "000000")).toEqual(saying("code.last-wrong"));
      }
      const started = await startLogin(surface, name);
      expect(await send(surface, started, "000000")).toEqual(saying("throttle.wait", { retryAfter: 900 }));
    },
  );
});

/** Asks for a mail with a token, and waits for it; twice is one mail more. */
async function mailed(verb: "forgot_password" | "resend_email_token", app: App, person: string): Promise<string> {
  await place.ask("json", { verb, app, fields: { username: person } });
  const kind = verb === "forgot_password" ? "kpw" : "kvf";
  await until(async () => (await place.mailedToken(person, kind)) !== undefined);
  return (await place.mailedToken(person, kind)) ?? "";
}

/** The same request as a page makes it, with its token in a cookie, and as a program does. */
const withToken = (asked: Asked, cookie: "reset" | "verify", token: string): Asked => ({
  ...asked,
  fields: { ...asked.fields, token },
  cookie: `gh_${cookie}=${token}`,
});

describe("reset_password", () => {
  const reset = { verb: "reset_password", app: "user" } as const;
  const newPassword = "nine loud badgers";

  test.each(resetRefusals)("is refused alike: $what", async ({ fields, problems: expected }) => {
    const token = (await place.mailedToken("kate", "kpw")) ?? (await mailed("forgot_password", "user", "kate"));
    const page = await formOf("reset_password", `gh_reset=${token}`);
    const asked = withToken({ ...reset, fields: { username: "kate", ...fields }, page }, "reset", token);
    await expectAlike(asked, expected);
  });

  test.each(surfaces)("%s: sets the password, once", async (surface) => {
    const username = `reset-${surface}`;
    const token = await mailed("forgot_password", "user", username);
    const page = await formOf("reset_password", `gh_reset=${token}`);
    const asked = withToken({ ...reset, fields: { username, password: newPassword }, page }, "reset", token);
    expect(await place.ask(surface, asked)).toEqual({ done: "/login password-reset" });
    const spent = { refused: [problemSentence(english, { code: "reset-token.spent" })] };
    expect(await place.ask(surface, asked)).toEqual(spent);
  });
});

describe("verify_email", () => {
  test.each(surfaces)("%s: proves the address, once, and only its owner's", async (surface) => {
    const username = `newly-${surface}`;
    const fields = { ...newcomer, username, email: `${username}@example.com` };
    const signup = { verb: "signup", app: "proof", fields, page: await formOf("signup") } as const;
    expect(await place.ask(surface, signup)).toEqual({ done: "/verify_email" });
    const token = await mailed("resend_email_token", "proof", username);
    const headers = { Cookie: `gh_verify=${token}` };
    const page = await place.server.request("/verify_email?step=confirm", { host: place.hostOf("proof"), headers });
    const asked = { verb: "verify_email", app: "proof", query: "?step=confirm", page } as const;
    const spent = { refused: [problemSentence(english, { code: "email-token.spent" })] };
    expect(await place.ask(surface, withToken({ ...asked, fields: { username: "vera" } }, "verify", token))).toEqual(
      spent,
    );
    const right = withToken({ ...asked, fields: { username } }, "verify", token);
    expect(await place.ask(surface, right)).toEqual({ done: "/login email-verified" });
    expect(await place.ask(surface, right)).toEqual(spent);
  });
});

describe("the same input comes to the same", () => {
  test("login: in, or a code is asked for", async () => {
    await expectAlike({ verb: "login", app: "user", fields: { username: "frank", password } }, "in");
    await expectAlike({ verb: "login", app: "user", fields: { username: "Frank@Example.com", password } }, "in");
    await expectAlike({ verb: "login", app: "user", fields: { username: "mfa-try", password } }, "/verify_login");
  });

  test.each(surfaces)("%s: signup in each mode", async (surface) => {
    for (const [app, done] of [
      ["user", "in, new"],
      ["org", "in, new"],
      ["token", "a signup token"],
      ["mails", "in, new"],
    ] as const) {
      const username = `comer-${app}-${surface}`;
      const fields = { ...newcomer, username, email: `${username}@example.com` };
      const page = await formOf("signup");
      expect(await place.ask(surface, { verb: "signup", app, fields, page }), app).toEqual({ done });
    }
  });

  test("login before the address is proved: the page leads to where it can be, JSON says what to do", async () => {
    const username = "unproved";
    const fields = { ...newcomer, username, email: `${username}@example.com` };
    await place.ask("json", { verb: "signup", app: "proof", fields });
    const asked = { verb: "login", app: "proof", fields: { username, password } } as const;
    expect(await place.ask("page", asked)).toEqual({ done: "/verify_email" });
    expect(await place.ask("json", asked)).toEqual({
      refused: [problemSentence(english, { code: "email.verify-first" })],
    });
  });

  test("forgot_password and resend_email_token: one answer, whoever is meant", async () => {
    for (const username of ["frank", "nobody", "x".repeat(500)]) {
      await expectAlike({ verb: "forgot_password", app: "user", fields: { username } }, "/forgot_password sent");
      const page = await formOf("resend_email_token");
      await expectAlike({ verb: "resend_email_token", app: "user", fields: { username }, page }, "/verify_email sent");
    }
  });
});

test("every refusal that a flow of both surfaces can give is held to that", () => {
  const root = path.resolve(import.meta.dirname, "..");
  const flows = ["login", "verify-login", "signup", "forgot-password", "reset-password", "resend-email-verification"];
  const rules = ["signup-fields", "password-policy", "login-name", "email", "username", "text"];
  const files = [
    ...[...flows, "verify-email", "finish-login"].map((name) => `lib/flows/${name}.ts`),
    ...rules.map((name) => `lib/domain/${name}.ts`),
    "lib/request/input.ts",
  ];
  const said = (file: string) =>
    [...readFileSync(path.join(root, file), "utf8").matchAll(/"([a-z-]+\.[a-z-]+)"/g)].map(([, code = ""]) => code);
  const codes = new Set(files.flatMap(said).filter((code) => Object.hasOwn(problems, code)));
  codes.delete("request.malformed"); // what no parser could read never comes to a flow
  const here = new Set(["e2e/parity.test.ts", "e2e/fixtures/refusals.ts"].flatMap(said));
  expect([...codes].filter((code) => !here.has(code))).toEqual([]);
  expect(codes.size).toBeGreaterThan(25);
});
