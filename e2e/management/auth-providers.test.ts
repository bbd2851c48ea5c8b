import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "@/lib/admin/apps";
import { db } from "@/lib/db/client";
import { findAppBySubdomain } from "@/lib/db/connected-apps";
import { resolveHostedSettings } from "@/lib/domain/hosted-settings";
import { type Management, newTestRealm, openManagement, type TestRealm } from "../fixtures/management";

let api: Management;
let realm: TestRealm;
beforeAll(async () => {
  api = await openManagement();
  realm = await newTestRealm();
});
afterAll(() => api.close());

const ask = (what: string, auth_provider?: object) =>
  api.ask(what, { key: realm.manage, ...(auth_provider ? { json: { auth_provider } } : {}) });

test("a realm made by API has one provider, for passwords of 8 characters or more, which can be asked by its type", async () => {
  const { collection } = (await ask("GET /auth_providers")).body;
  expect(collection).toMatchObject([{ object: "auth_provider", provider_type: "password", min_length: 8 }]);
  expect((await ask("GET /auth_providers/password")).body).toEqual(collection[0]);
  expect((await ask("PUT /auth_providers/password", { min_length: 12 })).body).toMatchObject({ min_length: 12 });
  for (const min_length of [7, 65, "many"])
    expect((await ask("PUT /auth_providers/password", { min_length })).body.errors.min_length).toHaveLength(1);
  expect((await ask("PUT /auth_providers/password", { min_length: null })).body.min_length).toBe(8);
  expect((await ask("POST /auth_providers", { provider_type: "password" })).body.errors).toEqual({
    provider_type: ["The realm has a provider of that type already. Update that one."],
  });
});

test("login_rocket holds the hosted settings of all the realm's apps; without it the built-in ones stand", async () => {
  await createApp(realm.id, { name: "Acorn", subdomain: "acorn", loginHandler: "https://app.example/in" });
  const settings = async () => {
    const app = await findAppBySubdomain("acorn");
    const provider = app?.realm.authProviders.find(({ providerType }) => providerType === "login_rocket");
    return resolveHostedSettings(app?.settings, provider?.settings);
  };
  expect(await settings()).toMatchObject({ login: true, signup: true, signup_mode: "user" });
  const sent = {
    ...{ login: true, signup: "false", signup_mode: "user_org", org_field: "required", password_field: "twice" },
    ...{ email_verification: "require", default_permissions: ["owner"], response_mode: "fragment", locale: "pt-BR" },
    ...{ allowed_origins: ["https://app.example"], page_title: "Acorn" },
    ...{ header: '<p onclick="x()">Hi</p><script>x()</script>', css: ":root { --gh-accent: #123 }" },
  };
  const made = await ask("POST /auth_providers", { provider_type: "login_rocket", ...sent });
  const cleaned = { signup: false, header: "<p>Hi</p>", footer: null, jsonp: null, name_field: null };
  expect(made).toMatchObject({ status: 201, body: { ...sent, ...cleaned, name: "Hosted pages" } });
  expect(await settings()).toMatchObject({ signup: false, signup_mode: "user_org", response_mode: "fragment" });

  const changed = await ask("PUT /auth_providers/login_rocket", { signup: null, locale: null, jsonp: true });
  expect(changed.body).toEqual({ ...made.body, signup: null, locale: null, jsonp: true });
  expect(await settings()).toMatchObject({ signup: true, locale: "en", jsonp: true, signup_mode: "user_org" });
  const wrong = await ask("PUT /auth_providers/login_rocket", {
    ...{ signup_mode: "all", jsonp: "maybe", default_permissions: ["a b"], allowed_origins: ["app.example"] },
    ...{ locale: "xx", header: "x".repeat(100_001) },
  });
  expect(Object.keys(wrong.body.errors).sort()).toEqual(
    ["allowed_origins", "default_permissions", "jsonp", "locale", "signup_mode"].sort(),
  );
  const inside = await ask("PUT /auth_providers/login_rocket", { external_css: "https://127.0.0.1/a.css" });
  expect([inside.status, Object.keys(inside.body.errors)]).toEqual([422, ["external_css"]]);
  expect((await ask("GET /auth_providers/login_rocket")).body.external_css).toBe(null);
  expect((await ask("DELETE /auth_providers/login_rocket")).status).toBe(204);
  expect(await settings()).toMatchObject({ signup: true, signup_mode: "user", jsonp: false });
});

test("an external provider lives without its secret ever being read back, in answers or in events", async () => {
  const made = await ask("POST /auth_providers", {
    ...{ provider_type: "oidc", name: "Company", client_id: "app", client_secret: "hush-hush" },
    issuer: "https://sso.example.com",
  });
  const { id } = made.body;
  expect(made).toMatchObject({ status: 201, body: { has_client_secret: true, issuer: "https://sso.example.com" } });
  expect(made.body.callback_path).toBe(`/auth/${id}/callback`);
  const renamed = await ask(`PUT /auth_providers/${id}`, { name: "Work", scopes: "openid email", state: "inactive" });
  expect(renamed.body).toEqual({ ...made.body, name: "Work", scopes: "openid email", state: "inactive" });
  const bare = await ask("PUT /auth_providers/oidc", { client_secret: null, scopes: null });
  expect(bare.body).toEqual({ ...renamed.body, scopes: null });
  const wrong = await ask("POST /auth_providers", {
    provider_type: "oidc",
    issuer: "http://10.0.0.1",
    client_id: "a b",
  });
  expect(Object.keys(wrong.body.errors).sort()).toEqual(["client_id", "issuer", "name"]);
  expect((await ask(`DELETE /auth_providers/${id}`)).status).toBe(204);
  expect((await ask("GET /auth_providers/oidc")).status).toBe(404);
  const events = await db().event.findMany({
    where: { realmId: realm.id, authProviderId: id },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ eventType }) => eventType)).toEqual(
    ["created", "updated", "updated", "deleted"].map((what) => `auth_provider.${what}`),
  );
  expect(JSON.stringify([made, renamed, bare, events])).not.toMatch(/hush/);
});
