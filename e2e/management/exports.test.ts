import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createOrg } from "@/lib/admin/orgs";
import { db } from "@/lib/db/client";
import { createApp } from "@/lib/db/connected-apps";
import { newId } from "@/lib/db/new-id";
import { CsvReader } from "@/lib/domain/csv-reader";
import { encrypt } from "@/lib/tokens/encryption";
import { actor, foreign, importText, jsonLines } from "../fixtures/imports";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
let other: TestRealm;
const secrets = ["client-secret-canary", "hook-secret-canary", "totp-secret-canary"];

beforeAll(async () => {
  api = await openManagement();
  [realm, other] = [await newTestRealm(), await newTestRealm()];
  const people = [
    { username: "frank", email: "frank@example.com", reference: "=1+1", first_name: "@SUM(A1)", state: "inactive" },
    { username: "grace", email: "grace@example.com", last_name: 'Hopper, "G"', custom: { plan: "gold" } },
    { username: "heidi", email: "heidi@example.com", reference: "＝1", first_name: "-Heidi", last_name: "+1" },
  ];
  await importText(realm.id, jsonLines(people.map((one) => ({ ...one, password_hash: foreign.hash }))));
  await importText(other.id, jsonLines([{ username: "foreigner", email: "foreigner@example.com" }]));
  const { realmId, userId } = { realmId: realm.id, userId: (await userOf("frank")).id };
  const org = await createOrg(realmId, { name: "Acorn" }, actor);
  const orgId = org.ok ? org.value.id : "";
  await db().membership.create({
    data: { id: newId("mb"), realmId, userId, orgId, orgKey: orgId, permissions: ["a:b"] },
  });
  await createApp(realmId, { name: "Shop", subdomain: "shop", loginHandler: "https://app.example.com/in" });
  const [client = "", hook = "", totp = ""] = secrets;
  await db().authProvider.create({
    data: {
      id: newId("ap"),
      realmId,
      providerType: "github",
      name: "GitHub",
      settings: { client_id: "abc" },
      clientSecretEncrypted: encrypt("client-secret", client),
    },
  });
  await db().appHook.create({
    data: {
      id: newId("hk"),
      realmId,
      eventTypes: ["*"],
      destination: "https://u:pw-canary@app.example.com/",
      secretEncrypted: encrypt("hook-secret", hook),
    },
  });
  await db().credential.create({
    data: {
      id: newId("crd"),
      realmId,
      userId,
      credentialType: "totp",
      name: "Phone",
      secretEncrypted: encrypt("totp", totp),
    },
  });
});
afterAll(() => api.close());

const userOf = (usernameCanonical: string) =>
  db().user.findFirstOrThrow({ where: { realmId: realm.id, usernameCanonical } });

