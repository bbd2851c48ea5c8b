import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { startProvider, type TestProvider } from "@/e2e/fixtures/provider";
import { addPlainProvider, addProvider, endOf, profilesIn, visitsTo } from "@/e2e/fixtures/providers";
import { newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { updateAuthProvider } from "@/lib/admin/auth-providers";
import { db } from "@/lib/db/client";
import { done, type Outcome } from "@/lib/domain/outcome";
import type { Entered, SignupToken } from "./finish-login";
import { finishProviderSignup } from "./finish-provider-signup";
import { signup } from "./signup";
import { startProviderLogin } from "./start-provider-login";

const person = { sub: "nora-7", email: "nora@example.com", email_verified: true, preferred_username: "nora" };

let close: () => Promise<void>;
let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
  close = await openTestDatabase({ OUTBOUND_ALLOW: provider.host });
  provider.be(person);
});
afterAll(async () => {
  await provider.close();
  await close();
});
beforeEach(() => {
  provider.behave("right");
  provider.be(person);
});

const by = { ip: null, userAgent: null };

async function newPlace(given: Parameters<typeof newAppWithRealm>[0] = {}) {
  const place = await newAppWithRealm(given);
  const providerId = await addProvider(place.realmId, provider);
  const visits = visitsTo(place, providerId);
  /** Comes by the provider, and signs up where nobody knows them. */
  const enter = async (): Promise<Outcome<Entered | SignupToken>> => {
    const outcome = await visits.go();
    if (!outcome.ok) return outcome;
    const { value } = outcome;
    return "secret" in value ? finishProviderSignup(await place.visit(), null, value.secret) : done(value);
  };
  const nora = () => db().user.findFirstOrThrow({ where: { realmId: place.realmId, usernameCanonical: "nora" } });
  return { ...place, ...visits, providerId, enter, nora };
}

describe("a provider that misbehaves lets nobody in", () => {
  let place: Awaited<ReturnType<typeof newPlace>>;
  beforeAll(async () => {
    place = await newPlace();
    signedIn(await place.enter());
  });

  test.each([
    ["wrong-nonce", "provider.answer"],
    ["no-nonce", "provider.answer"],
    ["wrong-audience", "provider.answer"],
    ["wrong-issuer", "provider.answer"],
    ["wrong-key", "provider.answer"],
    ["expired", "provider.answer"],
    ["no-subject", "provider.answer"],
    ["garbage", "provider.answer"],
    ["html", "provider.answer"],
    ["redirect", "provider.answer"],
    ["big", "provider.answer"],
    ["error-500", "provider.unreachable"],
    ["refused", "provider.refused"],
  ] as const)("%s → %s", async (manner, end) => {
    const before = await db().session.count({ where: { realmId: place.realmId } });
    provider.behave(manner);
    expect(endOf(await place.go())).toBe(end);
    expect(await db().session.count({ where: { realmId: place.realmId } })).toBe(before);
    const event = await db().event.findFirstOrThrow({ where: { realmId: place.realmId }, orderBy: { id: "desc" } });
    expect(event).toMatchObject({ eventType: "user.login.failed", authProviderId: place.providerId });
    expect(JSON.stringify(event.data)).toMatch(/^\{"provider":"[\w-]+"\}$/);
  });

  test("one that publishes a script as its address sends nobody anywhere", async () => {
    const other = await newAppWithRealm();
    const id = await addProvider(other.realmId, provider);
    provider.behave("script-address");
    const started = await startProviderLogin(await other.visit(), id, null);
    expect(started).toMatchObject({ ok: false, problems: [{ code: "provider.answer" }] });
  });

  test.each(["slow", "drip"] as const)(
    "one that never comes to an end is given up after 5 seconds: %s",
    async (manner) => {
      provider.behave(manner);
      const began = performance.now();
      expect(endOf(await place.go())).toBe("provider.unreachable");
      expect(performance.now() - began).toBeLessThan(8_000);
    },
  );

  test("one whose answers each come in time, and together do not, is given up after 5 seconds", async () => {
    const other = await newPlace();
    const started = await other.start();
    const params = await other.follow(started);
    provider.behave("sluggish");
    const began = performance.now();
    // Token and keys: 4 seconds; the profile would be there after 6.
    expect(endOf((await other.comeBack(params, started)).outcome)).toBe("provider.unreachable");
    expect(performance.now() - began).toBeLessThan(5_900);
  });

  test("one that is switched off meanwhile is not asked", async () => {
    const started = await place.start();
    const params = await place.follow(started);
    const off = await updateAuthProvider(
      place.realmId,
      place.providerId,
      { state: "inactive" },
      { at: new Date(), by, doer: null },
    );
    expect(off.ok).toBe(true);
    expect(endOf((await place.comeBack(params, started)).outcome)).toBe("provider.off");
    expect(
      provider.asked.some(({ path, query }) => path === "/token" && query.get("code") === params.get("code")),
    ).toBe(false);
  });
});

