import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { providerTypes } from "@/lib/domain/providers";
import { encrypt } from "@/lib/tokens/encryption";
import { codeOf } from "../fixtures/authenticator";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const password = "seven quiet herons";
const other = "eight quiet herons";
const ask = (what: string, json?: unknown, { key = realm.write, at }: { key?: string; at?: Date } = {}) =>
  api.ask(what, { key, ...(json === undefined ? {} : { json }), ...(at ? { at } : {}) });
const create = (credential: unknown) => ask("POST /credentials", { credential });
const read = (id: string, key = realm.read) => ask(`GET /credentials/${id}`, undefined, { key });
const logIn = (id: string, typed = password) => ask(`POST /users/${id}/authenticate`, { password: typed });
const typesOf = async (id: string) =>
  (await ask(`GET /users/${id}`)).body.credentials.map((one: { credential_type: string }) => one.credential_type);

let count = 0;
async function make(fields: Readonly<Record<string, unknown>> = {}) {
  const username = `user${++count}`;
  const user = { username, email: `${username}@example.com`, password, ...fields };
  return (await ask("POST /users", { user })).body;
}
const makeRobot = () => make({ user_type: "api", password: undefined });

describe("a totp credential", () => {
  test("security 59, 61: is made, shown until its first code puts it to use, asked for at login, and deleted", async () => {
    const { id: user_id, username } = await make();
    expect((await create({ user_id, credential_type: "totp" })).body.errors).toEqual({ name: ["Name can't be blank"] });
    const made = await create({ user_id, credential_type: "totp", name: "Phone" });
    expect(made).toMatchObject({
      status: 201,
      body: {
        object: "credential",
        user_id,
        credential_type: "totp",
        state: "new",
        name: "Phone",
        otp_secret: expect.stringMatching(/^[A-Z2-7]{32}$/),
        provisioning_uri: expect.stringContaining(`otpauth://totp/Northwind:${username}?`),
      },
    });
    const { id, otp_secret: secret } = made.body;
    expect((await read(id, realm.write)).body).toEqual(made.body);
    expect((await read(id)).body).not.toHaveProperty("otp_secret");
    expect((await logIn(user_id)).body.token).toMatch(/^eyJ/);

    const at = new Date();
    const verify = (code: string) => ask(`POST /credentials/${id}/verify`, { credential: { code } }, { at });
    const code = codeOf(secret, at);
    const wrong = await verify(code === "000000" ? "000001" : "000000");
    expect(wrong).toMatchObject({ status: 422, body: { errors: { code: ["Verification failed"] } } });
    const verified = await verify(code);
    expect(verified.body).toMatchObject({ id, state: "active", recovery_codes: expect.any(Array) });
    expect(new Set(verified.body.recovery_codes).size).toBe(10);
    for (const shown of [verified.body, (await read(id, realm.manage)).body]) {
      expect(shown).not.toHaveProperty("otp_secret");
      expect(shown).not.toHaveProperty("provisioning_uri");
    }
    expect((await verify(codeOf(secret, at, 1))).status).toBe(422);
    const stored = await db().credential.findFirstOrThrow({ where: { id } });
    expect(Buffer.from(stored.secretEncrypted ?? []).includes(secret)).toBe(false);

    const { token } = (await logIn(user_id)).body;
    expect(token).toMatch(/^kli_/);
    const complete = (typed: string) =>
      ask(`POST /users/${user_id}/authenticate_code`, { user: { token, code: typed } }, { at });
    expect((await complete(code)).status).toBe(422);
    expect((await complete(verified.body.recovery_codes[0])).body.token).toMatch(/^eyJ/);

    expect((await create({ user_id, credential_type: "totp", name: "Tablet" })).body.errors).toEqual({
      user_id: ["The user has an authenticator already. Delete that one first."],
    });
    const renamed = await ask(`PUT /credentials/${id}`, { credential: { name: "Old phone" } });
    expect(renamed.body.name).toBe("Old phone");
    expect((await ask(`DELETE /credentials/${id}`)).status).toBe(204);
    expect((await read(id)).status).toBe(404);
    expect(await db().recoveryCode.count({ where: { userId: user_id } })).toBe(0);
    expect((await logIn(user_id)).body.token).toMatch(/^eyJ/);
  });

  test("security 56: takes no more than ten wrong codes in a while, counted with those of logins", async () => {
    const { id: user_id } = await make();
    const { id, otp_secret: secret } = (await create({ user_id, credential_type: "totp", name: "Phone" })).body;
    const at = new Date();
    const verify = (code: string) => ask(`POST /credentials/${id}/verify`, { credential: { code } }, { at });
    const right = codeOf(secret, at);
    for (let n = 0; n < 10; n++) expect((await verify(right === "000000" ? "000001" : "000000")).status).toBe(422);
    expect((await verify(right)).status).toBe(429);
    expect((await read(id)).body.state).toBe("new");
  });

  test("of many that are made at once, one is left, and none is in use", async () => {
    const { id: user_id } = await make();
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, n) => create({ user_id, credential_type: "totp", name: `Phone ${n}` })),
    );
    expect(made.map(({ status }) => status)).toEqual(Array(10).fill(201));
    const left = await db().credential.findMany({ where: { userId: user_id, credentialType: "totp" } });
    expect(left).toMatchObject([{ state: "new" }]);
  });

  test("takes the place of one that never was put to use, and names a provider of its own type or none", async () => {
    const { id: user_id } = await make();
    const first = (await create({ user_id, credential_type: "totp", name: "Phone" })).body;
    const second = (await create({ user_id, credential_type: "totp", name: "Phone" })).body;
    expect(second.otp_secret).not.toBe(first.otp_secret);
    expect((await read(first.id)).status).toBe(404);
    const passwords = await db().authProvider.findFirstOrThrow({ where: { realmId: realm.id } });
    const named = await create({ user_id, credential_type: "totp", name: "x", auth_provider_id: passwords.id });
    expect(named.body.errors).toEqual({ auth_provider_id: ["Auth provider is of another type than the credential"] });
  });
});

