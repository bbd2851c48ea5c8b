import { jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { minutes } from "@/lib/domain/duration";
import { codeOf } from "../fixtures/authenticator";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";
import { agreeAt, startOpenIdProvider } from "../fixtures/openid-provider";
import { client } from "../fixtures/provider";

const back = "https://app.example.com/back";

let api: Management;
let provider: Awaited<ReturnType<typeof startOpenIdProvider>>;
let realm: TestRealm;
let id = "";
beforeAll(async () => {
  api = await openManagement();
  provider = await startOpenIdProvider([back]);
});
afterAll(async () => {
  await provider.close();
  await api.close();
});
beforeEach(async () => {
  realm = await newTestRealm();
  const made = await ask("POST /auth_providers", { auth_provider: { ...realId, issuer: provider.origin } });
  id = made.body.id;
});

const realId = { provider_type: "oidc", name: "Real ID", client_id: client.id, client_secret: client.secret };

const ask = (what: string, json?: object, at = new Date()) =>
  api.ask(what, { key: realm.manage, at, ...(json ? { json } : {}) });

async function addressFor(nonce: string, given: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await ask(`GET /auth_providers/${id}/authorize?${query({ redirect_uri: back, nonce, ...given })}`);
  return answer.body.url;
}

const query = (values: Readonly<Record<string, string>>) => new URLSearchParams(values).toString();

/** What a person comes back with who has logged in at the provider. */
async function comeBack(login: string, nonce = "n"): Promise<Readonly<Record<string, string>>> {
  const came = await agreeAt(provider, await addressFor(nonce), login);
  expect(`${came.origin}${came.pathname}`).toBe(back);
  return { ...Object.fromEntries(came.searchParams), nonce };
}

describe("an app's own server and a real OpenID provider", () => {
  test("a person goes there and comes back to a user with a token; the second time they are known", async () => {
    const first = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    expect(first).toMatchObject({
      status: 200,
      body: { object: "user", username: "nora", email: "nora@example.com", email_verification: "verified" },
    });
    const { jwt_key: key } = (await ask(`GET /realms/${realm.id}`)).body;
    const { payload } = await jwtVerify(first.body.token, new TextEncoder().encode(key), { algorithms: ["HS256"] });
    expect(payload).toMatchObject({ uid: first.body.id, un: "nora", fn: "nora", ln: "North" });
    const second = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    expect(second.body.id).toBe(first.body.id);
    const credentials = first.body.credentials.map((one: { credential_type: string }) => one.credential_type);
    expect(credentials).toEqual(["oidc"]);
  });

  test("addresses for all active external providers come at once, each with its own; of one that is off none", async () => {
    await ask("POST /auth_providers", { auth_provider: { ...realId, provider_type: "github" } });
    await ask("POST /auth_providers", { auth_provider: { ...realId, provider_type: "slack", state: "inactive" } });
    const { collection, more_results: more } = (
      await ask(`GET /auth_providers/authorize?${query({ redirect_uri: back, nonce: "n" })}`)
    ).body;
    expect(more).toBe(false);
    expect(collection).toMatchObject([
      { id, object: "auth_provider", provider_type: "oidc", url: expect.stringContaining(provider.origin) },
      { provider_type: "github", url: expect.stringContaining("https://github.com/login/oauth/authorize?") },
    ]);
    const [{ searchParams }] = collection.map(({ url }: { url: string }) => new URL(url));
    expect(searchParams.get("redirect_uri")).toBe(back);
    expect(searchParams.get("code_challenge_method")).toBe("S256");
    expect((await ask(`GET /auth_providers/slack/authorize?${query({ redirect_uri: back })}`)).status).toBe(404);
  });

  test("where the realm's mode is user_token, nobody is made a user but by redeeming the token", async () => {
    await ask("POST /auth_providers", { auth_provider: { provider_type: "login_rocket", signup_mode: "user_token" } });
    const { body } = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    expect(body).toMatchObject({ object: "user_token", email: "nora@example.com", credential_type: "oidc" });
    expect(await db().user.count({ where: { realmId: realm.id } })).toBe(0);
    const made = await ask("POST /users", { user: { token: body.id } });
    const { body: user } = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    expect(user).toMatchObject({ object: "user", id: made.body.id });
  });

  test("a user with a second factor goes on with authenticate_code", async () => {
    const { body: user } = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    const totp = { user_id: user.id, credential_type: "totp", name: "Phone" };
    const { body: credential } = await ask("POST /credentials", { credential: totp });
    const code = (steps = 0) => codeOf(credential.otp_secret, new Date(), steps);
    await ask(`POST /credentials/${credential.id}/verify`, { credential: { code: code() } });
    const { body } = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    expect(body).toMatchObject({ id: user.id, token: expect.stringMatching(/^kli_/) });
    const step = { token: body.token, code: code(1) };
    const { body: known } = await ask(`POST /users/${user.id}/authenticate_code`, { user: step });
    expect(known.token.split(".")).toHaveLength(3);
  });

  test("an inactive user is told of, and not let in", async () => {
    const { body: user } = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    await ask(`PUT /users/${user.id}`, { user: { state: "inactive" } });
    const { status, body } = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    expect([status, body.message]).toEqual([422, "The user is inactive"]);
  });

  test("where somebody has the address, and not both sides have verified it, nobody is linked", async () => {
    await ask("POST /users", {
      user: { username: "norah", email: "nora@example.com", password: "seven quiet herons" },
    });
    const { status, body } = await ask("POST /auth_providers/authorize", await comeBack("nora"));
    expect([status, body.message]).toEqual([409, expect.stringMatching(/^A user has that address/)]);
  });
});

describe("a code that does not do", () => {
  test("is said as AuthRocket says it, with an address to try again at, which works", async () => {
    const came = await comeBack("nora", "mine");
    const { status, body } = await ask("POST /auth_providers/authorize", { ...came, code: "made-up" });
    expect(status).toBe(422);
    expect(body.errors.code).toEqual([expect.stringMatching(/^Error validating code/)]);
    const again = await agreeAt(provider, body.retry_url, "nora");
    const brought = { ...Object.fromEntries(again.searchParams), nonce: "mine" };
    expect((await ask("POST /auth_providers/authorize", brought)).status).toBe(200);
  });

  test("security 104: is refused once it was used, with another's nonce, late, and in another realm", async () => {
    const [used, mine, late] = [await comeBack("nora"), await comeBack("nora", "mine"), await comeBack("frank")];
    const refused = { status: 422, body: { errors: { code: [expect.stringMatching(/^Error validating code/)] } } };
    expect((await ask("POST /auth_providers/authorize", used)).status).toBe(200);
    expect(await ask("POST /auth_providers/authorize", used)).toMatchObject(refused);
    expect(await ask("POST /auth_providers/authorize", { ...mine, nonce: "another" })).toMatchObject(refused);
    const in31Minutes = new Date(Date.now() + minutes(31));
    expect(await ask("POST /auth_providers/authorize", late, in31Minutes)).toMatchObject(refused);
    const other = await newTestRealm();
    const there = await api.ask("POST /auth_providers/authorize", { key: other.manage, json: mine });
    expect(there).toMatchObject(refused);
  });

  test("comes from no address with a query, a fragment or a script", async () => {
    for (const address of [`${back}?a=1`, `${back}#a`, "javascript:alert(1)", "/back", ""]) {
      const { status, body } = await ask(
        `GET /auth_providers/authorize?${query({ redirect_uri: address, nonce: "n" })}`,
      );
      expect([status, Object.keys(body.errors)], address).toEqual([422, ["redirect_uri"]]);
    }
  });

  test("where the provider does not answer, it is said so: 424 for one, and left out of a list", async () => {
    const gone = { ...realId, name: "Gone", issuer: "http://127.0.0.1:9" };
    const { body: made } = await ask("POST /auth_providers", { auth_provider: gone });
    const asked = query({ redirect_uri: back, nonce: "n" });
    expect((await ask(`GET /auth_providers/${made.id}/authorize?${asked}`)).status).toBe(424);
    const { collection } = (await ask(`GET /auth_providers/authorize?${asked}`)).body;
    expect(collection.map((one: { id: string }) => one.id)).toEqual([id]);
  });
});

test("an access token is taken only where the provider says that it is this client's", async () => {
  const { status, body } = await ask(`POST /auth_providers/${id}/authorize`, { access_token: "made up" });
  expect([status, Object.keys(body.errors)]).toEqual([422, ["access_token"]]);
  expect((await ask("POST /auth_providers/login_rocket/authorize", { access_token: "x" })).status).toBe(404);
});
