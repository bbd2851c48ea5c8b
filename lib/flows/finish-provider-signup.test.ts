import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { doJobs, mailsOf } from "@/e2e/fixtures/mailed";
import { type Claims, startProvider, type TestProvider } from "@/e2e/fixtures/provider";
import { addProvider, endOf, profilesIn, stepOf, visitsTo } from "@/e2e/fixtures/providers";
import { newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { getSignupToken, redeemSignupToken } from "@/lib/admin/signup-tokens";
import { db } from "@/lib/db/client";
import { finishProviderSignup, providerSignupInput } from "./finish-provider-signup";
import { openProviderSignup } from "./open-provider-signup";
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
beforeEach(() => provider.be(nora));

const nora: Claims = { sub: "nora-7", email: "nora@example.com", email_verified: true, name: "Nora North" };
const by = { ip: null, userAgent: null };

type Fields = Partial<Record<"username" | "email" | "first_name" | "last_name" | "org_name", string>>;

async function newPlace(given: Parameters<typeof newAppWithRealm>[0] = {}) {
  const place = await newAppWithRealm(given);
  const visits = visitsTo(place, await addProvider(place.realmId, provider));
  const asked = async (step: string) =>
    (await openProviderSignup(await place.visit(), step))?.fields.map(
      ({ name, suggestion }) => `${name}=${suggestion}`,
    );
  const finish = async (step: string, fields: Fields | null) =>
    finishProviderSignup(await place.visit(), fields && providerSignupInput.parse(fields), step);
  const users = () =>
    db().user.findMany({ where: { realmId: place.realmId }, include: { memberships: { include: { org: true } } } });
  const set = (settings: { signup_mode?: string; login?: boolean }) =>
    db().connectedApp.updateMany({ where: { realmId: place.realmId }, data: { settings } });
  return { ...place, ...visits, asked, finish, users, set };
}

const codes = (outcome: Awaited<ReturnType<typeof finishProviderSignup>>) =>
  outcome.ok ? outcome.value.kind : outcome.problems.map(({ code, field }) => `${field ?? ""} ${code}`).join();

describe("what is asked of somebody new", () => {
  test("a user name in standard realms, with a guess that is free, and nothing that the provider has told", async () => {
    const place = await newPlace();
    const step = stepOf(await place.go());
    expect(codes(await place.finish(step, null))).toBe("username username.blank");
    expect(await place.asked(step)).toEqual(["username=nora"]);
    signedIn(await signup(await place.visit(), signupFields({ username: "Nora", email: "other@example.com" })));
    expect(await place.asked(step)).toEqual(["username="]);
    expect(codes(await place.finish(step, { username: "nora", email: "evil@example.com" }))).toBe(
      "username username.taken",
    );
    // What was wrong has not used it up.
    expect(signedIn(await place.finish(step, { username: "nono", email: "evil@example.com" })).signup).toBe(true);
    expect((await place.users()).map(({ username, email, name }) => `${username} ${email} ${name}`).sort()).toEqual([
      "Nora other@example.com Nora",
      "nono nora@example.com Nora North",
    ]);
  });

  test("nothing where people are known by their address: they are in at once", async () => {
    const place = await newPlace({ realm: { usernameValidationHuman: "email" } });
    signedIn(await place.finish(stepOf(await place.go()), null));
    expect(await place.users()).toMatchObject([{ username: "nora@example.com", emailVerification: "verified" }]);
  });

  test("an address where the provider gives none, or none that a mail could reach; it has to be proved like any other", async () => {
    const place = await newPlace({
      realm: { usernameValidationHuman: "email" },
      app: { settings: { email_verification: "require" } },
    });
    for (const email of [undefined, "", "nora", "nora@localhost", 7]) {
      provider.be({ sub: `nora-${email}`, email, email_verified: true });
      expect(await place.asked(stepOf(await place.go()))).toEqual(["email="]);
    }
    const step = stepOf(await place.go());
    expect(codes(await place.finish(step, {}))).toBe("email email.blank");
    expect(codes(await place.finish(step, { email: "nora@example.com" }))).toBe("verify-email-first");
    await doJobs();
    expect(await mailsOf(place.realmId)).toMatchObject([{ to: "nora@example.com" }]);
    expect(endOf(await place.go())).toBe("verify-email-first");
  });

  test("names where the app requires them, guessed from the whole one; and an organisation", async () => {
    const settings = { name_field: "required", signup_mode: "user_org", org_field: "required" };
    const place = await newPlace({ realm: { usernameValidationHuman: "email" }, app: { settings } });
    const step = stepOf(await place.go());
    expect(await place.asked(step)).toEqual(["first_name=Nora", "last_name=North", "org_name="]);
    expect(codes(await place.finish(step, { first_name: "Nora" }))).toBe(
      "last_name last-name.blank,org_name org-name.blank",
    );
    signedIn(await place.finish(step, { first_name: "Nora", last_name: "North", org_name: "Herons" }));
    expect(await place.users()).toMatchObject([{ lastName: "North", memberships: [{ org: { name: "Herons" } }] }]);
    provider.be({ sub: "ida-3", email: "ida@example.com", given_name: "Ida", family_name: "Ives" });
    expect(await place.asked(stepOf(await place.go()))).toEqual(["org_name="]);
  });

  test("nothing at all in another browser, or when it is over", async () => {
    const place = await newPlace();
    const step = stepOf(await place.go());
    const elsewhere = await newPlace();
    expect(await elsewhere.asked(step)).toBe(undefined);
    signedIn(await place.finish(step, { username: "nora" }));
    expect(await place.asked(step)).toBe(undefined);
    expect(codes(await place.finish(step, { username: "nora2" }))).toBe(" provider.step-ended");
  });
});

describe("one step", () => {
  test("makes one user, whatever the number of tries at once", async () => {
    const place = await newPlace();
    const step = stepOf(await place.go());
    const ends = await Promise.all(Array.from({ length: 20 }, (_, n) => place.finish(step, { username: `nora${n}` })));
    expect(ends.filter((end) => end.ok)).toHaveLength(1);
    expect(new Set(ends.filter((end) => !end.ok).map(codes))).toEqual(new Set([" provider.step-ended"]));
    expect(await profilesIn(place.realmId)).toHaveLength(1);
  });

  test("of the same person in two windows ends in the one account", async () => {
    const place = await newPlace({ realm: { usernameValidationHuman: "email" } });
    const steps = [stepOf(await place.go()), stepOf(await place.go())];
    const ends = await Promise.all(steps.map((step) => place.finish(step, null)));
    expect(ends.map(codes)).toEqual(["signed-in", "signed-in"]);
    expect(await place.users()).toHaveLength(1);
    expect(await profilesIn(place.realmId)).toEqual(["nora@example.com nora-7"]);
  });

  test.each(["user", "user_token"])("of somebody who is known by now lets them in, once: mode %s", async (mode) => {
    const place = await newPlace();
    const [early, late] = [stepOf(await place.go()), stepOf(await place.go())];
    const { userId } = signedIn(await place.finish(early, { username: "nora" }));
    await place.set({ signup_mode: mode });
    expect(signedIn(await place.finish(late, null)).userId).toBe(userId);
    expect(codes(await place.finish(late, { username: "nono" }))).toBe(" provider.step-ended");
    expect(await place.users()).toHaveLength(1);
  });

  test("of somebody who is known by now opens no app whose login is closed, nor an inactive user's account", async () => {
    const place = await newPlace();
    const steps = [stepOf(await place.go()), stepOf(await place.go()), stepOf(await place.go())];
    const { userId } = signedIn(await place.finish(steps[0] ?? "", { username: "nora" }));
    await db().user.updateMany({ where: { id: userId }, data: { state: "inactive" } });
    expect(codes(await place.finish(steps[1] ?? "", null))).toBe(" user.inactive");
    await place.set({ login: false });
    expect(codes(await place.finish(steps[2] ?? "", null))).toBe(" login.disabled");
  });
});

describe("mode user_token", () => {
  const settings = { signup_mode: "user_token" };

  test("makes nobody; the token says how they came, and its user has the profile, proved address and all", async () => {
    const place = await newPlace({
      realm: { keepProviderTokens: true },
      app: { settings, signupHandler: "https://app.example.com/up" },
    });
    const ended = await place.finish(stepOf(await place.go()), { username: "nora" });
    if (!ended.ok || ended.value.kind !== "signup-token") throw new Error(codes(ended));
    expect(ended.value.url).toBe(`https://app.example.com/up?token=${ended.value.token}`);
    expect(await place.users()).toEqual([]);
    const token = await getSignupToken(place.realmId, ended.value.token, new Date());
    expect(token).toMatchObject({ username: "nora", email: "nora@example.com", credentialType: "oidc" });
    const kept = await db().signupToken.findFirstOrThrow({ where: { realmId: place.realmId } });
    expect(JSON.stringify(kept.providerProfile)).not.toContain("refresh");

    const redeemed = await redeemSignupToken(place.realmId, ended.value.token, { at: new Date(), by });
    expect(redeemed.ok && redeemed.value).toMatchObject({
      emailVerification: "verified",
      credentials: [{ credentialType: "oidc" }],
    });
    expect(endOf(await place.go())).toBe("signed-in");
  });

  test("of two tokens for one profile the second makes nobody", async () => {
    const place = await newPlace({ app: { settings } });
    const tokens: string[] = [];
    for (const username of ["nora", "nono"]) {
      provider.be({ sub: "nora-7", preferred_username: username, email: `${username}@example.com` });
      const ended = await place.finish(stepOf(await place.go()), null);
      if (ended.ok && ended.value.kind === "signup-token") tokens.push(ended.value.token);
    }
    const ends = [];
    for (const token of tokens) ends.push(await redeemSignupToken(place.realmId, token, { at: new Date(), by }));
    expect(ends.map((end) => (end.ok ? "made" : end.problems[0].code))).toEqual(["made", "profile.taken"]);
    expect(await place.users()).toHaveLength(1);
  });
});

describe("security 38: a realm that hides who has an account", () => {
  const hiding = {
    realm: { usernameValidationHuman: "email", hideAccountExistence: true },
    app: { settings: { email_verification: "require" } },
  } as const;

  test("answers alike for an address that has one and for one that has none, where the provider has not verified it", async () => {
    const place = await newPlace(hiding);
    await signup(await place.visit(), signupFields({ email: "nora@example.com" }));
    await doJobs();
    for (const email of ["nora@example.com", "ida@example.com"]) {
      provider.be({ sub: `at ${email}`, email, email_verified: false });
      const outcome = await place.go();
      expect(endOf(outcome)).toBe("new-person");
      expect(codes(await place.finish(stepOf(outcome), null))).toBe("verify-email-first");
    }
    await doJobs();
    const mails = await mailsOf(place.realmId);
    expect(mails.slice(1).map(({ to, template }) => `${to} ${template}`)).toEqual([
      "nora@example.com user.signup.existing",
      "ida@example.com user.email.verification_requested",
    ]);
    expect(await profilesIn(place.realmId)).toEqual(["ida@example.com at ida@example.com"]);
  });
});
