import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "@/lib/admin/apps";
import { db } from "@/lib/db/client";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const password = "seven quiet herons";
const ask = (what: string, json?: unknown, key = realm.write) =>
  api.ask(what, { key, ...(json === undefined ? {} : { json }) });

let count = 0;
async function make(fields: Readonly<Record<string, unknown>> = {}, key = realm.write) {
  const username = `user${++count}`;
  const user = { username, email: `${username}@example.com`, password, ...fields };
  const made = await ask("POST /users", { user }, key);
  expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201 });
  return made.body;
}

const errorsOf = async (what: string, user: unknown, key = realm.write) => {
  const { status, body } = await ask(what, { user }, key);
  return status === 422 ? body.errors : status;
};

const eventsOf = async (userId: string) =>
  (await db().event.findMany({ where: { userId }, orderBy: { id: "asc" } })).map(({ eventType }) => eventType);

describe("a human", () => {
  test("is made, found by id and by name, changed and deleted, and each change is an event", async () => {
    const made = await ask("POST /users", {
      user: {
        username: "Sally.Ride",
        email: "Sally@Example.com",
        password,
        password_confirmation: password,
        first_name: " Sally ",
        last_name: "Ride",
        reference: "42",
        custom: { plan: "pro", seats: 5, on: true, tags: ["a", 1, null] },
      },
      request: { ip: "198.51.100.7", client: "Firefox" },
    });
    expect(made).toMatchObject({
      status: 201,
      body: {
        id: expect.stringMatching(/^usr_[0-9A-Za-z]{22}$/),
        realm_id: realm.id,
        object: "user",
        username: "Sally.Ride",
        user_type: "human",
        state: "active",
        email: "Sally@Example.com",
        email_verification: "none",
        name: "Sally Ride",
        reference: "42",
        custom: { plan: "pro", seats: 5, on: true, tags: ["a", 1, null] },
        last_login_at: null,
        membership_count: 0,
        credentials: [{ object: "credential", credential_type: "password", id: expect.stringMatching(/^crd_/) }],
      },
    });
    const { id } = made.body;
    for (const name of [id, "sally.ride", "SALLY.RIDE", "Sally%2ERide"])
      expect((await ask(`GET /users/${name}`, undefined, realm.read)).body, name).toEqual(made.body);

    const changed = await ask("PUT /users/sally.ride", { user: { last_name: "O'Neil", reference: null, custom: {} } });
    expect(changed.body).toEqual({
      ...made.body,
      last_name: "O'Neil",
      name: "Sally O'Neil",
      reference: null,
      custom: {},
    });
    expect((await ask(`PUT /users/${id}`, { user: { username: "sally2" } })).body.username).toBe("sally2");
    expect((await ask("GET /users/sally.ride")).status).toBe(404);
    expect(await ask("DELETE /users/sally2")).toMatchObject({ status: 204, body: null });
    for (const what of [`GET /users/${id}`, "GET /users/sally2", `DELETE /users/${id}`])
      expect((await ask(what)).status, what).toBe(404);
    expect((await ask(`PUT /users/${id}`, { user: { first_name: "x" } })).status).toBe(404);
    expect(await eventsOf(id)).toEqual(["user.created", "user.updated", "user.updated", "user.deleted"]);
    expect(await db().event.findFirst({ where: { userId: id, eventType: "user.created" } })).toMatchObject({
      ip: "198.51.100.7",
      client: "Firefox",
    });
  });

  test("is told all that is wrong at once, in AuthRocket's words", async () => {
    await make({ username: "taken", email: "taken@example.com" });
    expect(await errorsOf("POST /users", {})).toEqual({
      username: ["Username can't be blank"],
      email: ["Email can't be blank"],
      password: ["Password can't be blank"],
    });
    expect(
      await errorsOf("POST /users", {
        username: "a b",
        email: "nobody",
        password: "secret",
        password_confirmation: "other",
        state: "asleep",
      }),
    ).toMatchObject({ state: ["State must be one of: active, inactive"] });
    expect(
      await errorsOf("POST /users", {
        username: "bob@example.com",
        email: "rob@example.com",
        password: "secret",
        password_confirmation: "other",
      }),
    ).toEqual({
      email: ["Email doesn't match Username"],
      password: ["Password is too short (minimum is 8 characters)", "Password is too common"],
      password_confirmation: ["Password confirmation doesn't match Password"],
    });
    const sally = { username: "TAKEN", email: "sally9@example.com", password };
    expect(await errorsOf("POST /users", sally)).toEqual({ username: ["Username has already been taken"] });
    const again = { username: "fresh", email: "TAKEN@example.com", password };
    expect(await errorsOf("POST /users", again)).toEqual({ email: ["Email has already been taken"] });
    expect(await errorsOf("PUT /users/taken", { username: "", email: null })).toEqual({
      username: ["Username can't be blank"],
      email: ["Email can't be blank"],
    });
    expect(await ask("POST /users", { user: {} }, realm.read)).toMatchObject({ status: 403 });
  });

  test("has a name and an address that of 50 who ask at once one gets", async () => {
    const at = (n: number) => ({ username: `first${n}`, email: `first${n}@example.com`, password });
    const race = async (same: object) =>
      Promise.all(Array.from({ length: 50 }, (_, n) => ask("POST /users", { user: { ...at(n), ...same } })));
    for (const same of [{ username: "FIRST" }, { email: "first@example.com" }]) {
      const answers = await race(same);
      const made = answers.filter(({ status }) => status === 201);
      expect([made.length, answers.filter(({ status }) => status === 422).length]).toEqual([1, 49]);
      expect(await eventsOf(made[0]?.body.id)).toEqual(["user.created"]);
    }
  });

  test("is told apart by nothing that a person could not: a name is one whatever its letters' case or width", async () => {
    await make({ username: "Ångström" });
    for (const name of ["ångström", "ÅNGSTRÖM", "A\u030angstro\u0308m"])
      expect((await ask(`GET /users/${encodeURIComponent(name)}`)).body?.username, name).toBe("Ångström");
    expect(await errorsOf("POST /users", { username: "ÅNGSTRÖM", email: "a@example.com", password })).toEqual({
      username: ["Username has already been taken"],
    });
  });

  test("security H18: has custom attributes whose names mean nothing to a program", async () => {
    const { id } = await make();
    for (const name of ["__proto__", "constructor", "prototype"]) {
      const json = `{"user":{"custom":{"${name}":{"polluted":true}}}}`;
      expect(await ask(`PUT /users/${id}`, json)).toMatchObject({
        status: 422,
        body: { errors: { custom: [expect.any(String)] } },
      });
      const scalar = `{"user":{"custom":{"${name}":"x"}}}`;
      expect((await ask(`PUT /users/${id}`, scalar)).status, name).toBe(422);
    }
    expect(await errorsOf(`PUT /users/${id}`, { custom: { deep: { er: 1 } } })).toHaveProperty("custom");
    expect(await errorsOf(`PUT /users/${id}`, { custom: { deep: [[1]] } })).toHaveProperty("custom");
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    expect((await ask(`GET /users/${id}`)).body.custom).toEqual({});
  });
});

