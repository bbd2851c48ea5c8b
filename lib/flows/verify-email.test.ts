import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { doJobs, mailsOf } from "@/e2e/fixtures/mailed";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { changeUser } from "@/lib/db/user-changes";
import { hours } from "@/lib/domain/duration";
import type { Visit } from "@/lib/domain/visit";
import { hashSecret, mintSecret } from "@/lib/tokens/secret-token";
import { login, loginInput } from "./login";
import { isSignedIn } from "./logout";
import { resendEmailVerification, resendEmailVerificationInput } from "./resend-email-verification";
import { signup } from "./signup";
import { verificationLinkWorks, verifyEmail, verifyEmailInput } from "./verify-email";

const actor = { at: new Date(), by: { ip: null, userAgent: null }, administrator: null };

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  await db().$executeRaw`DELETE FROM jobs.job`;
  place = await newAppWithRealm({ app: { settings: { email_verification: "require" } } });
});

const alice = { username: "alice", email: "Alice@Example.com" };
type Given = Partial<Visit>;

const join = async (person: Parameters<typeof signupFields>[0] = alice) =>
  signup(await place.visit(), signupFields(person));
const logIn = async (username = "alice") =>
  login(await place.visit(), loginInput.parse({ username, password: goodPassword }));
const newestToken = async () => (await mailsOf(place.realmId)).at(-1)?.token ?? "";

async function verify(token: unknown, username = "alice", { cookie, ...given }: Given & { cookie?: string } = {}) {
  return verifyEmail(await place.visit(given), verifyEmailInput.parse({ username, token }), cookie);
}

async function resend(username = "alice", given: Given = {}) {
  const outcome = await resendEmailVerification(
    await place.visit(given),
    resendEmailVerificationInput.parse({ username }),
  );
  await doJobs(given.at);
  return outcome;
}

const codes = (outcome: Awaited<ReturnType<typeof verify>>) =>
  outcome.ok ? [outcome.value.kind] : outcome.problems.map((problem) => problem.code);
const spent = ["email-token.spent"];
const stateOf = async (username = "alice") =>
  (await db().user.findFirstOrThrow({ where: { realmId: place.realmId, username } })).emailVerification;

describe("an app that requires a proved address", () => {
  test("lets nobody in before, mails the link with the signup, and tells of the signup at the first login, however late", async () => {
    expect(await join()).toEqual({ ok: true, value: { kind: "verify-email-first", username: "alice" } });
    const [mail, ...more] = await mailsOf(place.realmId);
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: "Alice@Example.com", template: "user.email.verification_requested" });
    expect(mail?.link.href).toMatch(
      new RegExp(`^http://${place.subdomain}.localhost:3000/verify_email\\?token=kvf_[0-9A-Za-z]{22}&username=alice$`),
    );
    expect(await logIn()).toMatchObject({ value: { kind: "verify-email-first", username: "alice" } });
    expect(await db().session.count({ where: { realmId: place.realmId } })).toBe(0);

    expect(codes(await verify(mail?.token))).toEqual(["email-verified"]);
    expect(await stateOf()).toBe("verified");
    expect(signedIn(await logIn()).url).toContain("&signup=true");
    expect(signedIn(await logIn()).url).not.toContain("signup=true");
    const events = await db().event.findMany({ where: { realmId: place.realmId }, orderBy: { id: "asc" } });
    expect(events.map((event) => event.eventType)).toEqual(
      expect.arrayContaining(["user.created", "user.email.verification_requested", "user.email.verified"]),
    );
  });

  test("can be proved later by those who were there before it asked", async () => {
    await join();
    await db().emailToken.deleteMany({ where: { realmId: place.realmId } });
    await db().user.updateMany({ where: { realmId: place.realmId }, data: { emailVerification: "none" } });
    await resend();
    expect(await stateOf()).toBe("requested");
    expect(codes(await verify(await newestToken()))).toEqual(["email-verified"]);
  });
});

describe("an app that only asks for it", () => {
  beforeEach(async () => {
    place = await newAppWithRealm({ app: { settings: { email_verification: "request" } } });
  });

  test("lets people in at once; the link then takes them straight on, in a new session in place of the old", async () => {
    const { session } = signedIn(await join());
    const cookie = session?.secret ?? "";
    const outcome = await verify(await newestToken(), "alice", { cookie });
    const next = signedIn(outcome as never);
    expect(next.url).toMatch(/^https:\/\/app\.example\.com\/in\?token=/);
    expect(await isSignedIn(await place.visit(), cookie)).toBe(false);
    expect(await isSignedIn(await place.visit(), next.session?.secret)).toBe(true);
  });

  test("a session of somebody else in this browser is left alone, and takes nobody anywhere", async () => {
    await join();
    const token = await newestToken();
    const { session } = signedIn(await join({ username: "bob", email: "bob@example.com" }));
    const cookie = session?.secret ?? "";
    expect(codes(await verify(token, "alice", { cookie }))).toEqual(["email-verified"]);
    expect(await isSignedIn(await place.visit(), cookie)).toBe(true);
    expect(await stateOf("bob")).toBe("requested");
  });
});

