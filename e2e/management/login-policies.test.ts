import { afterAll, beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { findSurface } from "@/lib/request/surface";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const ask = (what: string, login_policy?: object) =>
  api.ask(what, { key: realm.manage, ...(login_policy ? { json: { login_policy } } : {}) });
const login_handler = "https://app.example/in";

test("a Connected App is made, read under both its names, changed and deleted", async () => {
  const made = await ask("POST /login_policies", { name: "Acorn", login_handler });
  expect(made).toMatchObject({
    status: 201,
    body: {
      ...{ object: "login_policy", realm_id: realm.id, name: "Acorn", state: "active", base_domain: "localhost" },
      ...{ login_handler, signup_handler: null, redirect_uris: [], domains: [], allowed_origins: null },
      ...{ login: null, signup_mode: null, default_permissions: null, header: null, external_css: null },
    },
  });
  const { id, subdomain } = made.body;
  expect(subdomain).toMatch(/^[a-z]{12}$/);
  for (const noun of ["login_policies", "connected_apps"]) {
    expect((await ask(`GET /${noun}/${id}`)).body).toEqual(made.body);
    expect((await ask(`GET /${noun}`)).body).toEqual({ more_results: false, collection: [made.body] });
  }
  const sent = {
    ...{ name: "Oak", subdomain: "oak", signup_handler: "https://app.example/join" },
    ...{ redirect_uris: ["https://other.example/cb"], allowed_origins: ["*"], handler_origins: ["https://x.example"] },
    domains: ["login.oak.example", "id.oak.example"],
    ...{ signup_mode: "user_token", login: false, default_permissions: ["owner"], page_title: "The Oak" },
  };
  const changed = await ask(`PUT /connected_apps/${id}`, { ...sent, footer: "<p>Bye</p><script>x()</script>" });
  expect(changed.body).toEqual({ ...made.body, ...sent, footer: "<p>Bye</p>" });
  const back = { login: null, allowed_origins: null, signup_handler: null, footer: null };
  expect((await ask(`PUT /login_policies/${id}`, back)).body).toEqual({ ...changed.body, ...back });
  expect((await ask(`DELETE /connected_apps/${id}`)).status).toBe(204);
  expect((await ask(`GET /login_policies/${id}`)).status).toBe(404);
  const events = await db().event.findMany({ where: { realmId: realm.id, loginPolicyId: id }, orderBy: { id: "asc" } });
  expect(events.map(({ eventType }) => eventType)).toEqual(
    ["created", "updated", "updated", "deleted"].map((what) => `login_policy.${what}`),
  );
});

test("a setting is the app's, where that is null the realm's, and where that is none the built-in one", async () => {
  const { id } = (await ask("POST /login_policies", { name: "Elm", login_handler, subdomain: "elm" })).body;
  const settings = async () => {
    const surface = await findSurface("elm.localhost:3000");
    if (surface?.kind !== "hosted") throw new Error("Nobody answers there.");
    return [surface.app.settings.signup_mode, surface.app.look.header, surface.app.allowedOrigins];
  };
  expect(await settings()).toEqual(["user", null, []]);
  const ofRealm = { signup_mode: "user_org", header: "<p>Realm</p>", allowed_origins: ["https://realm.example"] };
  await api.ask("POST /auth_providers", {
    key: realm.manage,
    json: { auth_provider: { provider_type: "login_rocket", ...ofRealm } },
  });
  expect(await settings()).toEqual(Object.values(ofRealm));
  const ofApp = { signup_mode: "user_token", header: "<p>App</p>", allowed_origins: ["https://app.example"] };
  await ask(`PUT /login_policies/${id}`, ofApp);
  expect(await settings()).toEqual(Object.values(ofApp));
  await ask(`PUT /login_policies/${id}`, { signup_mode: null, header: null, allowed_origins: null });
  expect(await settings()).toEqual(Object.values(ofRealm));
});

test("a subdomain is one app's in the whole deployment, and all that is wrong is said at once", async () => {
  const other = await newTestRealm();
  const login_policy = { name: "Elm", login_handler, subdomain: "ELM " };
  const taken = await api.ask("POST /login_policies", { key: other.manage, json: { login_policy } });
  expect([taken.status, taken.body.errors]).toEqual([422, { subdomain: ["Subdomain has already been taken"] }]);
  const wrong = await ask("POST /login_policies", {
    ...{ subdomain: "-x", login_handler: "javascript:x()", redirect_uris: ["/cb"], handler_origins: ["https://x/y"] },
    ...{
      signup_mode: "none",
      default_permissions: Array(21)
        .fill(0)
        .map((_, n) => `p${n}`),
    },
  });
  expect(Object.keys(wrong.body.errors).sort()).toEqual(
    [
      "default_permissions",
      "handler_origins",
      "login_handler",
      "name",
      "redirect_uris",
      "signup_mode",
      "subdomain",
    ].sort(),
  );
  const { id } = (await ask("POST /login_policies", { name: "Ash", login_handler, subdomain: "ash" })).body;
  expect((await ask(`PUT /login_policies/${id}`, { subdomain: "elm" })).body.errors).toHaveProperty("subdomain");
  const blank = await ask(`PUT /login_policies/${id}`, {
    login_handler: "",
    subdomain: null,
    external_css: "http://x",
  });
  expect(Object.keys(blank.body.errors).sort()).toEqual(["external_css", "login_handler", "subdomain"]);
});
