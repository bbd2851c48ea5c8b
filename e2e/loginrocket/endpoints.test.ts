import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { english, type MessageCode, problemSentence, sentence } from "@/lib/domain/messages";
import type { Problem, ProblemCode } from "@/lib/domain/problem";
import {
  type ApiServer,
  type Fields,
  loginHandler,
  otpSecret,
  password,
  type Said,
  signupHandler,
  startApiServer,
  type Transport,
  transports,
} from "../fixtures/api-server";
import { codeOf } from "../fixtures/authenticator";

type Secrets = { readonly resets: Fields; readonly proofs: Fields; readonly recoveryCodes: readonly string[] };

let api: ApiServer & { readonly more: Secrets };

/** One of each transport: what is done by one is not to be met by the next. */
const people = (kind: string) => transports.map((by) => `${kind}-${by.toLowerCase()}`);

beforeAll(async () => {
  api = (await startApiServer(makePeople)) as typeof api;
});
afterAll(() => api.stop());

/** People with an authenticator (`grace`), a mailed reset (`rita`), and an address that waits to be proved (`vera`). */
async function makePeople(realms: Readonly<Record<string, string>>): Promise<Secrets> {
  const [{ createUser }, { renewRecoveryCodes }, { db }, { mintSecret }] = await Promise.all([
    import("@/lib/admin/users"),
    import("@/lib/admin/mfa"),
    import("@/lib/db/client"),
    import("@/lib/tokens/secret-token"),
  ]);
  const realmId = realms.maple ?? "";
  const [resets, proofs, recoveryCodes]: [Record<string, string>, Record<string, string>, string[]] = [{}, {}, []];
  const expiresAt = new Date(Date.now() + 3_600_000);
  for (const username of ["grace", "rita", "vera"].flatMap(people)) {
    const email = `${username}@example.com`;
    const person = { username, email, firstName: "", lastName: "", password };
    const secret = username.startsWith("grace") ? otpSecret : null;
    const user = await createUser({ id: realmId, requireUniqueEmails: true }, { ...person, otpSecret: secret });
    const mine = { realmId, userId: user.id, expiresAt };
    const [reset, proof] = [mintSecret("kpw"), mintSecret("kvf")];
    if (username.startsWith("rita"))
      await db().resetToken.create({ data: { ...mine, id: `kpw_${username}`, tokenHash: reset.hash } });
    if (username.startsWith("vera"))
      await db().emailToken.create({
        data: { ...mine, id: `kvf_${username}`, tokenHash: proof.hash, emailCanonical: email },
      });
    resets[username] = reset.secret;
    proofs[username] = proof.secret;
    if (username !== "grace-json") continue;
    const renewed = await renewRecoveryCodes({ ...mine, at: new Date(), by: { ip: null, userAgent: null } });
    if (renewed.ok) recoveryCodes.push(...renewed.value.recoveryCodes);
  }
  const mail = { id: realms.mail ?? "", requireUniqueEmails: true };
  // In realms of addresses that is the username, too; createUser of lib/admin makes people with names alone.
  const { createUser: insert } = await import("@/lib/db/new-users");
  const { hashPassword } = await import("@/lib/tokens/password-hash");
  const address = { display: "Frank@Example.com", canonical: "frank@example.com" };
  const frank = { username: { ...address, skeleton: null }, email: { ...address, unique: true }, org: null };
  await insert(
    mail.id,
    { ...frank, firstName: null, lastName: null, passwordHash: await hashPassword(password), signupPending: false },
    { ip: null, userAgent: null },
  );
  return { resets, proofs, recoveryCodes };
}

const say = (code: MessageCode) => sentence(english, code);
const told = (...problems: (ProblemCode | Problem)[]): Said => {
  const errors = problems.map((one) => problemSentence(english, typeof one === "string" ? { code: one } : one));
  return { error: errors.join(" "), errors };
};
const token = expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/);
const at = (handler: string, rest = "") => expect.stringMatching(new RegExp(`^${handler}\\?token=[\\w.-]+${rest}$`));
const okay = { result: "okay", token, url: at(loginHandler) };
const minutes = { min: 8 };

/** What a verb is asked at an app, with what is said. Fields may need something of the transport, or asked for first. */
type Case = readonly [
  app: string,
  verb: string,
  fields: Fields | ((by: Transport) => Promise<Fields> | Fields),
  said: Said | (() => Said),
];

const loggedIn = async (app = "maple", who: Fields = { username: "frank" }): Promise<string> =>
  String((await api.ask(app, "login", { ...who, password })).token);
const withToken = (fields: Fields, app?: string) => async (): Promise<Fields> => ({
  token: await loggedIn(app),
  ...fields,
});
const sessionOf = (login: string) =>
  String(JSON.parse(Buffer.from(login.split(".")[1] ?? "", "base64url").toString()).tk);