test("an app that does not ask mails nothing, and nobody can have it mailed", async () => {
  place = await newAppWithRealm();
  signedIn(await join());
  expect(await resend()).toMatchObject({ ok: true });
  expect(await mailsOf(place.realmId)).toEqual([]);
});

describe("a token", () => {
  test("security 43: of 50 at once exactly one is spent, with one event", async () => {
    await join();
    const token = await newestToken();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => verify(token)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const where = { realmId: place.realmId, eventType: "user.email.verified" };
    expect(await db().event.count({ where })).toBe(1);
  });

  test("is dead after 24 hours, and after a newer one", async () => {
    await join();
    const first = await newestToken();
    expect(codes(await verify(first, "alice", { at: new Date(Date.now() + hours(24) + 60_000) }))).toEqual(spent);
    await resend("alice", { at: new Date(Date.now() + 1_000) });
    expect(codes(await verify(first))).toEqual(spent);
    expect(codes(await verify(await newestToken()))).toEqual(["email-verified"]);
  });

  test("security 45: is nothing for another user, on another realm, or of another kind", async () => {
    await join();
    const token = await newestToken();
    await join({ username: "bob", email: "bob@example.com" });
    for (const name of ["bob", "", "bob@example.com"]) expect(codes(await verify(token, name)), name).toEqual(spent);
    const home = place;
    place = await newAppWithRealm({ app: { settings: { email_verification: "require" } } });
    await join();
    expect(codes(await verify(token))).toEqual(spent);
    expect(await verificationLinkWorks(await place.visit(), token), "nor does it open a form there").toBe(false);
    place = home;
    expect(await verificationLinkWorks(await place.visit(), token)).toBe(true);
    const { id: userId } = await db().user.findFirstOrThrow({ where: { realmId: home.realmId, username: "alice" } });
    for (const other of [mintSecret("kpw").secret, mintSecret("kli").secret, "", "null"]) {
      const row = { id: newId("kvf"), realmId: home.realmId, userId, emailCanonical: "alice@example.com" };
      const expiresAt = new Date(Date.now() + hours(1));
      await db().emailToken.create({ data: { ...row, tokenHash: hashSecret(other), expiresAt } });
      expect(codes(await verify(other)), other).toEqual(spent);
    }
    expect(await stateOf()).toBe("requested");
    expect(codes(await verify(token, "ALICE@example.com"))).toEqual(["email-verified"]);
  });

  test("security 51: proves the address it was sent to, and no later one, also when both happen at once", async () => {
    const email = { display: "new@example.com", canonical: "new@example.com", unique: true };
    await join();
    const { id } = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    const token = await newestToken();
    const change = { fields: {}, email, verification: null };
    const moved = changeUser(place.realmId, { id, change }, actor);
    await Promise.all([...Array.from({ length: 5 }, () => verify(token)), moved]);
    expect(await stateOf()).toBe("none");
    expect(codes(await verify(token))).toEqual(spent);
    // Even a token that a change had left standing proves nothing but the address it was sent to.
    const { secret, hash } = mintSecret("kvf");
    const row = { id: newId("kvf"), realmId: place.realmId, userId: id, tokenHash: hash };
    const expiresAt = new Date(Date.now() + hours(1));
    await db().emailToken.create({ data: { ...row, emailCanonical: "alice@example.com", expiresAt } });
    expect(codes(await verify(secret))).toEqual(spent);
    expect(await stateOf()).toBe("none");
  });

  test("of an inactive user is dead", async () => {
    await join();
    await db().user.updateMany({ where: { realmId: place.realmId }, data: { state: "inactive" } });
    expect(codes(await verify(await newestToken()))).toEqual(spent);
  });

  test("security 53: wrong ones from one address are throttled", async () => {
    const { client } = await place.visit();
    const said = (
      await Promise.all(Array.from({ length: 120 }, () => verify(mintSecret("kvf").secret, "alice", { client })))
    ).flatMap(codes);
    expect(said.filter((code) => code === "throttle.wait")).toHaveLength(20);
  });
});