async function objects(query = "") {
  const { status, body } = await api.ask(`GET /export${query}`, { key: realm.manage });
  expect(status).toBe(200);
  return String(body)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

async function rows(query = "", key = realm.read): Promise<(readonly string[] | null)[]> {
  const { body } = await api.ask(`GET /users.csv${query}`, { key });
  return new CsvReader(10_000).read(String(body)).map(({ cells }) => cells);
}

describe("GET /v1/export", () => {
  test("is everything of the realm, an object on each line, as the API says it", async () => {
    const all = await objects();
    const counts = new Map<string, number>();
    for (const { object } of all) counts.set(object, (counts.get(object) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toMatchObject({
      realm: 1,
      login_policy: 1,
      auth_provider: expect.any(Number),
      app_hook: 1,
      user: 3,
      credential: 4,
      org: 1,
      membership: 1,
    });
    expect([...counts.keys()][0]).toBe("realm");
    const org = all.find(({ object }) => object === "org");
    expect(org).toEqual((await api.ask(`GET /orgs/${org.id}`, { key: realm.read })).body);
    expect(all.find(({ username }) => username === "frank")).toMatchObject({
      reference: "=1+1",
      state: "inactive",
      membership_count: 1,
      credentials: [{ credential_type: "password" }, { credential_type: "totp" }],
    });
    expect(all.find(({ object }) => object === "app_hook").destination).toBe("https://u:***@app.example.com/");
  });

  test("security 89, 87: no secret and no hash is in it, and nothing of another realm", async () => {
    const text = JSON.stringify(await objects());
    for (const secret of [...secrets, "pw-canary", foreign.hash, "jsk_", "_hash", "encrypted", other.id, "foreigner"])
      expect(text).not.toContain(secret);
  });

  test("the hashes of passwords are in it where they are asked for; another realm takes them, and they work there", async () => {
    const text = (await objects("?objects=user&include=password_hashes"))
      .map((one) => `${JSON.stringify(one)}\n`)
      .join("");
    expect(text.split(foreign.hash)).toHaveLength(4);
    const elsewhere = await newTestRealm();
    expect((await importText(elsewhere.id, text)).totals).toEqual({
      created: 3,
      skipped: 0,
      failed: 0,
      complete: true,
    });
    const fields = {
      username: true,
      email: true,
      state: true,
      reference: true,
      custom: true,
      firstName: true,
      name: true,
      createdAt: true,
    };
    const peopleOf = (realmId: string) =>
      db().user.findMany({ where: { realmId }, select: fields, orderBy: { username: "asc" } });
    expect(await peopleOf(elsewhere.id)).toEqual(await peopleOf(realm.id));
  });

  test("some kinds can be asked for, and only some there are", async () => {
    expect((await objects("?objects=org,membership")).map(({ object }) => object)).toEqual(["org", "membership"]);
    expect((await api.ask("GET /export?objects=org,secrets", { key: realm.manage })).status).toBe(422);
    for (const key of [realm.read, realm.write]) expect((await api.ask("GET /export", { key })).status).toBe(403);
  });

  test("security 91, 95: is recorded, with what was taken", async () => {
    await objects("?objects=user&include=password_hashes");
    const event = await db().event.findFirstOrThrow({
      where: { realmId: realm.id, eventType: "realm.exported" },
      orderBy: { id: "desc" },
    });
    expect(event).toMatchObject({ ip: "192.0.2.1", data: { objects: "user", password_hashes: true } });
  });
});

describe("GET /v1/users.csv", () => {
  test("security 91: no cell of it is a formula, and every value is whole", async () => {
    const { headers, body } = await api.ask("GET /users.csv", { key: realm.read });
    expect(headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    for (const cell of ["'=1+1", "'@SUM(A1)", "'＝1", "'-Heidi", "'+1", '"Hopper, ""G"""', '"{""plan"":""gold""}"'])
      expect(body).toContain(cell);
    const [names, ...people] = await rows();
    for (const cell of people.flat()) expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/);
    expect(names?.slice(0, 3)).toEqual(["id", "username", "email"]);
    expect(people.map((cells) => cells?.length)).toEqual([names?.length, names?.length, names?.length]);
    expect(body).not.toContain(foreign.hash);
  });

  test.each([
    ["?state=inactive", ["frank"]],
    ["?username=GRACE", ["grace"]],
    ["?email=Heidi@Example.com", ["heidi"]],
    ["?reference=%3D1%2B1", ["frank"]],
    ["?user_type=api", []],
    ["?username=nobody&state=active", []],
    ["?username=%00", null],
    ["?created_at_after=4102444800", []],
    ["?created_at_before=4102444800&state=active", ["grace", "heidi"]],
  ])("security 87, 91: holds those who fit %s, and of this realm alone", async (query, names) => {
    if (names === null) {
      expect((await api.ask(`GET /users.csv${query}`, { key: realm.read })).status).toBe(422);
      return;
    }
    expect((await rows(query)).slice(1).map((cells) => cells?.[1])).toEqual(names);
  });

  test("security 91: is recorded, with what was asked for", async () => {
    await rows("?state=active");
    const event = await db().event.findFirstOrThrow({
      where: { realmId: realm.id, eventType: "users.exported" },
      orderBy: { id: "desc" },
    });
    expect(event).toMatchObject({ ip: "192.0.2.1", data: { state: "active" } });
  });
});