describe("an api_key credential", () => {
  const byKey = async (api_key: string) => (await ask("POST /users/authenticate_key", { api_key })).status;

  test("is made up or given, shown once, replaced and deleted", async () => {
    const { id: user_id, api_key: first } = await makeRobot();
    const made = await create({ user_id, credential_type: "api_key" });
    expect(made.body).toMatchObject({ state: "active", api_key: expect.stringMatching(/^[\w-]{43}$/) });
    const own = "an-own-key-of-the-owners-1";
    const given = await create({ user_id, credential_type: "api_key", api_key: own });
    expect(given.body.api_key).toBe(own);
    expect((await read(given.body.id, realm.manage)).body).not.toHaveProperty("api_key");
    for (const key of [first, made.body.api_key, own]) expect(await byKey(key)).toBe(200);

    const again = await create({ user_id: (await makeRobot()).id, credential_type: "api_key", api_key: own });
    expect(again.body.errors).toEqual({ api_key: ["Api key has already been taken"] });
    for (const api_key of ["too short", "with spaces in between, though long"])
      expect((await create({ user_id, credential_type: "api_key", api_key })).body.errors).toEqual({
        api_key: ["Api key must have 22 to 200 characters, and no spaces"],
      });
    const change = `PUT /credentials/${given.body.id}`;
    expect((await ask(change, { credential: {} })).body).not.toHaveProperty("api_key");
    expect(await byKey(own)).toBe(200);
    const renewed = await ask(change, { credential: { api_key: "generate" } });
    expect([await byKey(own), await byKey(renewed.body.api_key)]).toEqual([401, 200]);
    expect((await ask(`DELETE /credentials/${given.body.id}`)).status).toBe(204);
    expect(await byKey(renewed.body.api_key)).toBe(401);
  });

  test("can be read again where the realm encrypts keys, by whoever may change it", async () => {
    await db().realm.update({ where: { id: realm.id }, data: { apiKeyPolicy: "encrypt" } });
    const robot = await makeRobot();
    await db().realm.update({ where: { id: realm.id }, data: { apiKeyPolicy: "hash" } });
    const [{ id }] = robot.credentials;
    expect((await read(id, realm.write)).body.api_key).toBe(robot.api_key);
    expect((await read(id)).body).not.toHaveProperty("api_key");
    const stored = await db().credential.findFirstOrThrow({ where: { id } });
    expect(Buffer.from(stored.secretEncrypted ?? []).includes(robot.api_key)).toBe(false);
  });

  test("is for API users alone, who have nothing else", async () => {
    const refused = { credential_type: ["Credential type is not one for users of that type"] };
    const human = await make();
    expect((await create({ user_id: human.id, credential_type: "api_key" })).body.errors).toEqual(refused);
    const { id: user_id } = await makeRobot();
    for (const credential_type of ["password", "totp", "google"])
      expect((await create({ user_id, credential_type, password, name: "x" })).body.errors).toEqual(refused);
  });
});