describe("an address", () => {
  let app: { id: string };
  beforeAll(async () => {
    const handler = "http://localhost:3000/demo/login";
    app = await createApp(realm.id, { name: "Northwind", subdomain: "northwind", loginHandler: handler });
  });

  /** Links that are to be mailed to a user of that name. */
  const asked = async (username: string) =>
    (
      await db().$queryRaw<{ data: { name: { usernameCanonical: string }; appId: string } }[]>`
        SELECT data FROM jobs.job WHERE name = 'send-verification'`
    ).filter(({ data }) => data.name.usernameCanonical === username && data.appId === app.id).length;

  test("that is changed is not verified, and nothing is mailed, unless that is asked for", async () => {
    const { id, username } = await make({ email_verification: "verified" });
    expect((await ask(`GET /users/${id}`)).body.email_verification).toBe("verified");
    const moved = await ask(`PUT /users/${id}`, { user: { email: "moved@example.com" } });
    expect(moved.body).toMatchObject({ email: "moved@example.com", email_verification: "none" });
    expect(await asked(username)).toBe(0);

    const same = await ask(`PUT /users/${id}`, {
      user: { email: "MOVED@example.com", email_verification: "verified" },
    });
    expect(same.body).toMatchObject({ email: "MOVED@example.com", email_verification: "verified" });
    const respelt = await ask(`PUT /users/${id}`, { user: { email: "Moved@example.com" } });
    expect(respelt.body).toMatchObject({ email: "Moved@example.com", email_verification: "verified" });

    const requested = { email: "again@example.com", email_verification: "requested" };
    expect((await ask(`PUT /users/${id}`, { user: requested })).body).toMatchObject(requested);
    expect(await asked(username)).toBe(1);
    await ask(`PUT /users/${id}`, { user: { ...requested, first_name: "Sent back as it was read" } });
    expect(await asked(username)).toBe(1);
    await ask(`PUT /users/${id}`, { user: { email: "more@example.com", email_verification: "requested" } });
    expect(await asked(username)).toBe(2);
  });

  test("of a new user is mailed a link where that is asked for", async () => {
    const { username, email_verification } = await make({ email_verification: "requested" });
    expect(email_verification).toBe("requested");
    expect(await asked(username)).toBe(1);
  });

  test("security 44, 51: takes what was mailed to it along when it goes", async () => {
    const { id } = await make({ email_verification: "requested" });
    const [at, later] = [new Date(), new Date(Date.now() + 60_000)];
    const token = { realmId: realm.id, userId: id, createdAt: at, expiresAt: later };
    await db().emailToken.create({
      data: { ...token, id: `kvf_${id}`, tokenHash: new Uint8Array([1]), emailCanonical: "old@example.com" },
    });
    await db().resetToken.create({ data: { ...token, id: `kpw_${id}`, tokenHash: new Uint8Array([2]) } });
    await ask(`PUT /users/${id}`, { user: { email: "elsewhere@example.com" } });
    expect(await db().emailToken.count({ where: { userId: id } })).toBe(0);
    expect(await db().resetToken.count({ where: { userId: id } })).toBe(0);
  });

  test("is the name in e-mail realms, where either of the two is enough, and stays when the address moves on", async () => {
    const other = await newTestRealm({ usernameValidationHuman: "email" });
    const made = await ask("POST /users", { user: { email: "Frank!@Example.com", password } }, other.write);
    expect(made.body).toMatchObject({ username: "Frank!@Example.com", email: "Frank!@Example.com" });
    const named = await ask("POST /users", { user: { username: "grace@example.com", password } }, other.write);
    expect(named.body).toMatchObject({ username: "grace@example.com", email: "grace@example.com" });
    const name = encodeURIComponent("frank!@example.com");
    expect((await ask(`GET /users/${name}`, undefined, other.read)).body).toEqual(made.body);
    const moved = await ask(`PUT /users/${name}`, { user: { email: "f@example.com" } }, other.write);
    expect(moved.body).toMatchObject({ username: "Frank!@Example.com", email: "f@example.com" });
    expect(await errorsOf(`PUT /users/${name}`, { username: "frank" }, other.write)).toEqual({
      username: ["Username must look like name@example.com"],
    });
  });
});

