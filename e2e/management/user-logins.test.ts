import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "@/lib/admin/apps";
import { db } from "@/lib/db/client";
import { verifyLoginToken } from "@/lib/tokens/login-jwt";
import { codeOf } from "../fixtures/authenticator";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
  const loginHandler = "http://localhost:3000/demo/login";
  await createApp(realm.id, { name: "Northwind", subdomain: "northwind", loginHandler });
});
afterAll(() => api.close());

const password = "seven quiet herons";
const other = "eight quiet herons";
const ask = (what: string, json?: unknown, { at, key = realm.write }: { at?: Date; key?: string } = {}) =>
  api.ask(what, { key, ...(json === undefined ? {} : { json }), ...(at ? { at } : {}) });

let count = 0;
async function make(fields: Readonly<Record<string, unknown>> = {}) {
  const username = `user${++count}`;
  const user = { username, email: `${username}@example.com`, password, ...fields };
  return (await ask("POST /users", { user })).body as { id: string; username: string; email: string; api_key: string };
}

const logIn = (name: string, typed = password, at?: Date) =>
  ask(`POST /users/${name}/authenticate`, { password: typed }, at ? { at } : {});
const claimsOf = (token: string) => verifyLoginToken(realm.id, token, new Date());
const eventsOf = async (userId: string) =>
  (await db().event.findMany({ where: { userId }, orderBy: { eventAt: "asc" } })).map(({ eventType }) => eventType);
const errorsOf = async (what: string, user: unknown) => {
  const { status, body } = await ask(what, { user });
  return status === 422 ? body.errors : status;
};

/** An authenticator of a user's; answers its secret. */
async function enrol(userId: string): Promise<string> {
  const { setTotp } = await import("@/lib/db/credentials");
  const { encrypt } = await import("@/lib/tokens/encryption");
  const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
  await setTotp(realm.id, userId, encrypt("totp", secret));
  return secret;
}

describe("authenticate", () => {
  test("answers the user with a login token, whose session is a managed one of whom it was asked for", async () => {
    const { id, username } = await make();
    const request = { ip: "198.51.100.7", client: "Firefox" };
    const { status, body } = await ask(`POST /users/${username}/authenticate`, { password, request });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, object: "user", username, last_login_at: expect.any(Number) });
    const claims = await claimsOf(body.token);
    expect(claims).toMatchObject({ uid: id, un: username, tk: expect.stringMatching(/^kss_/) });
    const session = { realmId_id: { realmId: realm.id, id: claims?.tk ?? "" } };
    expect(await db().session.findUnique({ where: session })).toMatchObject({
      userId: id,
      appId: null,
      ip: "198.51.100.7",
      client: "Firefox",
    });
    expect(await eventsOf(id)).toEqual(["user.created", "user.login.succeeded"]);
  });

  test("shows the memberships beside it, where they are asked for in body or query", async () => {
    const { id } = await make();
    await ask("POST /memberships", { membership: { user_id: id, permissions: ["app:x"] } });
    for (const [query, more] of [
      ["?expand=memberships", {}],
      ["", { expand: "memberships" }],
      ["", { expand: ["memberships"] }],
    ] as const)
      expect((await ask(`POST /users/${id}/authenticate${query}`, { password, ...more })).body).toMatchObject({
        token: expect.any(String),
        memberships: [{ permissions: ["app:x"] }],
      });
    expect((await logIn(id)).body).not.toHaveProperty("memberships");
  });

  test("is a 401 for a wrong password and for who may not act, and a 404 for nobody", async () => {
    const { id, username } = await make();
    const wrong = await logIn(username, "wrong");
    expect(wrong).toMatchObject({
      status: 401,
      body: { errors: { base: ["Wrong username or password, or not allowed to log in"] } },
    });
    expect((await logIn("nobody")).status).toBe(404);
    expect((await logIn(username, "")).body.errors).toEqual({ password: ["Password can't be blank"] });
    await ask(`PUT /users/${id}`, { user: { state: "inactive" } });
    expect(await logIn(username)).toMatchObject({ status: 401, body: wrong.body });
    const robot = await make({ user_type: "api", password: undefined });
    expect((await logIn(robot.username)).status).toBe(401);
    expect((await eventsOf(id)).filter((type) => type === "user.login.failed")).toHaveLength(2);
  });

  test("security 15, H11: counts wrong passwords by user, with the hosted pages, by id or name", async () => {
    const { id, username } = await make();
    const at = new Date();
    for (let n = 0; n < 10; n++) expect((await logIn(n % 2 ? id : username, "wrong", at)).status).toBe(401);
    const stopped = await logIn(username, password, at);
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get("retry-after"))).toBe(30);
    const more = { current_password: password, password: other };
    expect((await ask(`PUT /users/${id}/update_password`, { user: more }, { at })).status).toBe(429);
    expect((await logIn(username, password, new Date(at.getTime() + 31_000))).status).toBe(200);
  });

  test("counts by the person's address where it is said, and never by the server's own", async () => {
    const { username } = await make();
    const key = { scope: realm.id, kind: "password-address" };
    const before = await db().throttle.count({ where: key });
    await logIn(username, "wrong");
    expect(await db().throttle.count({ where: key })).toBe(before);
    await ask(`POST /users/${username}/authenticate`, { password: "wrong", request: { ip: "203.0.113.9" } });
    expect(await db().throttle.count({ where: key })).toBe(before + 1);
  });

  test("security 58: stops at the second factor, which authenticate_code completes for that user alone, once", async () => {
    const [{ id, username }, stranger] = [await make(), await make()];
    const secret = await enrol(id);
    const begun = await logIn(username);
    expect(begun).toMatchObject({ status: 200, body: { id, token: expect.stringMatching(/^kli_/) } });
    const { token } = begun.body;
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    const at = new Date();
    const code = codeOf(secret, at);
    const complete = (name: string, user: unknown) => ask(`POST /users/${name}/authenticate_code`, { user }, { at });
    const over = { token: ["Token has been used already, has expired, or never was"] };
    expect((await complete(stranger.id, { token, code })).body.errors).toEqual(over);
    const wrong = await complete(username, { token, code: code === "000000" ? "000001" : "000000" });
    expect([wrong.status, Object.keys(wrong.body.errors)]).toEqual([422, ["code"]]);
    const entered = await complete(username, { token, code });
    expect(await claimsOf(entered.body.token)).toMatchObject({ uid: id, tk: expect.stringMatching(/^kss_/) });
    expect((await complete(username, { token, code })).body.errors).toEqual(over);
    const again = (await logIn(id)).body.token;
    const replayed = await complete(id, { token: again, code });
    expect([replayed.status, replayed.body]).toEqual([422, wrong.body]);
    expect((await complete(id, { token: entered.body.token, code })).body.errors).toEqual(over);
  });

  test("in a realm that asks everyone for a second factor, says who has none", async () => {
    const { id } = await make();
    await db().realm.update({ where: { id: realm.id }, data: { mfaPolicy: "required" } });
    const { status, body } = await logIn(id);
    await db().realm.update({ where: { id: realm.id }, data: { mfaPolicy: "optional" } });
    expect([status, Object.keys(body.errors)]).toEqual([422, ["base"]]);
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
  });
});