describe("a password credential", () => {
  test("security 49, 89: is set in place of any other, never shown, and ends what was begun when it goes", async () => {
    const { id: user_id, credentials } = await make();
    const shown = await read(credentials[0].id, realm.manage);
    expect(Object.keys(shown.body).filter((name) => /pass|hash|secret|key/.test(name))).toEqual([]);
    await logIn(user_id);
    expect((await create({ user_id, credential_type: "password" })).body.errors).toHaveProperty("password");
    const made = await create({ user_id, credential_type: "password", password: other, password_confirmation: other });
    expect(made.status).toBe(201);
    expect(await db().session.count({ where: { userId: user_id } })).toBe(0);
    expect((await read(credentials[0].id)).status).toBe(404);
    expect(await typesOf(user_id)).toEqual(["password"]);
    expect([(await logIn(user_id)).status, (await logIn(user_id, other)).status]).toEqual([401, 200]);

    const change = (credential: unknown) => ask(`PUT /credentials/${made.body.id}`, { credential });
    expect((await change({ password: "short" })).status).toBe(422);
    expect((await change({})).body).toEqual(made.body);
    const changed = await change({ password });
    expect((await logIn(user_id)).status).toBe(200);
    expect((await ask(`DELETE /credentials/${changed.body.id}`)).status).toBe(204);
    expect([(await logIn(user_id)).status, await typesOf(user_id)]).toEqual([401, []]);
    expect(await db().session.count({ where: { userId: user_id } })).toBe(0);
  });
});

describe("a profile at an external provider", () => {
  test("is made, shown with its user and deleted; one user has it", async () => {
    const auth_provider_id = newId("ap");
    await db().authProvider.create({
      data: { id: auth_provider_id, realmId: realm.id, providerType: "github", name: "GitHub" },
    });
    const { id: user_id } = await make();
    const profile = { user_id, credential_type: "github", auth_provider_id, provider_user_id: "583231" };
    const made = await create(profile);
    expect(made).toMatchObject({ status: 201, body: { ...profile, state: "active" } });
    expect((await read(made.body.id)).body).toEqual(made.body);
    expect(await typesOf(user_id)).toEqual(["password", "github"]);
    expect((await create({ ...profile, user_id: (await make()).id })).body.errors).toEqual({
      provider_user_id: ["Provider user has already been taken"],
    });
    expect((await create({ user_id, credential_type: "github" })).body.errors).toEqual({
      auth_provider_id: ["Auth provider can't be blank"],
      provider_user_id: ["Provider user can't be blank"],
    });
    expect((await create({ ...profile, credential_type: "google" })).body.errors).toHaveProperty("auth_provider_id");
    expect((await ask(`DELETE /credentials/${made.body.id}`)).status).toBe(204);
    expect(await typesOf(user_id)).toEqual(["password"]);
    const events = await db().event.findMany({ where: { userId: user_id }, orderBy: { id: "asc" } });
    expect(events.map(({ authProviderId, data }) => [authProviderId, data])).toEqual([
      [null, {}],
      [auth_provider_id, { profile: "linked" }],
      [auth_provider_id, { profile: "deleted" }],
    ]);
  });

  test.each(providerTypes)("may be one at %s", async (credential_type) => {
    const auth_provider_id = newId("ap");
    const provider = { id: auth_provider_id, realmId: realm.id, providerType: credential_type, name: "Elsewhere" };
    await db().authProvider.create({ data: provider });
    const { id: user_id } = await make();
    const made = await create({ user_id, credential_type, auth_provider_id, provider_user_id: "1" });
    expect(made).toMatchObject({ status: 201, body: { credential_type } });
  });

  test("shows the token that its provider gave, where the realm keeps it, to whoever may change it", async () => {
    const auth_provider_id = newId("ap");
    const provider = { id: auth_provider_id, realmId: realm.id, providerType: "google", name: "Google" };
    await db().authProvider.create({ data: provider });
    const { id: user_id } = await make();
    const profile = { user_id, credential_type: "google", auth_provider_id, provider_user_id: "77" };
    const { id } = (await create(profile)).body;
    const tokensEncrypted = encrypt("provider-tokens", JSON.stringify({ accessToken: "at-1" }));
    await db().credential.update({ where: { realmId_id: { realmId: realm.id, id } }, data: { tokensEncrypted } });
    expect((await read(id, realm.write)).body.access_token).toBe("at-1");
    expect(JSON.stringify((await read(id)).body)).not.toContain("at-1");
  });
});