const waiting = async (username: string): Promise<string> => {
  const { result, token: ticket } = await api.ask("maple", "login", { username, password });
  expect([result, ticket]).toEqual(["need_mfa", expect.stringMatching(/^kli_\w{22}$/)]);
  return String(ticket);
};
const newcomer = (name: string) => ({ username: name, email: `${name}@example.com`, password });
const by = (transport: Transport, name: string) => `${name}-${transport.toLowerCase()}`;

const good: Readonly<Record<string, Case>> = {
  "login by username": ["maple", "login", { username: "Frank", password }, okay],
  "login by address": ["maple", "login", { username: "frank@example.com", password }, okay],
  "login with the name in the other field": ["maple", "login", { email: "frank", password }, okay],
  "login in a realm of addresses": ["mail", "login", { email: "frank@example.com", password }, okay],
  "the same with the address as username": ["mail", "login", { username: "FRANK@example.com", password }, okay],
  "login of somebody with an authenticator": [
    "maple",
    "login",
    { username: "grace-json", password },
    { result: "need_mfa", token: expect.stringMatching(/^kli_\w{22}$/) },
  ],
  "verify_login by code": [
    "maple",
    "verify_login",
    async (how) => {
      const username = by(how, "grace");
      return { username, token: await waiting(username), code: codeOf(otpSecret, new Date()) };
    },
    { token, url: at(loginHandler) },
  ],
  "verify_login by recovery code": [
    "maple",
    "verify_login",
    async () => ({
      email: "grace-json@example.com",
      token: await waiting("grace-json"),
      code: String((api.more.recoveryCodes as string[]).pop()),
    }),
    { token, url: at(loginHandler) },
  ],
  "login with token and code, as verify_login": [
    "maple",
    "login",
    async () => ({
      username: "grace-json",
      token: await waiting("grace-json"),
      code: String((api.more.recoveryCodes as string[]).pop()),
    }),
    { token, url: at(loginHandler) },
  ],
  "logout by token": ["maple", "logout", withToken({}), {}],
  "logout by a token that is over, and by one of another realm": ["maple", "logout", withToken({}, "other"), {}],
  check_session: ["maple", "check_session", withToken({}), { valid: true }],
  "check_session of a session that began at another app of the realm": [
    "org",
    "check_session",
    withToken({}),
    { valid: true },
  ],
  forgot_password: [
    "maple",
    "forgot_password",
    { username: "frank" },
    () => ({ message: say("loginrocket.reset-asked") }),
  ],
  "forgot_password of nobody": [
    "maple",
    "forgot_password",
    { email: "nobody@example.com" },
    () => ({ message: say("loginrocket.reset-asked") }),
  ],
  reset_password: [
    "maple",
    "reset_password",
    (how) => {
      const username = by(how, "rita");
      const again = { password: "nine loud badgers", password_confirmation: "nine loud badgers" };
      return { username, token: api.more.resets[username] ?? "", ...again };
    },
    () => ({ message: say("loginrocket.password-reset") }),
  ],
  update_password: [
    "maple",
    "update_password",
    async (how) => ({
      token: await loggedIn("maple", { username: by(how, "vera") }),
      ...{ current_password: password, password: "nine loud badgers", password_confirmation: "nine loud badgers" },
    }),
    () => ({ message: say("loginrocket.password-updated") }),
  ],
  signup: [
    "maple",
    "signup",
    (how) => ({ ...newcomer(by(how, "nina")), first_name: "Nina", last_name: "North" }),
    { result: "okay", token, url: at(loginHandler, "&signup=true") },
  ],
  "signup in a realm of addresses, confirmed": [
    "mail",
    "signup",
    (how) => ({
      ...{ username: `${by(how, "nina")}@example.com`, email_confirmation: `${by(how, "NINA")}@example.com` },
      ...{ password, password_confirmation: password },
    }),
    { result: "okay", token, url: at(loginHandler, "&signup=true") },
  ],
  "signup with an organisation": [
    "org",
    "signup",
    (how) => ({
      ...newcomer(by(how, "olga")),
      ...{ password_confirmation: password, first_name: "Olga", last_name: "Orr", org_name: "Orchards" },
    }),
    { result: "okay", token, url: at(loginHandler, "&signup=true") },
  ],
  "signup for a token": [
    "token",
    "signup",
    (how) => newcomer(by(how, "tara")),
    { token: expect.stringMatching(/^utk_\w{22}$/), url: at(signupHandler) },
  ],
  "signup where an address is proved first": [
    "strict",
    "signup",
    (how) => newcomer(by(how, "sam")),
    () => ({ result: "need_email_verification", message: say("loginrocket.verify-email-first") }),
  ],
  resend_email_token: [
    "strict",
    "resend_email_token",
    { username: "sam-json" },
    () => ({ message: say("loginrocket.verification-asked") }),
  ],
  "resend_email_token of nobody": [
    "strict",
    "resend_email_token",
    { email: "nobody@example.com" },
    () => ({ message: say("loginrocket.verification-asked") }),
  ],
  verify_email: [
    "maple",
    "verify_email",
    (how) => ({ username: by(how, "vera"), token: api.more.proofs[by(how, "vera")] ?? "" }),
    () => ({ message: say("loginrocket.email-verified") }),
  ],
};

