import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "@/lib/admin/api-keys";
import { db } from "@/lib/db/client";
import { type Management, newTestRealm, openManagement } from "../fixtures/management";
import { makers } from "../fixtures/management-samples";

let api: Management;
let root = "";
beforeAll(async () => {
  api = await openManagement();
  root = (await createApiKey({ realmId: null, name: "root", level: "manage" })).key;
});
afterAll(() => api.close());

const ask = (what: string, realm?: object, key = root) => api.ask(what, { key, ...(realm ? { json: { realm } } : {}) });

test("a realm is made, read, changed, reset and deleted with everything in it", async () => {
  const made = await ask("POST /realms", { name: "Northwind", reference: "nw", custom: { plan: "pro" } });
  expect(made).toMatchObject({
    status: 201,
    body: {
      ...{ object: "realm", name: "Northwind", state: "active", reference: "nw", custom: { plan: "pro" } },
      ...{ username_validation_human: "standard", require_unique_emails: true, api_key_policy: "hash" },
      ...{ jwt_algo: "hs256", jwt_fields: [], session_type: "managed", session_minutes: 360, api_key_minutes: 0 },
    },
  });
  const { id, jwt_key, ...realm } = made.body;
  expect(jwt_key).toMatch(/^jsk_[\w-]{43}$/);
  expect((await ask(`GET /realms/${id}?state=active`)).body).toEqual(made.body);
  expect((await ask(`GET /realms/${id}?state=inactive`)).status).toBe(404);
  expect((await ask("GET /realms")).body.collection).toContainEqual({ id, ...realm });

  const sent = { jwt_fields: ["memberships", "orgs"], session_minutes: 60, mfa_policy: "required", event_days: 7 };
  const changed = await ask(`PUT /realms/${id}`, { ...sent, reference: null });
  expect(changed.body).toEqual({ ...made.body, ...sent, reference: null });
  const signs = await ask(`PUT /realms/${id}`, { jwt_algo: "rs256" });
  expect(signs.body.jwt_key).toMatch(/^-----BEGIN PUBLIC KEY-----/);
  expect((await ask(`PUT /realms/${id}`, { jwt_algo: "hs256" })).body.jwt_key).toBe(jwt_key);

  for (const noun of ["memberships", "orgs", "user_tokens"]) await makers[noun]?.(id);
  const provider = (await makers.auth_providers?.(id)) ?? "";
  const [user] = await db().user.findMany({ where: { realmId: id } });
  const profile = { credentialType: "github", authProviderId: provider, providerUserId: "7", userId: user?.id ?? "" };
  await db().credential.create({ data: { id: "crd_0000000000000000000001", realmId: id, ...profile } });
  expect((await ask(`POST /realms/${id}/reset`)).body.name).toBe("Northwind");
  const people = () =>
    Promise.all([db().user.count({ where: { realmId: id } }), db().org.count({ where: { realmId: id } })]);
  expect(await people()).toEqual([0, 0]);
  expect(await db().signupToken.count({ where: { realmId: id } })).toBe(0);
  expect(await db().authProvider.count({ where: { realmId: id } })).toBe(2);

  await makers.memberships?.(id);
  expect((await ask(`DELETE /realms/${id}`)).status).toBe(204);
  expect((await ask(`GET /realms/${id}`)).status).toBe(404);
  expect(await people()).toEqual([0, 0]);
  expect(await db().event.count({ where: { realmId: id } })).toBe(0);
});

test("what cannot be taken back is refused, and all that is wrong is said at once", async () => {
  const { id } = (await ask("POST /realms", { name: "A", require_unique_emails: false })).body;
  await makers.users?.(id);
  const fixed = await ask(`PUT /realms/${id}`, { username_validation_human: "email", require_unique_emails: true });
  expect(fixed.body.errors).toEqual({
    username_validation_human: ["Username validation human can't be changed"],
    require_unique_emails: ["Require unique emails can't be changed"],
  });
  const wrong = await ask("POST /realms", { jwt_fields: ["orgs"], session_minutes: 0, api_key_prefix: "a b" });
  expect(Object.keys(wrong.body.errors).sort()).toEqual(["api_key_prefix", "jwt_fields", "name", "session_minutes"]);
});

test("addresses may be duplicated once they need not be unique, those that were there before too", async () => {
  const { id } = (await ask("POST /realms", { name: "B" })).body;
  await makers.users?.(id);
  expect(await db().user.count({ where: { realmId: id, emailUnique: { not: null } } })).toBe(1);
  expect((await ask(`PUT /realms/${id}`, { require_unique_emails: false })).body.require_unique_emails).toBe(false);
  expect(await db().user.count({ where: { realmId: id, emailUnique: { not: null } } })).toBe(0);
});

test("a key of one realm sees that one alone, and makes none; its secret is for keys of level manage", async () => {
  const [mine, other] = [await newTestRealm(), await newTestRealm()];
  const { collection } = (await ask("GET /realms", undefined, mine.manage)).body;
  expect(collection.map(({ id }: { id: string }) => id)).toEqual([mine.id]);
  expect(JSON.stringify(collection)).not.toContain("jsk_");
  expect((await ask("POST /realms", { name: "C" }, mine.manage)).status).toBe(403);
  for (const what of ["PUT /realms/", "DELETE /realms/"])
    expect((await ask(`${what}${other.id}`, {}, mine.manage)).status).toBe(404);
  expect((await ask(`POST /realms/${other.id}/reset`, undefined, mine.manage)).status).toBe(404);
  expect((await ask(`GET /realms/${mine.id}`, undefined, mine.write)).body).not.toHaveProperty("jwt_key");
  const page = await ask("GET /realms?sort=id&max_results=1");
  const next = await ask(`GET /realms?sort=id&max_results=1&after=${page.body.collection[0].id}`);
  expect(next.body.collection[0].id > page.body.collection[0].id).toBe(true);
});