describe("an API user", () => {
  test("gets a name and a key, which is shown once", async () => {
    const made = await ask("POST /users", { user: { user_type: "api", name: "Nightly import" } });
    expect(made.body).toMatchObject({
      user_type: "api",
      username: expect.stringMatching(/^api-[a-z2-7]{16}$/),
      name: "Nightly import",
      email: null,
      api_key: expect.stringMatching(/^[\w-]{43}$/),
      credentials: [{ credential_type: "api_key" }],
    });
    const { api_key: key, ...shown } = made.body;
    const found = await ask(`GET /users/${shown.username}`);
    expect(found.body).toEqual(shown);
    const stored = await db().credential.findFirstOrThrow({ where: { userId: shown.id } });
    expect(stored.secretEncrypted).toBeNull();
    expect(JSON.stringify(stored)).not.toContain(key);
  });

  test("has a key with the realm's prefix, and none of what only people have", async () => {
    await db().realm.update({ where: { id: realm.id }, data: { apiKeyPrefix: "nw_" } });
    const made = await ask("POST /users", { user: { user_type: "api", username: "robot", email: "bot@example.com" } });
    expect(made.body).toMatchObject({
      username: "robot",
      name: "robot",
      api_key: expect.stringMatching(/^nw_[\w-]{43}$/),
    });
    const human = { password, first_name: "R", last_name: "Bot", email_verification: "verified" };
    const refused = {
      password: ["Password is only for users of type human"],
      first_name: ["First name is only for users of type human"],
      last_name: ["Last name is only for users of type human"],
      email_verification: ["Email verification is only for users of type human"],
    };
    expect(await errorsOf("POST /users", { ...human, user_type: "api" })).toEqual(refused);
    expect(await errorsOf("PUT /users/robot", human)).toEqual(refused);
    const changed = await ask("PUT /users/robot", { user: { name: "Robot", email: null } });
    expect(changed.body).toMatchObject({ name: "Robot", email: null });
  });
});

describe("a password", () => {
  test("security 49: that is set anew ends sessions, logins and resets, and its owner is told", async () => {
    const { id, email } = await make();
    const session = { id: `kss_${id}`, realmId: realm.id, userId: id, expiresAt: new Date(Date.now() + 60_000) };
    await db().session.create({ data: session });
    expect(await errorsOf(`PUT /users/${id}`, { password: "short" })).toHaveProperty("password");
    for (const nothing of [{ password: "" }, { password: null }, {}]) {
      expect((await ask(`PUT /users/${id}`, { user: nothing })).status).toBe(200);
      expect(await db().session.count({ where: { userId: id } })).toBe(1);
    }
    const user = { password: "eight quiet herons", password_confirmation: "eight quiet herons" };
    expect((await ask(`PUT /users/${id}`, { user })).status).toBe(200);
    expect(await db().session.count({ where: { userId: id } })).toBe(0);
    const mails = await db().mail.findMany({ where: { userId: id } });
    expect(mails.map(({ template, recipient }) => [template, recipient])).toEqual([["user.password.changed", email]]);
  });
});