describe("plain OAuth 2.0", () => {
  test("knows a person by the field that the owner named, and links by the same rule", async () => {
    const place = await newAppWithRealm();
    const visits = visitsTo(place, await addPlainProvider(place.realmId, provider));
    signedIn(await signup(await place.visit(), signupFields({ username: "norah", email: "nora@example.com" })));
    await db().user.updateMany({ where: { realmId: place.realmId }, data: { emailVerification: "verified" } });
    const started = await visits.start();
    const asked = new URL(started.url).searchParams;
    expect(asked.getAll("response_type")).toEqual(["code"]);
    expect([asked.get("state"), asked.get("nonce"), asked.get("code_challenge")].every(Boolean)).toBe(true);
    expect(endOf((await visits.comeBack(await visits.follow(started), started)).outcome)).toBe("signed-in");
    expect(await profilesIn(place.realmId)).toEqual(["norah nora-7"]);
  });

  test("an ID token that comes along is nobody's promise, and is not looked at", async () => {
    const place = await newAppWithRealm();
    const providerId = await addPlainProvider(place.realmId, provider);
    const changed = { at: new Date(), by, doer: null };
    await updateAuthProvider(place.realmId, providerId, { scopes: "openid profile" }, changed);
    provider.behave("wrong-key");
    expect(endOf(await visitsTo(place, providerId).go())).toBe("new-person");
  });
});

describe("a profile that says less than the ID token", () => {
  test("is filled in from it", async () => {
    const place = await newPlace();
    provider.be({ ...person, given_name: "Nora" });
    provider.behave("brief-profile");
    expect(signedIn(await place.enter()).signup).toBe(true);
    expect(await place.nora()).toMatchObject({
      email: "nora@example.com",
      emailVerification: "verified",
      firstName: "Nora",
    });
  });
});

describe("OpenID Connect at addresses that its owner wrote down", () => {
  test.each(["right", "other-algorithm"] as const)(
    "takes what any key of the provider has signed: %s",
    async (manner) => {
      const place = await newAppWithRealm();
      const at = (path: string) => `${provider.origin}/${path}`;
      const written = { authorization_url: at("authorize"), token_url: at("token"), jwks_url: at("jwks") };
      const visits = visitsTo(place, await addProvider(place.realmId, provider, written));
      provider.behave(manner);
      expect(endOf(await visits.go())).toBe("new-person");
      provider.behave("wrong-key");
      expect(endOf(await visits.go())).toBe("provider.answer");
    },
  );
});

describe("provider tokens", () => {
  test.each([true, false])("are kept encrypted where the realm asks for them: %s", async (keepProviderTokens) => {
    const place = await newPlace({ realm: { keepProviderTokens } });
    signedIn(await place.enter());
    expect(endOf(await place.go())).toBe("signed-in");
    const row = await db().credential.findFirstOrThrow({ where: { realmId: place.realmId, credentialType: "oidc" } });
    expect(row.tokensEncrypted !== null).toBe(keepProviderTokens);
    expect(row.tokenExpiresAt !== null).toBe(keepProviderTokens);
    expect(Buffer.from(row.tokensEncrypted ?? []).toString("latin1")).not.toContain("refresh");
  });
});
