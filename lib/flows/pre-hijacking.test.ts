import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf } from "@/e2e/fixtures/authenticator";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { startProvider, type TestProvider } from "@/e2e/fixtures/provider";
import { addProvider, endOf, profilesIn, stepOf, visitsTo } from "@/e2e/fixtures/providers";
import { codes, resetTools } from "@/e2e/fixtures/resets";
import { newPlaceWithGrace } from "@/e2e/fixtures/second-factor";
import { newAppWithRealm, signedIn } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { checkSession } from "./check-session";
import { connectProvider, findWaitingProfile } from "./connect-provider";
import { finishProviderSignup, providerSignupInput } from "./finish-provider-signup";
import { verifyLogin } from "./verify-login";

let close: () => Promise<void>;
let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider();
  close = await openTestDatabase({ OUTBOUND_ALLOW: provider.host });
});
afterAll(async () => {
  await provider.close();
  await close();
});

const victim = { sub: "alice-1", email: "alice@example.com", email_verified: true };
const attacker = { sub: "mallory-6", email: "mallory@evil.example", email_verified: true };

describe("security 37: who signs up with somebody else's address has nothing in the end", () => {
  let place: Awaited<ReturnType<typeof newPlace>>;
  const { join, mailedToken, reset, logIn } = resetTools(() => place);

  async function newPlace() {
    const made = await newAppWithRealm();
    const trusted = visitsTo(made, await addProvider(made.realmId, provider, { name: "Trusted ID" }));
    const other = visitsTo(made, await addProvider(made.realmId, provider, { name: "Other ID" }));
    return { ...made, trusted, other };
  }

  beforeEach(async () => {
    place = await newPlace();
  });

  const theUser = () => db().user.findFirstOrThrow({ where: { realmId: place.realmId } });

  /** The owner of the address comes by a provider that has verified it, and takes the account by the mail they get. */
  async function ownerTakesOver() {
    provider.be(victim);
    expect(endOf(await place.trusted.go())).toBe("log-in-first");
    expect(await profilesIn(place.realmId)).not.toContain("alice alice-1");
    expect(codes(await reset(await mailedToken()))).toEqual(["password-reset"]);
    provider.be(victim);
    expect(endOf(await place.trusted.go())).toBe("signed-in");
    expect(await profilesIn(place.realmId)).toEqual(["alice alice-1"]);
  }

  test("by a password: it, their sessions, their API keys and the profile they linked are dead", async () => {
    const hers = await join();
    provider.be(attacker);
    const step = stepOf(await place.other.go());
    const connect = (await findWaitingProfile(await place.visit(), step))?.connect ?? null;
    expect(await connectProvider(await place.visit({ connect }), step, hers.userId)).toBe(true);
    expect(endOf(await place.other.go())).toBe("signed-in");
    const key = { id: newId("crd"), realmId: place.realmId, userId: hers.userId, credentialType: "api_key" };
    await db().credential.create({ data: { ...key, secretHash: new Uint8Array(32) } });

    await ownerTakesOver();
    expect(codes(await logIn("seven quiet herons"))).toEqual(["credentials.wrong"]);
    expect(codes(await checkSession(await place.visit(), { token: hers.token }))).toEqual(["session.ended"]);
    provider.be(attacker);
    expect(endOf(await place.other.go())).toBe("new-person");
    const left = await db().credential.findMany({ where: { userId: hers.userId }, orderBy: { id: "asc" } });
    expect(left.map(({ credentialType, providerUserId }) => `${credentialType} ${providerUserId}`)).toEqual([
      "password null",
      "oidc alice-1",
    ]);
  });

  test("by a provider that verifies nothing: their profile is dead, and so is a login by it that is under way", async () => {
    provider.be({ ...attacker, email: victim.email, email_verified: false });
    const input = providerSignupInput.parse({ username: "alice" });
    signedIn(await finishProviderSignup(await place.visit(), input, stepOf(await place.other.go())));
    expect((await theUser()).emailVerification).toBe("none");
    const underWay = await place.other.start();
    const params = await place.other.follow(underWay);
    await ownerTakesOver();
    expect(endOf((await place.other.comeBack(params, underWay)).outcome)).toBe("log-in-first");
  });

  test("and a step they have left cannot be ended by anything but a login to the account", async () => {
    await join();
    provider.be({ ...attacker, email: victim.email, email_verified: false });
    const step = stepOf(await place.other.go());
    const input = providerSignupInput.parse({ username: "alice2", email: "alice2@example.com" });
    const ended = await finishProviderSignup(await place.visit(), input, step);
    expect(ended.ok ? ended.value.kind : ended.problems[0].code).toBe("provider.account-there");
    expect(await profilesIn(place.realmId)).toEqual([]);
  });
});

test("security 58: a login by a provider stops at the second factor, and begins no session before it", async () => {
  const grace = await newPlaceWithGrace();
  const visits = visitsTo(grace, await addProvider(grace.realmId, provider));
  await db().user.updateMany({ where: { realmId: grace.realmId }, data: { emailVerification: "verified" } });
  provider.be({ sub: "grace-2", email: "grace@example.com", email_verified: true });
  const outcome = await visits.go();
  if (!outcome.ok || outcome.value.kind !== "need-mfa") throw new Error(endOf(outcome));
  expect(await db().session.count({ where: { realmId: grace.realmId } })).toBe(0);
  const { token, browserSecret } = outcome.value;
  const code = codeOf(grace.secret, new Date());
  const entered = await verifyLogin(await grace.visit(), {
    username: "",
    token,
    browserSecret: browserSecret ?? "",
    code,
  });
  expect(signedIn(entered).userId).toBe(grace.userId);
});