test("who becomes inactive is out everywhere", async () => {
  const { id } = await make();
  await db().session.create({
    data: { id: `kss_${id}`, realmId: realm.id, userId: id, expiresAt: new Date(Date.now() + 60_000) },
  });
  expect((await ask(`PUT /users/${id}`, { user: { state: "inactive" } })).body.state).toBe("inactive");
  expect(await db().session.count({ where: { userId: id } })).toBe(0);
  expect((await ask(`PUT /users/${id}`, { user: { state: "active" } })).body.state).toBe("active");
});

test("a deleted user's memberships end, with an event each", async () => {
  const { id } = await make();
  const membership = await ask("POST /memberships", { membership: { user_id: id, permissions: ["app:x"] } });
  expect((await ask(`GET /users/${id}?expand=memberships`)).body).toMatchObject({
    membership_count: 1,
    memberships: [{ id: membership.body.id, permissions: ["app:x"], org: null }],
  });
  expect((await ask(`DELETE /users/${id}`)).status).toBe(204);
  expect((await eventsOf(id)).sort()).toEqual([
    "membership.created",
    "membership.deleted",
    "user.created",
    "user.deleted",
  ]);
});

test("a signup token makes its user, whatever else is sent", async () => {
  const user_token = { username: "tokened", email: "tokened@example.com", password };
  const token = (await ask("POST /user_tokens", { user_token })).body.id;
  const made = await ask("POST /users", { user: { token, username: "else", state: "inactive" } });
  expect(made).toMatchObject({ status: 201, body: { username: "tokened", state: "active" } });
  expect(await errorsOf("POST /users", { token })).toEqual({
    token: ["Token has been used already, has expired, or never was"],
  });
});

describe("the list of users", () => {
  let here: TestRealm;
  let ids: string[] = [];
  const list = async (query: string) => {
    const { status, body } = await ask(`GET /users?${query}`, undefined, here.read);
    expect(status, JSON.stringify(body)).toBe(200);
    return body.collection.map(({ id }: { id: string }) => ids.indexOf(id)) as number[];
  };
  beforeAll(async () => {
    here = await newTestRealm();
    const people = [
      { username: "carl", email: "b@example.com", reference: "r1", last_name: "Zed" },
      { username: "anna", email: "c@example.com", state: "inactive", last_name: "Young" },
      { username: "bert", email: "a@example.com", reference: "R1", last_name: "Xu" },
    ];
    ids = [];
    for (const one of people) ids.push((await make(one, here.write)).id);
    ids.push((await ask("POST /users", { user: { user_type: "api", name: "AAA" } }, here.write)).body.id);
    for (const [n, id] of ids.entries())
      await db().user.update({
        where: { realmId_id: { realmId: here.id, id } },
        data: { createdAt: new Date(1_700_000_000_000 + n * 1000), lastLoginAt: n < 2 ? new Date(n) : null },
      });
  });

  test("is filtered by each filter, alone and together", async () => {
    expect(await list("")).toEqual([0, 1, 2, 3]);
    expect(await list("reference=r1")).toEqual([0]);
    expect(await list("username=BERT")).toEqual([2]);
    expect(await list(`email=${encodeURIComponent("C@example.com")}`)).toEqual([1]);
    expect(await list("email=nobody&username=%20")).toEqual([]);
    expect(await list("user_type=api")).toEqual([3]);
    expect(await list("state=inactive")).toEqual([1]);
    expect(await list("created_at_after=1700000001")).toEqual([2, 3]);
    expect(await list("created_at_before=1700000001&user_type=human")).toEqual([0]);
    expect(await list("created_at_after=&created_at_before=")).toEqual([0, 1, 2, 3]);
  });

  test("is sorted by each field either way, and read page by page", async () => {
    const orders: Readonly<Record<string, number[]>> = {
      id: [0, 1, 2, 3],
      username: [1, 3, 2, 0],
      email: [2, 0, 1, 3],
      name: [3, 2, 1, 0],
      created_at: [0, 1, 2, 3],
      last_login_at: [0, 1, 2, 3],
    };
    for (const [sort, order] of Object.entries(orders)) {
      expect(await list(`sort=${sort}`), sort).toEqual(order);
      const paged: number[] = [];
      for (let after = ""; paged.length < order.length; ) {
        const part = await list(`sort=${sort}&max_results=2&after=${after}`);
        expect(part, sort).toHaveLength(2);
        paged.push(...part);
        after = ids[part.at(-1) ?? 0] ?? "";
      }
      expect(paged, sort).toEqual(order);
    }
    expect(await list("sort=username&direction=desc")).toEqual([0, 2, 3, 1]);
  });
});