const invalid = (...problems: (ProblemCode | Problem)[]): Said => ({ ...told(...problems), valid: false });
const dead = "a.b.c";
const unregistered = { username: "frank", password: "not the password" };
const updated = { current_password: password, password: "nine loud badgers" };

const refused: Readonly<Record<string, Case>> = {
  "login with nothing": ["maple", "login", {}, told("username.blank", "password.blank")],
  "login in a realm of addresses with nothing": ["mail", "login", {}, told("email.blank", "password.blank")],
  "login with a wrong password": ["maple", "login", unregistered, told("credentials.wrong")],
  "login of nobody": ["maple", "login", { username: "nobody", password }, told("credentials.wrong")],
  "login of another realm's": ["other", "login", { username: "nina-json", password }, told("credentials.wrong")],
  "login where that is off": ["closed", "login", { username: "frank", password }, told("login.disabled")],
  "login before the address is proved": [
    "strict",
    "login",
    { username: "frank", password },
    told("email.verify-first"),
  ],
  "login before a second step is set up": [
    "second",
    "login",
    { username: "frank", password },
    () => told({ code: "enrolment.on-page", params: { address: `http://${api.hostOf("second")}/login` } }),
  ],
  "login with a code alone": ["maple", "login", { username: "frank", code: "123456" }, told("ticket.ended")],
  "signup before a second step is set up": [
    "second",
    "signup",
    (how) => newcomer(by(how, "sid")),
    () => told({ code: "enrolment.on-page", params: { address: `http://${api.hostOf("second")}/login` } }),
  ],
  "verify_login without a code": ["maple", "verify_login", { username: "grace-json", token: dead }, told("code.blank")],
  "verify_login of no login": ["maple", "verify_login", { token: dead, code: "123456" }, told("ticket.ended")],
  "verify_login with a wrong code": [
    "maple",
    "verify_login",
    async (how) => ({ token: await waiting(by(how, "grace")), code: "000-000" }),
    told("code.wrong"),
  ],
  "verify_login of somebody else": [
    "maple",
    "verify_login",
    async (how) => ({ username: "frank", token: await waiting(by(how, "grace")), code: codeOf(otpSecret, new Date()) }),
    told("ticket.ended"),
  ],
  "verify_login at another app": [
    "org",
    "verify_login",
    async (how) => ({ token: await waiting(by(how, "grace")), code: codeOf(otpSecret, new Date()) }),
    told("ticket.ended"),
  ],
  "logout by a session's id": [
    "maple",
    "logout",
    async () => ({ token: sessionOf(await loggedIn()) }),
    told("token.not-whole"),
  ],
  "check_session of nothing": ["maple", "check_session", {}, invalid("token.blank")],
  "check_session of something else": ["maple", "check_session", { token: dead }, invalid("session.ended")],
  "check_session of a session's id": [
    "maple",
    "check_session",
    async () => ({ token: sessionOf(await loggedIn()) }),
    invalid("token.not-whole"),
  ],
  "security 65: check_session of another realm's": [
    "maple",
    "check_session",
    withToken({}, "other"),
    invalid("session.ended"),
  ],
  "check_session of one that was logged out": [
    "maple",
    "check_session",
    async () => {
      const login = await loggedIn();
      await api.ask("maple", "logout", { token: login });
      return { token: login };
    },
    invalid("session.ended"),
  ],
  "check_session in a realm that keeps none": [
    "loose",
    "check_session",
    withToken({}, "loose"),
    invalid("session.not-managed"),
  ],
  "forgot_password of nothing": ["maple", "forgot_password", {}, told("username.blank")],
  "forgot_password where logins are off": ["closed", "forgot_password", { username: "frank" }, told("login.disabled")],
  "reset_password with another kind of token": [
    "maple",
    "reset_password",
    (how) => ({ ...updated, username: "frank", token: api.more.proofs[by(how, "rita")] ?? "" }),
    told("reset-token.spent"),
  ],
  "reset_password with what will not do": [
    "maple",
    "reset_password",
    { username: "frank", password: "frank", password_confirmation: "fran" },
    told(
      { code: "password.too-short", params: minutes },
      "password.too-common",
      "password.is-username",
      "password.confirmation-differs",
    ),
  ],
  "update_password with nothing": [
    "maple",
    "update_password",
    {},
    told("token.blank", "current-password.blank", "password.blank"),
  ],
  "update_password with a wrong one": [
    "maple",
    "update_password",
    withToken({ ...updated, current_password: "another one" }),
    told("current-password.wrong"),
  ],
  "update_password with a session's id": [
    "maple",
    "update_password",
    async () => ({ ...updated, token: sessionOf(await loggedIn()) }),
    told("token.not-whole"),
  ],
  "security 65: update_password with another realm's token": [
    "maple",
    "update_password",
    withToken(updated, "other"),
    told("session.ended"),
  ],
  "update_password to what will not do": [
    "maple",
    "update_password",
    withToken({ current_password: password, password: "Frank", password_confirmation: "" }),
    told(
      { code: "password.too-short", params: minutes },
      "password.too-common",
      "password.is-email",
      "password.confirmation-blank",
    ),
  ],
  "signup with nothing": ["maple", "signup", {}, told("username.blank", "email.blank", "password.blank")],
  "signup with nothing of what an app wants": [
    "org",
    "signup",
    {},
    told("username.blank", "email.blank", "first-name.blank", "last-name.blank", "org-name.blank", "password.blank"),
  ],
  "signup without the second typing that an app wants": [
    "org",
    "signup",
    { ...newcomer("zoe"), first_name: "Z", last_name: "Z", org_name: "Z" },
    told("password.confirmation-blank"),
  ],
  "signup with second typings that differ": [
    "maple",
    "signup",
    { ...newcomer("zoe"), email_confirmation: "zoe@example.net", password_confirmation: "seven quiet heron" },
    told("email.confirmation-differs", "password.confirmation-differs"),
  ],
  "signup with a name that is taken": ["maple", "signup", newcomer("frank"), told("username.taken")],
  "signup with an address that is taken": [
    "maple",
    "signup",
    { ...newcomer("zoe"), email: "frank@example.com" },
    told("email.taken"),
  ],
  "signup where that is off": ["closed", "signup", newcomer("zoe"), told("signup.disabled")],
  "resend_email_token of nothing": ["mail", "resend_email_token", {}, told("email.blank")],
  "verify_email with another kind of token": [
    "maple",
    "verify_email",
    (how) => ({ username: by(how, "vera"), token: api.more.resets[by(how, "vera")] ?? "" }),
    told("email-token.spent"),
  ],
};

