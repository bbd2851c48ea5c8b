import { afterAll, beforeAll, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { findSurface } from "@/lib/request/surface";
import { createAppRecord, getAppRecord, updateAppRecord } from "./app-records";
import { createAuthProvider, getAuthProvider, providerInput, updateAuthProvider } from "./auth-providers";
import { setOwn } from "./own-providers";
import { getAnyProvider, updateAnyProvider } from "./realm-providers";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  close = await openTestDatabase();
  place = await newAppWithRealm();
});
afterAll(() => close());

const actor = () => ({ at: new Date(), by: { ip: null, userAgent: null }, administrator: null });
const changed = () => ({ at: new Date(), by: { ip: null, userAgent: null }, doer: null });

const acme = {
  ...{ provider_type: "oauth2", name: "Acme", client_id: "an-id", authorization_url: "https://acme.example/a" },
  ...{ token_url: "https://acme.example/t", profile_url: "https://acme.example/me" },
};

test("changes of one external provider at the same moment all count, and none is made of what another has changed", async () => {
  const made = await createAuthProvider(place.realmId, providerInput.parse(acme), changed());
  const id = made.ok ? made.value.id : "";
  const changes = [
    { scopes: "one two" },
    { profile_email: "mail" },
    { profile_name: "full_name" },
    { token_auth: "basic" },
    { client_id: "another-id" },
    { state: "inactive" },
  ];
  const outcomes = await Promise.all(changes.map((change) => updateAuthProvider(place.realmId, id, change, changed())));
  expect(outcomes.every(({ ok }) => ok)).toBe(true);
  expect(await getAuthProvider(place.realmId, id)).toMatchObject({
    state: "inactive",
    settings: { ...{ client_id: "another-id", token_auth: "basic", scopes: "one two" }, profile_email: "mail" },
  });
  expect((await getAuthProvider(place.realmId, id))?.settings.profile_name).toBe("full_name");
  expect(await db().event.count({ where: { authProviderId: id, eventType: "auth_provider.updated" } })).toBe(6);
});

test("the same of the realm's hosted pages, whichever of them makes the provider", async () => {
  const { realmId } = place;
  const outcomes = await Promise.all(
    [{ signup_mode: "user_org" }, { locale: "de" }, { login: false }, { page_title: "Oak" }].map((input) =>
      setOwn(realmId, { type: "login_rocket", input: input as object }, actor()),
    ),
  );
  expect(outcomes).toEqual(Array(4).fill({ ok: true, value: null }));
  const found = await getAnyProvider(realmId, "login_rocket");
  expect(found).toMatchObject({
    value: { settings: { signup_mode: "user_org", locale: "de", login: false, page_title: "Oak" } },
  });
  await Promise.all([
    updateAnyProvider(realmId, { id: "login_rocket", input: { locale: null } }, actor()),
    updateAnyProvider(realmId, { id: "login_rocket", input: { jsonp: true } }, actor()),
  ]);
  const after = await getAnyProvider(realmId, "login_rocket");
  expect(after.ok && after.value.settings).toEqual({
    ...{ signup_mode: "user_org", login: false, page_title: "Oak", jsonp: true },
  });
});

test("the same of an app, and the record of it says what changed", async () => {
  const { realmId, appId: id } = place;
  const { administrator } = await createDoer();
  const update = (input: object) => updateAppRecord(realmId, { id, input }, { ...actor(), administrator });
  await Promise.all([{ signup_mode: "user_token" }, { org_field: "required" }, { name: "Oak" }].map(update));
  expect(await getAppRecord(realmId, id)).toMatchObject({
    value: { name: "Oak", settings: { signup_mode: "user_token", org_field: "required" } },
  });
  await update({ name: "Elm", signup_mode: null, header: "<p>Long</p>" });
  const deed = await db().auditEntry.findFirstOrThrow({ where: { objectId: id }, orderBy: { id: "desc" } });
  expect(deed.changes).toEqual({
    name: { from: "Oak", to: "Elm" },
    signup_mode: { from: "user_token" },
    header: "changed",
  });
});

test("a client secret is in no record: that it is another one is", async () => {
  const { realmId } = place;
  const made = await createAuthProvider(realmId, providerInput.parse({ ...acme, client_secret: "hush-1" }), changed());
  const id = made.ok ? made.value.id : "";
  const doer = await createDoer();
  await updateAuthProvider(realmId, id, { client_secret: "hush-2", name: "Acme Inc" }, { ...changed(), doer });
  const deed = await db().auditEntry.findFirstOrThrow({ where: { objectId: id } });
  expect(deed.changes).toEqual({ name: { from: "Acme", to: "Acme Inc" }, client_secret: "changed" });
});

test("an app answers at its owner's host names, which are one app's alone and not the deployment's own", async () => {
  const { realmId, appId: id } = place;
  const set = (...domains: string[]) => updateAppRecord(realmId, { id, input: { domains } }, actor());
  expect(await set("login.acorn.example", "id.acorn.example")).toMatchObject({
    value: { domains: [{ host: "login.acorn.example", primary: true }, { host: "id.acorn.example" }] },
  });
  expect((await findSurface("id.acorn.example:3000"))?.app?.id).toBe(id);
  for (const ours of ["localhost", "other.localhost"])
    expect(await set(ours)).toMatchObject({ ok: false, problems: [{ code: "domain.ours", field: "domains" }] });
  const other = await newAppWithRealm();
  const input = { name: "Other", login_handler: "https://x.example/in", domains: ["id.acorn.example"] };
  const taken = { ok: false, problems: [{ code: "field.not-unique", field: "domains" }] };
  expect(await createAppRecord(other.realmId, input, actor())).toMatchObject(taken);
  expect(await updateAppRecord(other.realmId, { id: other.appId, input }, actor())).toMatchObject(taken);
  await set("id.acorn.example");
  expect(await findSurface("login.acorn.example:3000")).toBe(null);
  expect((await findSurface("id.acorn.example:3000"))?.app?.id).toBe(id);
});
