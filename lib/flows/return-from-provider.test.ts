import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { startProvider, type TestProvider } from "@/e2e/fixtures/provider";
import { addProvider, endOf, profilesIn, visitsTo } from "@/e2e/fixtures/providers";
import { newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { deleteProfile, listProfiles } from "@/lib/admin/profiles";
import { setUserState } from "@/lib/admin/users";
import { db } from "@/lib/db/client";
import { minutes } from "@/lib/domain/duration";
import { done, type Outcome } from "@/lib/domain/outcome";
import type { Entered, SignupToken } from "./finish-login";
import { finishProviderSignup } from "./finish-provider-signup";
import { signup } from "./signup";

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
beforeEach(() => {
  provider.behave("right");
  provider.be({ sub: "nora-7", email: "nora@example.com", email_verified: true, preferred_username: "nora" });
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

/** Somebody who has an account by password already; `verified`: and has proved their address. */
async function withAccount(place: Awaited<ReturnType<typeof newPlace>>, verified: boolean, email = "nora@example.com") {
  signedIn(await signup(await place.visit(), signupFields({ username: "norah", email })));
  if (verified)
    await db().user.updateMany({ where: { realmId: place.realmId }, data: { emailVerification: "verified" } });
}

describe("who comes back", () => {
  test("a new person is signed up by what the provider says, and known by their subject from then on", async () => {
    const place = await newPlace();
    const first = signedIn(await place.enter());
    expect(first.signup).toBe(true);
    expect(await place.nora()).toMatchObject({ email: "nora@example.com", emailVerification: "verified" });
    expect(await profilesIn(place.realmId)).toEqual(["nora nora-7"]);
    const again = await place.go();
    expect(again.ok && again.value.kind === "signed-in" && again.value.signup).toBe(false);
    expect(await db().user.count({ where: { realmId: place.realmId } })).toBe(1);
  });

  test("security 104: an address that changed at the same subject is still the same person, and no one else", async () => {
    const place = await newPlace();
    await withAccount(place, true, "frank@example.com");
    signedIn(await place.enter());
    provider.be({ sub: "nora-7", email: "frank@example.com", email_verified: true });
    expect(signedIn(await place.enter()).userId).toBe((await place.nora()).id);
    expect((await place.nora()).email).toBe("nora@example.com");
    expect(await profilesIn(place.realmId)).toEqual(["nora nora-7"]);
  });

  test("security 104: another subject with the same name is another person", async () => {
    const place = await newPlace();
    signedIn(await place.enter());
    provider.be({ sub: "eve-1", email: "eve@example.com", email_verified: true, preferred_username: "nora" });
    const outcome = await place.enter();
    expect(outcome.ok ? [] : outcome.problems).toEqual([{ code: "username.taken", field: "username" }]);
    expect(await profilesIn(place.realmId)).toEqual(["nora nora-7"]);
  });

  test("an address that the provider verifies later proves it for its user", async () => {
    const place = await newPlace();
    provider.be({ sub: "nora-7", email: "nora@example.com", email_verified: false, preferred_username: "nora" });
    signedIn(await place.enter());
    expect((await place.nora()).emailVerification).toBe("none");
    provider.be({ sub: "nora-7", email: "Nora@example.com", email_verified: true });
    expect(endOf(await place.go())).toBe("signed-in");
    expect((await place.nora()).emailVerification).toBe("verified");
  });

  test("an inactive user is told so, and no session begins", async () => {
    const place = await newPlace();
    signedIn(await place.enter());
    await setUserState(place.realmId, (await place.nora()).id, { state: "inactive", by });
    expect(endOf(await place.go())).toBe("user.inactive");
    expect(await db().session.count({ where: { realmId: place.realmId } })).toBe(0);
  });
});

describe("who is linked with an account that is there (security.md D7)", () => {
  test.each([
    [true, true, "signed-in"],
    [true, false, "log-in-first"],
    [false, true, "log-in-first"],
    [false, false, "log-in-first"],
  ])("ours verified: %s, theirs verified: %s → %s", async (ours, theirs, end) => {
    const place = await newPlace();
    await withAccount(place, ours);
    provider.be({ sub: "nora-7", email: "NORA@example.com", email_verified: theirs });
    expect(endOf(await place.go())).toBe(end);
    expect(await profilesIn(place.realmId)).toEqual(end === "signed-in" ? ["norah nora-7"] : []);
  });

  test.each(["true", 1])("email_verified: %j says yes as well, as some providers write it", async (yes) => {
    const place = await newPlace();
    await withAccount(place, true);
    provider.be({ sub: "nora-7", email: "nora@example.com", email_verified: yes });
    expect(endOf(await place.go())).toBe("signed-in");
  });

  test.each(["false", 0, null, "yes", {}])("security 104: email_verified: %j says no", async (no) => {
    const place = await newPlace();
    await withAccount(place, true);
    provider.be({ sub: "nora-7", email: "nora@example.com", email_verified: no });
    expect(endOf(await place.go())).toBe("log-in-first");
  });

  test("where addresses need not be unique, nobody is linked to one of two who have verified theirs", async () => {
    const place = await newPlace({ realm: { requireUniqueEmails: false } });
    for (const username of ["one", "two"])
      signedIn(await signup(await place.visit(), signupFields({ username, email: "nora@example.com" })));
    await db().user.updateMany({ where: { realmId: place.realmId }, data: { emailVerification: "verified" } });
    expect(endOf(await place.go())).toBe("new-person");
  });

  test("a user of another realm with that address is nobody here", async () => {
    const [here, there] = [await newPlace(), await newPlace()];
    await withAccount(there, true);
    expect(endOf(await here.go())).toBe("new-person");
    expect(await profilesIn(there.realmId)).toEqual([]);
  });

  test("a deleted profile is linked again by the same rule (seed 003)", async () => {
    const place = await newPlace();
    const { userId } = signedIn(await place.enter());
    const [profile] = await listProfiles(place.realmId, userId);
    expect(profile).toMatchObject({ type: "oidc", providerUserId: "nora-7", email: "nora@example.com" });
    const changed = { at: new Date(), by, doer: null };
    expect(await deleteProfile(place.realmId, profile?.id ?? "", changed)).toBe(true);
    expect(await listProfiles(place.realmId, userId)).toEqual([]);
    expect(endOf(await place.go())).toBe("signed-in");
    expect(await profilesIn(place.realmId)).toEqual(["nora nora-7"]);
  });
});

describe("security 104: a state", () => {
  test("of 50 returns at once with one state exactly one gets in", async () => {
    const place = await newPlace();
    signedIn(await place.enter());
    const started = await place.start();
    const params = await place.follow(started);
    const ends = await Promise.all(Array.from({ length: 50 }, () => place.comeBack(params, started)));
    expect(ends.map(({ outcome }) => endOf(outcome)).sort()).toEqual([
      ...Array.from({ length: 49 }, () => "provider.step-ended"),
      "signed-in",
    ]);
    expect(
      provider.asked.filter(({ path, query }) => path === "/token" && query.get("code") === params.get("code")),
    ).toHaveLength(1);
  });

  test("ends after 30 minutes", async () => {
    const place = await newPlace();
    const at = new Date();
    const [early, late] = [await place.start({ at }), await place.start({ at })];
    const later = (ms: number) => ({ at: new Date(at.getTime() + ms) });
    const inTime = await place.comeBack(await place.follow(early), early, later(minutes(30) - 1));
    expect(endOf(inTime.outcome)).toBe("new-person");
    const tooLate = await place.comeBack(await place.follow(late), late, later(minutes(30)));
    expect(endOf(tooLate.outcome)).toBe("provider.step-ended");
  });

  test("of another browser, of none, of another app, of another provider or made up is worth nothing", async () => {
    const place = await newPlace();
    const [mine, other] = [await place.start(), await place.start()];
    const params = await place.follow(mine);
    const otherApp = await newPlace();
    const second = await addProvider(place.realmId, provider, { name: "Second" });
    const ends = [
      await place.comeBack(params, { browserSecret: other.browserSecret }),
      await place.comeBack(params, { browserSecret: "" }),
      await otherApp.comeBack(params, mine),
      await visitsTo(place, second).comeBack(params, mine),
      await place.comeBack(new URLSearchParams({ code: params.get("code") ?? "", state: "pst_made_up" }), mine),
      await place.comeBack(new URLSearchParams({ code: params.get("code") ?? "" }), mine),
    ];
    expect(ends.map(({ outcome }) => endOf(outcome))).toEqual(Array.from(ends, () => "provider.step-ended"));
    // None of these tries has used it up.
    expect(endOf((await place.comeBack(params, mine)).outcome)).toBe("new-person");
  });

  test("carries what the person came with, and nothing that is not registered", async () => {
    const place = await newPlace({ app: { redirectUris: ["https://app.example.com/other"] } });
    signedIn(await place.enter());
    const given = { redir: "/notes/7", redirectUri: "https://app.example.com/other", plain: true, promptLogin: true };
    const started = await place.start(given);
    const { outcome, visit } = await place.comeBack(await place.follow(started), started);
    expect(visit).toMatchObject(given);
    expect(outcome.ok && outcome.value.kind === "signed-in" && outcome.value.url).toMatch(
      /^https:\/\/app\.example\.com\/other\?token=[^&]+&redir=%2Fnotes%2F7$/,
    );
    const taken = await place.start(given);
    await db().connectedApp.updateMany({ where: { realmId: place.realmId }, data: { redirectUris: [] } });
    expect((await place.comeBack(await place.follow(taken), taken)).visit.redirectUri).toBe("refused");
  });
});