describe("authenticate_key", () => {
  const byKey = (api_key: string, at?: Date) => ask("POST /users/authenticate_key", { api_key }, at ? { at } : {});

  test("answers the API user of a key, and no token unless the realm gives it a life", async () => {
    const robot = await make({ user_type: "api", password: undefined });
    const { status, body } = await byKey(robot.api_key);
    expect([status, body.id, body.token, body.api_key]).toEqual([200, robot.id, undefined, undefined]);
    await db().realm.update({ where: { id: realm.id }, data: { apiKeyMinutes: 5 } });
    const { token } = (await byKey(robot.api_key)).body;
    await db().realm.update({ where: { id: realm.id }, data: { apiKeyMinutes: 0 } });
    const claims = await claimsOf(token);
    expect(claims).toMatchObject({ uid: robot.id, tk: expect.stringMatching(/^kns_/) });
    expect((claims?.exp ?? 0) - (claims?.iat ?? 0)).toBe(300);
    expect(await db().session.count({ where: { userId: robot.id } })).toBe(0);
  });

  test("notes the last login once a day", async () => {
    const robot = await make({ user_type: "api", password: undefined });
    const at = Date.now();
    const seen = async (ms: number) => (await byKey(robot.api_key, new Date(at + ms))).body.last_login_at as number;
    const first = await seen(0);
    expect(await seen(3_600_000)).toBe(first);
    expect(await seen(25 * 3_600_000)).toBeGreaterThan(first + 24 * 3600);
  });

  test("is a 401 for any other key, for a user who may not act, and for a key of another realm", async () => {
    const robot = await make({ user_type: "api", password: undefined });
    expect((await byKey("x".repeat(43))).status).toBe(401);
    const elsewhere = await newTestRealm();
    const theirs = await ask("POST /users/authenticate_key", { api_key: robot.api_key }, { key: elsewhere.write });
    expect(theirs.status).toBe(401);
    await ask(`PUT /users/${robot.id}`, { user: { state: "inactive" } });
    expect((await byKey(robot.api_key)).status).toBe(401);
  });
});

describe("update_password", () => {
  test("security 49: changes the password for the present one, ends sessions, and tells the owner", async () => {
    const { id, username, email } = await make();
    const token = (await logIn(id)).body.token;
    const update = `PUT /users/${username}/update_password`;
    const twice = { password: other, password_confirmation: other };
    expect(await errorsOf(update, { ...twice, current_password: "wrong" })).toEqual({
      current_password: ["Current password does not match"],
    });
    expect(await errorsOf(update, { current_password: "", password: username, password_confirmation: "x" })).toEqual({
      current_password: ["Current password can't be blank"],
      password: ["Password is too short (minimum is 8 characters)", "Password can't be the email, or a part of it"],
      password_confirmation: ["Password confirmation doesn't match Password"],
    });
    const changed = await ask(update, { user: { ...twice, current_password: password } });
    expect(changed).toMatchObject({ status: 200, body: { id, object: "user" } });
    expect(changed.body).not.toHaveProperty("token");
    expect([(await logIn(id)).status, (await logIn(id, other)).status]).toEqual([401, 200]);
    const tk = (await claimsOf(token))?.tk ?? "";
    expect(await db().session.count({ where: { realmId: realm.id, id: tk } })).toBe(0);
    expect(await db().mail.findMany({ where: { userId: id, template: "user.password.changed" } })).toMatchObject([
      { recipient: email },
    ]);
  });
});

