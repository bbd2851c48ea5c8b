import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { type Claims, startProvider, type TestProvider } from "@/e2e/fixtures/provider";
import { addProvider, endOf, profilesIn, stepOf, visitsTo } from "@/e2e/fixtures/providers";
import { newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { deleteAuthProvider, updateAuthProvider } from "@/lib/admin/auth-providers";
import { createCredential } from "@/lib/admin/new-credentials";
import { db } from "@/lib/db/client";
import { createUserByProfile } from "@/lib/db/profile-users";
import { linkProfile } from "@/lib/db/profiles";
import { subjectsBy } from "@/lib/domain/provider-settings";
import { decrypt } from "@/lib/tokens/encryption";
import { connectProvider, findWaitingProfile } from "./connect-provider";
import { finishProviderSignup } from "./finish-provider-signup";
import { returnFromProvider } from "./return-from-provider";
import { signup } from "./signup";
import { startProviderLogin } from "./start-provider-login";

let close: () => Promise<void>;
let provider: TestProvider;
let other: TestProvider;
beforeAll(async () => {
  [provider, other] = [await startProvider(), await startProvider()];
  close = await openTestDatabase({ OUTBOUND_ALLOW: "127.0.0.1" });
});
afterAll(async () => {
  await Promise.all([provider.close(), other.close()]);
  await close();
});
beforeEach(() => {
  for (const one of [provider, other]) {
    one.behave("right");
    one.be(nora);
  }
});

const nora: Claims = { sub: "nora-7", email: "nora@example.com", email_verified: true, preferred_username: "nora" };
const by = { ip: null, userAgent: null };
const changed = () => ({ at: new Date(), by, doer: null });

async function newPlace(given: Parameters<typeof newAppWithRealm>[0] = {}) {
  const place = await newAppWithRealm(given);
  const providerId = await addProvider(place.realmId, provider);
  const update = (changes: Readonly<Record<string, string>>) =>
    updateAuthProvider(place.realmId, providerId, changes, changed());
  const signUp = async (step: string) => finishProviderSignup(await place.visit(), null, step);
  return { ...place, ...visitsTo(place, providerId), providerId, update, signUp };
}

type Place = Awaited<ReturnType<typeof newPlace>>;

/** A profile as it would be written, from a provider that was asked as it is now. */
function profileAt({ providerId }: Place, subject: string) {
  const asked = subjectsBy({ issuer: provider.origin });
  const said = { authProviderId: providerId, providerType: "oidc", subject, subjectsBy: asked, profile: {} };
  return { ...said, tokensEncrypted: null, tokenExpiresAt: null };
}

async function link(place: Place, userId: string, subject: string) {
  const profile = profileAt(place, subject);
  const origin = { at: new Date(), appId: place.appId, by };
  return linkProfile(place.realmId, { userId, profile, verified: null, byAddress: false, ...origin });
}

describe("who a subject is", () => {
  test("does not change under people who are known by it; all else of their provider may", async () => {
    const place = await newPlace();
    expect(await place.update({ profile_id: "uid", profile_url: `${other.origin}/me` })).toMatchObject({ ok: true });
    expect(await place.update({ profile_id: "", profile_url: "" })).toMatchObject({ ok: true });
    signedIn(await place.signUp(stepOf(await place.go())));
    const changes = {
      ...{ issuer: other.origin, jwks_url: `${other.origin}/jwks`, profile_url: `${other.origin}/me` },
      ...{
        profile_id: "uid",
        tenant: "theirs",
        authorization_url: `${other.origin}/a`,
        token_url: `${other.origin}/t`,
      },
    };
    expect(await place.update(changes)).toMatchObject({
      ok: false,
      problems: ["issuer", "jwks_url", "profile_url", "profile_id", "tenant"].map((field) => ({
        ...{ code: "provider.known", field },
      })),
    });
    expect(await place.update({ name: "Acme", client_secret: "another", scopes: "openid email" })).toMatchObject({
      ok: true,
    });
    for (const { id } of await db().credential.findMany({ where: { realmId: place.realmId } }))
      await db().credential.delete({ where: { id } });
    expect(await place.update({ issuer: other.origin })).toMatchObject({ ok: true });
  });

  test("security 104: is as it was asked, also where somebody comes back to a provider that names others by then", async () => {
    const place = await newPlace();
    const mia: Claims = { sub: "mia-8", email: "mia@example.com", email_verified: true, preferred_username: "mia" };
    const [one, two] = [stepOf(await place.go()), stepOf(await place.go())];
    provider.be(mia);
    const three = stepOf(await place.go());
    await place.update({ issuer: other.origin });
    other.be({ ...nora, email: "zed@example.com", preferred_username: "zed" });
    expect(endOf(await place.go())).toBe("new-person");
    const { userId: theirs } = signedIn(await place.signUp(stepOf(await place.go())));
    for (const step of [one, three])
      expect(await place.signUp(step)).toMatchObject({ ok: false, problems: [{ code: "provider.off" }] });
    const waiting = await findWaitingProfile(await place.visit(), two);
    const visit = await place.visit({ connect: waiting?.connect ?? null });
    const { userId } = signedIn(await signup(visit, signupFields({ username: "eve", email: "eve@example.com" })));
    expect(await connectProvider(visit, two, userId)).toBe(false);
    const credentials = await db().credential.findMany({ where: { realmId: place.realmId, credentialType: "oidc" } });
    expect(credentials.map((credential) => credential.userId)).toEqual([theirs]);
  });

  test("changes before a profile is written or not at all, however close the two are", async () => {
    const place = await newPlace();
    const { userId } = signedIn(await signup(await place.visit(), signupFields({ username: "eve", email: "e@x.org" })));
    for (let round = 0; round < 10; round += 1) {
      const there = subjectsBy({ issuer: provider.origin });
      const [updated, linked] = await Promise.all([
        place.update({ issuer: other.origin }),
        link(place, userId, `s-${round}`),
      ]);
      expect(there).not.toBe(subjectsBy({ issuer: other.origin }));
      expect([updated.ok, linked === "off"]).toEqual(updated.ok ? [true, true] : [false, false]);
      await db().credential.deleteMany({ where: { realmId: place.realmId, credentialType: "oidc" } });
      await place.update({ issuer: provider.origin });
    }
  });
});

describe("a provider that is deleted while somebody comes by it", () => {
  test("gives nobody a profile, and is told as one that is switched off", async () => {
    const place = await newPlace();
    const { userId } = signedIn(await signup(await place.visit(), signupFields({ username: "eve", email: "e@x.org" })));
    const step = { appId: place.appId, stateHash: new Uint8Array(32), browserHash: new Uint8Array(32), at: new Date() };
    const profile = profileAt(place, "s-1");
    await deleteAuthProvider(place.realmId, place.providerId, changed());
    expect(await link(place, userId, "s-1")).toBe("off");
    const username = { display: "new", canonical: "new", skeleton: null };
    const blank = { email: null, firstName: null, lastName: null, passwordHash: null, signupPending: false, org: null };
    for (const one of [step, null]) {
      const user = { username, ...blank, profile };
      expect(
        await createUserByProfile(place.realmId, { user, step: one, at: new Date(), verification: null }, by),
      ).toBe("off");
    }
    expect(await db().user.count({ where: { realmId: place.realmId } })).toBe(1);
  });

  test("is deleted, and nobody runs into an unknown problem, however close the two are", async () => {
    for (let round = 0; round < 10; round += 1) {
      const place = await newPlace();
      const { userId } = signedIn(
        await signup(await place.visit(), signupFields({ username: "eve", email: "e@x.org" })),
      );
      const record = await db().user.findFirstOrThrow({ where: { id: userId } });
      const asked = { credential_type: "oidc", auth_provider_id: place.providerId, provider_user_id: "s-2" } as const;
      const step = stepOf(await place.go());
      const [linked, made, signedUp, deleted] = await Promise.all([
        link(place, userId, "s-1"),
        createCredential(place.realmId, { user_id: record.id, ...asked }, { at: new Date(), by, administrator: null }),
        place.signUp(step),
        deleteAuthProvider(place.realmId, place.providerId, changed()),
      ]);
      expect(deleted).toBe(true);
      expect(typeof linked === "string" ? linked : "linked").toMatch(/^(?:off|linked)$/);
      const said = [made, signedUp].flatMap((one) => (one.ok ? [] : one.problems.map(({ code }) => code)));
      for (const code of said)
        expect(["not-found", "field.not-found", "provider.off", "provider.step-ended"]).toContain(code);
      expect(await profilesIn(place.realmId)).toEqual([]);
    }
  });
});

describe("what a provider says once", () => {
  test("a refresh token is kept until there is a newer one", async () => {
    const place = await newPlace({ realm: { keepProviderTokens: true } });
    const kept = async () => {
      const row = await db().credential.findFirstOrThrow({ where: { realmId: place.realmId, credentialType: "oidc" } });
      return JSON.parse(decrypt("provider-tokens", row.tokensEncrypted ?? new Uint8Array()));
    };
    signedIn(await place.signUp(stepOf(await place.go())));
    const first = await kept();
    provider.behave("no-refresh");
    expect(endOf(await place.go())).toBe("signed-in");
    const second = await kept();
    expect(second.accessToken).not.toBe(first.accessToken);
    expect([first, second].map(({ refreshToken }) => refreshToken)).toEqual(["a refresh token", "a refresh token"]);
  });

  test("the name that Apple posts with the first login stays at the profile", async () => {
    const place = await newAppWithRealm();
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const client_secret = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const apple = { provider_type: "apple", name: "", team_id: "TEAM000001", key_id: "KEY0000001", client_secret };
    const id = await addProvider(place.realmId, provider, apple);
    provider.behave("any-secret");
    const go = async (more: Readonly<Record<string, string>>) => {
      const started = await startProviderLogin(await place.visit(), id, null);
      if (!started.ok) throw new Error(JSON.stringify(started));
      const page = await (await fetch(started.value.url)).text();
      const fields = [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]);
      const params = new URLSearchParams([...fields, ...Object.entries(more)]);
      const { browserSecret } = started.value;
      return (await returnFromProvider(await place.visit(), { provider: id, params, browserSecret })).outcome;
    };
    const user = JSON.stringify({ name: { firstName: "Nora", lastName: "North" } });
    signedIn(await finishProviderSignup(await place.visit(), null, stepOf(await go({ user }))));
    expect(endOf(await go({}))).toBe("signed-in");
    const row = await db().credential.findFirstOrThrow({ where: { realmId: place.realmId, authProviderId: id } });
    expect(row.providerProfile).toMatchObject({ first_name: "Nora", last_name: "North", email: "nora@example.com" });
  });
});
