import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDoer } from "@/e2e/fixtures/administrators";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { decrypt } from "@/lib/tokens/encryption";
import {
  createAuthProvider,
  deleteAuthProvider,
  getAuthProvider,
  listAuthProviders,
  providerChanges,
  providerInput,
  updateAuthProvider,
} from "./auth-providers";
import { createUser } from "./users";

let close: () => Promise<void>;
let realmId: string;
beforeAll(async () => {
  close = await openTestDatabase({ OUTBOUND_ALLOW: "sso.internal:8080" });
  ({ realmId } = await newAppWithRealm());
});
afterAll(() => close());

const changed = () => ({ at: new Date(), by: { ip: "192.0.2.1", userAgent: "test" }, doer: null });
const google = { provider_type: "google", client_id: "an-id", client_secret: "a secret" };
const custom = {
  provider_type: "oauth2",
  name: "Acme",
  client_id: "an-id",
  authorization_url: "https://acme.example/authorize",
  token_url: "https://acme.example/token",
  profile_url: "https://acme.example/me",
};

const create = (given: Readonly<Record<string, string>>) =>
  createAuthProvider(realmId, providerInput.parse(given), changed());

async function made(given: Readonly<Record<string, string>>): Promise<string> {
  const outcome = await create(given);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.id;
}

const wrongs = async (given: Readonly<Record<string, string>>) => {
  const outcome = await create(given);
  return outcome.ok ? [] : outcome.problems.map(({ code, field }) => `${field} ${code}`);
};

describe("a provider", () => {
  test("is found by its id and by its type, and its secret is kept encrypted and never read back", async () => {
    const id = await made(google);
    const found = await getAuthProvider(realmId, "google");
    expect(found).toEqual({
      ...{ id, realmId, type: "google", name: "Google", state: "active", hasSecret: true },
      settings: { client_id: "an-id" },
      callbackPath: "/auth/google/callback",
      createdAt: expect.any(Date),
    });
    expect(await getAuthProvider(realmId, id)).toEqual(found);
    expect(JSON.stringify(found)).not.toContain("a secret");
    const row = await db().authProvider.findUniqueOrThrow({ where: { realmId_id: { realmId, id } } });
    expect(Buffer.from(row.clientSecretEncrypted ?? []).toString("latin1")).not.toContain("a secret");
    expect(decrypt("client-secret", row.clientSecretEncrypted ?? new Uint8Array())).toBe("a secret");
  });

  test("changes in what is given alone; a blank secret stays as it is", async () => {
    const id = await made({ ...custom, scopes: "one two" });
    const update = (given: Readonly<Record<string, string>>) =>
      updateAuthProvider(realmId, id, providerChanges.parse(given), changed());
    expect(await update({ name: "Acme Inc", client_secret: "first", provider_type: "google" })).toMatchObject({
      ok: true,
    });
    expect(await update({ state: "inactive", client_secret: "", scopes: "" })).toMatchObject({ ok: true });
    expect(await getAuthProvider(realmId, id)).toMatchObject({
      ...{ type: "oauth2", name: "Acme Inc", state: "inactive", hasSecret: true },
      settings: { token_url: "https://acme.example/token" },
    });
    expect((await getAuthProvider(realmId, id))?.settings.scopes).toBe(undefined);
    expect(await update({ state: "gone", token_url: "ftp://acme.example" })).toMatchObject({
      problems: [{ code: "provider.address" }, { code: "provider.not-readable", field: "state" }],
    });
  });

  test("is gone with its profiles when it is deleted, and each change has its event and its deed", async () => {
    const id = await made(custom);
    const { id: userId } = await createUser(
      { id: realmId, requireUniqueEmails: true },
      {
        username: "nora",
        email: "nora@example.com",
        firstName: "",
        lastName: "",
        password: "seven quiet herons",
        otpSecret: null,
      },
    );
    const profile = { id: `crd_${id.slice(3)}`, realmId, userId, credentialType: "oauth2", authProviderId: id };
    await db().credential.create({ data: { ...profile, providerUserId: "7" } });
    const doer = await createDoer();
    expect(await deleteAuthProvider(realmId, id, { ...changed(), doer })).toBe(true);
    expect(await deleteAuthProvider(realmId, id, changed())).toBe(false);
    expect(await db().credential.count({ where: { userId } })).toBe(1);
    const events = await db().event.findMany({ where: { realmId, authProviderId: id }, orderBy: { id: "asc" } });
    expect(events.map((event) => event.eventType)).toEqual(["auth_provider.created", "auth_provider.deleted"]);
    const deeds = await db().auditEntry.findMany({ where: { objectId: id } });
    expect(deeds.map(({ action }) => action)).toEqual(["auth_provider.deleted"]);
  });

  test("security 86: another realm's is nobody's", async () => {
    const id = await made(custom);
    const other = await newAppWithRealm();
    expect(await getAuthProvider(other.realmId, id)).toBe(null);
    expect(await listAuthProviders(other.realmId)).toEqual([]);
    expect(await updateAuthProvider(other.realmId, id, { state: "inactive" }, changed())).toMatchObject({ ok: false });
    expect(await deleteAuthProvider(other.realmId, id, changed())).toBe(false);
    expect(await getAuthProvider(realmId, id)).toMatchObject({ state: "active" });
  });

  test("the realm's own hosted pages and passwords are no external provider", async () => {
    const [password] = await db().authProvider.findMany({ where: { realmId, providerType: "password" } });
    expect(await getAuthProvider(realmId, password?.id ?? "")).toBe(null);
    expect(await getAuthProvider(realmId, "password")).toBe(null);
    expect(await deleteAuthProvider(realmId, password?.id ?? "", changed())).toBe(false);
  });
});