describe("a reset token", () => {
  const over = { token: ["Token has been used already, has expired, or never was"] };

  test("sets a password once, for its user alone, and logs nobody in", async () => {
    const [{ id, username }, stranger] = [await make(), await make()];
    const made = await ask(`POST /users/${username}/generate_password_token`);
    expect(made.body).toMatchObject({ object: "user", id, token: expect.stringMatching(/^kpw_[0-9A-Za-z]{22}$/) });
    const { token } = made.body;
    expect(made.body.password_reset_token).toBe(token);
    expect(await db().mail.count({ where: { userId: id } })).toBe(0);
    const reset = (name: string) => `POST /users/${name}/reset_password_with_token`;
    const user = { token, password: other, password_confirmation: other };
    expect(await errorsOf(reset(stranger.id), user)).toEqual(over);
    expect(await errorsOf(reset(id), { ...user, password_confirmation: "x" })).toHaveProperty("password_confirmation");
    const done = await ask(reset(id), { user });
    expect(done).toMatchObject({ status: 200, body: { id, email_verification: "verified" } });
    expect(done.body).not.toHaveProperty("token");
    expect(await errorsOf(reset(id), user)).toEqual(over);
    expect((await logIn(id, other)).status).toBe(200);
    expect(await eventsOf(id)).toEqual(
      expect.arrayContaining(["user.password_token.created", "user.password_token.consumed"]),
    );
  });

  test("is worth nothing after an hour, once there is a newer one, or when its user may not act", async () => {
    const { id } = await make();
    const newToken = async () => (await ask(`POST /users/${id}/generate_password_token`)).body.token;
    const [first, second] = [await newToken(), await newToken()];
    const reset = async (token: string, at = new Date()) =>
      (await ask(`POST /users/${id}/reset_password_with_token`, { user: { token, password: other } }, { at })).body
        .errors;
    expect(await reset(first)).toEqual(over);
    expect(await reset(second, new Date(Date.now() + 61 * 60_000))).toEqual(over);
    await ask(`PUT /users/${id}`, { user: { state: "inactive" } });
    expect(await reset(second)).toEqual(over);
    expect((await ask(`POST /users/${id}/generate_password_token`)).body.errors).toEqual({
      base: ["The user is inactive"],
    });
    const robot = await make({ user_type: "api", password: undefined });
    expect((await ask(`POST /users/${robot.id}/generate_password_token`)).status).toBe(422);
  });
});

describe("the verification of an address", () => {
  test("is asked for by mail and by token, and spent once", async () => {
    const { id, username, email } = await make();
    const asked = await ask(`POST /users/${username}/request_email_verification`);
    expect(asked.body).toMatchObject({ id, email_verification: "requested", token: expect.stringMatching(/^kvf_/) });
    const [mail] = await db().mail.findMany({ where: { userId: id } });
    expect([mail?.recipient, mail?.text.includes(asked.body.token)]).toEqual([email, true]);
    const verify = (name: string) => errorsOf(`POST /users/${name}/verify_email`, { token: asked.body.token });
    const stranger = await make();
    expect(await verify(stranger.id)).toHaveProperty("token");
    const proved = await ask(`POST /users/${id}/verify_email`, { user: { token: asked.body.token } });
    expect(proved.body).toMatchObject({ id, email_verification: "verified" });
    expect(await verify(id)).toHaveProperty("token");
    expect(await eventsOf(id)).toEqual(
      expect.arrayContaining(["user.email.verification_requested", "user.email.verified"]),
    );
  });

  test("security 51: is of the address it was asked for", async () => {
    const { id } = await make();
    const { token } = (await ask(`POST /users/${id}/request_email_verification`)).body;
    await ask(`PUT /users/${id}`, { user: { email: "next@example.com" } });
    expect(await errorsOf(`POST /users/${id}/verify_email`, { token })).toHaveProperty("token");
    expect((await ask(`GET /users/${id}`)).body.email_verification).toBe("none");
  });

  test("works in a realm without an app, where nothing can be mailed", async () => {
    const here = await newTestRealm();
    const user = { username: "alone", email: "alone@example.com", password, email_verification: "requested" };
    const key = { key: here.write };
    expect((await ask("POST /users", { user }, key)).status).toBe(201);
    const { token } = (await ask("POST /users/alone/request_email_verification", undefined, key)).body;
    expect(token).toMatch(/^kvf_/);
    expect((await ask("POST /users/alone/verify_email", { user: { token } }, key)).body.email_verification).toBe(
      "verified",
    );
    expect((await ask("POST /users/alone/authenticate", { password }, key)).body.token).toMatch(/^eyJ/);
  });
});
