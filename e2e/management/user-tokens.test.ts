import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startDemoServer } from "../fixtures/demo-server";
import { postForm } from "../fixtures/post-form";
import type { Answer } from "../fixtures/server";

let demo: Awaited<ReturnType<typeof startDemoServer>>;
beforeAll(async () => {
  demo = await startDemoServer();
});
afterAll(() => demo.stop());

const sally = { username: "sally", email: "sally@example.com", password: "seven quiet herons" };
const said = (answer: Answer) => JSON.parse(answer.text);
const errorsOf = (answer: Answer) => said(answer).errors;
const withKey = () => ({ "X-Authrocket-Api-Key": demo.demo.api_key });
const inRealm = () => ({ ...withKey(), "X-Authrocket-Realm": demo.demo.realm.id });

const get = (path: string, headers: Readonly<Record<string, string>> = inRealm()) =>
  demo.server.request(path, { headers });

function post(path: string, body: unknown, headers: Readonly<Record<string, string>> = inRealm()): Promise<Answer> {
  return demo.server.request(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const form = (fields: Readonly<Record<string, string>>) =>
  post("/v1/user_tokens", new URLSearchParams(fields).toString(), {
    ...withKey(),
    "Content-Type": "application/x-www-form-urlencoded",
  });

/** The token of a signup by the hosted form of the demo's app in that mode. */
async function hostedToken(fields: Readonly<Record<string, string>>): Promise<string> {
  const answer = await postForm(demo.server, "/signup", { host: demo.host("user_token"), fields });
  expect(answer.status).toBe(303);
  return new URL(answer.headers.location ?? "").searchParams.get("token") ?? "";
}

describe("POST /v1/user_tokens", () => {
  test("makes a token and answers it as AuthRocket does, which GET then answers too", async () => {
    const realm_id = demo.demo.realm.id;
    const made = await post(
      "/v1/user_tokens",
      { user_token: { realm_id, ...sally, password_confirmation: sally.password } },
      withKey(),
    );
    expect(made.status).toBe(201);
    expect(made.headers["content-type"]).toMatch(/^application\/json/);
    expect(made.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    const { id } = said(made);
    expect(id).toMatch(/^utk_[0-9A-Za-z]{22}$/);
    expect(made.text).toBe(
      `{"id":"${id}","first_name":null,"last_name":null,"email":"sally@example.com","username":"sally","object":"user_token","credential_type":"password"}`,
    );
    const found = await get(`/v1/user_tokens/${id}`, withKey());
    expect([found.status, found.text]).toEqual([200, made.text]);
    expect(demo.server.log()).not.toContain(id);
  });

  test("takes forms, and the realm from the body, the query or the header", async () => {
    const { id: realm } = demo.demo.realm;
    const answers = [
      await form({
        "user_token[username]": "form",
        "user_token[email]": "form@example.com",
        "user_token[password]": sally.password,
        "user_token[first_name]": "Fö rm",
        "user_token[realm_id]": realm,
      }),
      await post(`/v1/user_tokens?realm_id=${realm}`, { user_token: sally }, withKey()),
      await post("/v1/user_tokens", {
        user_token: { ...sally, id: "utk_mine", state: "x" },
        request: { ip: "192.0.2.7" },
      }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(answers.map((answer) => said(answer).first_name)).toEqual(["Fö rm", null, null]);
    expect(said(answers[2] as Answer).id).not.toBe("utk_mine");
  });

  test("says all problems at once, by field and in AuthRocket's words", async () => {
    const answer = await post("/v1/user_tokens", { user_token: { email: "sally", password: null } });
    expect(answer.status).toBe(422);
    expect(said(answer)).toEqual({
      errors: {
        username: ["Username can't be blank"],
        email: ["Email must look like name@example.com"],
        password: ["Password can't be blank"],
      },
      message: "Username can't be blank, Email must look like name@example.com, Password can't be blank",
    });
    expect(errorsOf(await post("/v1/user_tokens", { user_token: { ...sally, username: "FRANK" } }))).toEqual({
      username: ["Username has already been taken"],
    });
    expect(errorsOf(await post("/v1/user_tokens", { user_token: { ...sally, password: "secret" } }))).toEqual({
      password: ["Password is too short (minimum is 8 characters)", "Password is too common"],
    });
    const nowhere = await post("/v1/user_tokens", { user_token: sally }, withKey());
    expect([nowhere.status, errorsOf(nowhere)]).toEqual([422, { realm_id: ["Realm can't be blank"] }]);
  });

  test("refuses what it cannot read by status: 400, 404, 413, 415, and 403 before anything is read", async () => {
    const big = JSON.stringify({ user_token: { ...sally, first_name: "x".repeat(1024 * 1024) } });
    const text = { ...inRealm(), "Content-Type": "text/plain" };
    const answers = {
      "not JSON": await post("/v1/user_tokens", "{"),
      "no object": await post("/v1/user_tokens", sally),
      "no object but a list": await post("/v1/user_tokens", { user_token: [sally] }),
      "a field that is none": await post("/v1/user_tokens", { user_token: { ...sally, username: ["a"] } }),
      "a realm beyond": await post("/v1/user_tokens", { user_token: { ...sally, realm_id: "rl_x" } }),
      "too large": await post("/v1/user_tokens", big),
      "other type": await post("/v1/user_tokens", JSON.stringify({ user_token: sally }), text),
      "no key": await post("/v1/user_tokens", "{", {}),
    };
    const statuses = Object.entries(answers).map(([name, answer]) => [name, answer.status]);
    expect(Object.fromEntries(statuses)).toEqual({
      "not JSON": 400,
      "no object": 400,
      "no object but a list": 400,
      "a field that is none": 422,
      "a realm beyond": 404,
      "too large": 413,
      "other type": 415,
      "no key": 403,
    });
    for (const answer of Object.values(answers)) {
      expect(Object.keys(said(answer))).toEqual(["errors", "message"]);
      expect(answer.headers["x-request-id"]).toBeTruthy();
    }
    // Up to the limit the body is read, and its field judged.
    const large = big.replace(
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx".repeat(8),
      "",
    );
    expect((await post("/v1/user_tokens", large)).status).toBe(422);
  });
});

describe("GET /v1/user_tokens/:id", () => {
  test("security 36: reads a hosted signup without its password or a hash, for who has a key", async () => {
    const token = await hostedToken({ ...sally, username: "tara", email: "tara@example.com", last_name: "Tern" });
    const answer = await get(`/v1/user_tokens/${token}`);
    expect(said(answer)).toEqual({
      id: token,
      first_name: null,
      last_name: "Tern",
      email: "tara@example.com",
      username: "tara",
      object: "user_token",
      credential_type: "password",
    });
    expect((await get(`/v1/user_tokens/${token}`, {})).status).toBe(403);
    expect((await get(`/v1/user_tokens/${token}?realm_id=rl_x`, withKey())).status).toBe(404);
    expect(
      (await demo.server.request(`/v1/user_tokens/${token}`, { host: demo.host("user_token"), headers: withKey() }))
        .status,
    ).toBe(404);
    for (const id of ["utk_0000000000000000000000", "utk_", "%75tk_1", `${token}x`])
      expect((await get(`/v1/user_tokens/${id}`)).status, id).toBe(404);
    expect(demo.server.log()).not.toContain(token);
  });
});

describe("DELETE /v1/user_tokens/:id", () => {
  test("discards a token, so that no user is made of it; both names mean the same", async () => {
    const made = await post("/v1/signup_tokens", {
      user_token: { ...sally, username: "una", email: "una@example.com" },
    });
    const { id, object } = said(made);
    expect([made.status, object]).toEqual([201, "user_token"]);
    expect((await get(`/v1/user_tokens/${id}`)).text).toBe((await get(`/v1/signup_tokens/${id}`)).text);
    const discard = () => demo.server.request(`/v1/signup_tokens/${id}`, { method: "DELETE", headers: inRealm() });
    expect([(await discard()).status, (await discard()).status]).toEqual([204, 404]);
    expect((await get(`/v1/user_tokens/${id}`)).status).toBe(404);
    expect(errorsOf(await post("/v1/users", { user: { token: id } })).token).toHaveLength(1);
    expect(demo.server.log()).not.toContain(id);
  });
});

describe("POST /v1/users", () => {
  test("makes the user of a token once, who then logs in without &signup=true", async () => {
    const person = { ...sally, username: "ursula", email: "ursula@example.com" };
    const [token, twin] = [await hostedToken({ ...person, first_name: "Ursula" }), await hostedToken(person)];
    const made = await post("/v1/users", { user: { token } }, withKey());
    expect(made.status).toBe(201);
    const user = said(made);
    expect(user).toEqual({
      id: expect.stringMatching(/^usr_\w{22}$/),
      realm_id: demo.demo.realm.id,
      username: "ursula",
      state: "active",
      user_type: "human",
      reference: null,
      custom: {},
      name: "Ursula",
      email: "ursula@example.com",
      email_verification: "none",
      object: "user",
      last_login_at: null,
      created_at: expect.closeTo(Date.now() / 1000, -2),
      first_name: "Ursula",
      last_name: null,
      membership_count: 0,
      credentials: [{ id: expect.stringMatching(/^crd_\w{22}$/), credential_type: "password", object: "credential" }],
    });

    const again = await post("/v1/users", { user: { token } });
    expect(again.status).toBe(422);
    expect(errorsOf(again)).toEqual({ token: ["Token has been used already, has expired, or never was"] });
    expect((await get(`/v1/user_tokens/${token}`)).status).toBe(404);
    const late = await post("/v1/users", { user: { token: twin } });
    expect([late.status, errorsOf(late)]).toEqual([422, { username: ["Username has already been taken"] }]);
    expect((await get(`/v1/user_tokens/${twin}`)).status).toBe(200);

    const host = demo.host("user_token");
    const login = await postForm(demo.server, "/login", { host, fields: person });
    expect(login.headers.location).toMatch(/\/demo\/login\/user_token\?token=[^&]+$/);
  });

  test("takes a token alone, as a form too, and nothing without a key", async () => {
    const person = { ...sally, username: "vera", email: "vera@example.com" };
    const token = await hostedToken(person);
    const blank = await post("/v1/users", { user: { token: "" } });
    expect([blank.status, Object.keys(errorsOf(blank))]).toEqual([422, ["username", "email", "password"]]);
    expect((await post("/v1/users", { user: { token } }, {})).status).toBe(403);
    const headers = { ...withKey(), "Content-Type": "application/x-www-form-urlencoded" };
    expect((await post("/v1/users", `user[token]=${token}`, headers)).status).toBe(201);
  });
});