describe("what cannot be a provider", () => {
  test("is told all at once, field by field", async () => {
    expect(await wrongs({ provider_type: "myspace" })).toEqual(["provider_type provider.type-unknown"]);
    expect(await wrongs({ provider_type: "google" })).toEqual([
      "client_id provider.blank",
      "client_secret provider.blank",
    ]);
    expect(await wrongs({ provider_type: "oauth2", profile_id: "a..b", token_auth: "jwt" })).toEqual([
      ...["name", "client_id", "authorization_url", "token_url", "profile_url"].map(
        (field) => `${field} provider.blank`,
      ),
      ...["profile_id", "token_auth"].map((field) => `${field} provider.not-readable`),
    ]);
    expect(await wrongs({ ...custom, provider_type: "oidc", issuer: "https://acme.example" })).toEqual([
      "jwks_url provider.blank",
    ]);
  });

  test.each([
    "http://acme.example/t",
    "ftp://acme.example",
    "//acme.example",
    "https://u:p@acme.example",
    "https://a b",
    "javascript:1",
  ])("an address like %s", async (address) => {
    expect(await wrongs({ ...custom, token_url: address })).toEqual(["token_url provider.address"]);
  });

  test("http is for the hosts that the deployment allows", async () => {
    expect(await wrongs({ ...custom, token_url: "http://sso.internal:8080/token" })).toEqual([]);
    expect(await wrongs({ ...custom, token_url: "http://sso.internal/token" })).toEqual(["token_url provider.address"]);
  });

  test("Apple without a key of its own kind", async () => {
    const apple = { provider_type: "apple", client_id: "com.example.app", team_id: "TEAM000001", key_id: "KEY0000001" };
    const pemOf = (key: { export: (options: { type: "pkcs8"; format: "pem" }) => string | Buffer }) =>
      key.export({ type: "pkcs8", format: "pem" }).toString();
    const right = pemOf(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
    expect(await wrongs({ ...apple, client_secret: right })).toEqual([]);
    for (const wrong of ["secret", pemOf(generateKeyPairSync("ed25519").privateKey), right.replace("MIGH", "XXXX")])
      expect(await wrongs({ ...apple, client_secret: wrong })).toEqual(["client_secret provider.key"]);
    expect(await wrongs({ ...apple, team_id: "", client_secret: right })).toEqual(["team_id provider.blank"]);
  });
});