describe.each(transports)("by %s", (how) => {
  test.each(Object.entries({ ...good, ...refused }))("%s", async (_, [app, verb, fields, said]) => {
    const sent = typeof fields === "function" ? await fields(how) : fields;
    expect(await api.ask(app, verb, sent, how)).toEqual(typeof said === "function" ? said() : said);
  });
});

test("the sentences of the seed are said to the letter, in English or the language of `locale`", async () => {
  const words = [
    [
      "forgot_password",
      "You should receive a password reset token within a few minutes. If not, check your spam folder.",
    ],
    ["resend_email_token", "A new verification email has been sent."],
  ] as const;
  for (const [verb, message] of words) expect(await api.ask("maple", verb, { username: "frank" })).toEqual({ message });
  expect(
    ["password-reset", "password-updated", "email-verified"].map((one) => say(`loginrocket.${one}` as MessageCode)),
  ).toEqual(["Your password has been reset.", "Your password has been updated.", "Your email has been verified."]);
  const french = { "Accept-Language": "fr" };
  const asked = async (fields: Fields) => JSON.parse((await api.post("maple", "login", fields, french)).text).error;
  expect(await asked(unregistered)).toBe(say("problem.credentials.wrong"));
  expect(await asked({ ...unregistered, locale: "fr-CA" })).toBe(
    sentence({ locale: "fr", own: {} }, "problem.credentials.wrong"),
  );
  expect(await asked({ ...unregistered, locale: "tlh" })).toBe(say("problem.credentials.wrong"));
});

test("security 15: the eleventh try is told to wait, in words and by Retry-After, and so is the right password", async () => {
  for (let n = 0; n < 10; n += 1)
    expect(await api.ask("other", "login", unregistered)).toEqual(told("credentials.wrong"));
  const answer = await api.post("other", "login", { username: "frank", password });
  expect(answer.status).toBe(200);
  expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  expect(JSON.parse(answer.text)).toEqual(told({ code: "throttle.wait", retryAfter: 30 }));
  const script = await api.request(
    "other",
    `/v1/login?${new URLSearchParams({ username: "frank", password, callback: "f" })}`,
  );
  expect([script.status, Number(script.headers["retry-after"]) > 0]).toEqual([200, true]);
  expect(await api.ask("other", "login", { username: "grace", password })).toEqual(told("credentials.wrong"));
});
