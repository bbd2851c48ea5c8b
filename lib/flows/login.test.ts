import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { minutes, seconds } from "@/lib/domain/duration";
import { hashSecret } from "@/lib/tokens/secret-token";
import { login, loginInput } from "./login";
import { isSignedIn } from "./logout";
import { signup } from "./signup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

type Place = Awaited<ReturnType<typeof newAppWithRealm>>;

async function signUp(place: Place, username: string, password = goodPassword): Promise<string> {
  const outcome = await signup(
    await place.visit(),
    signupFields({ username, email: `${username}@example.com`, password }),
  );
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  const user = await db().user.findFirstOrThrow({ where: { realmId: place.realmId, usernameCanonical: username } });
  return user.id;
}

async function tryLogin(
  place: Place,
  username: string,
  password = goodPassword,
  given: Parameters<Place["visit"]>[0] = {},
) {
  return login(await place.visit(given), loginInput.parse({ username, password }));
}

const codesOf = (outcome: Awaited<ReturnType<typeof tryLogin>>) =>
  outcome.ok ? ["ok"] : outcome.problems.map((problem) => problem.code);

describe("who gets in", () => {
  test("the right password of a user, whatever the case of the name, and by e-mail where addresses are unique", async () => {
    const place = await newAppWithRealm();
    await signUp(place, "alice");
    for (const name of ["alice", "Alice", " ALICE ", "alice@example.com", "Alice@EXAMPLE.com"]) {
      expect(codesOf(await tryLogin(place, name)), name).toEqual(["ok"]);
    }
  });

  test("not by e-mail where two people may share an address", async () => {
    const place = await newAppWithRealm({ realm: { requireUniqueEmails: false } });
    await signUp(place, "alice");
    expect(codesOf(await tryLogin(place, "alice@example.com"))).toEqual(["credentials.wrong"]);
    expect(codesOf(await tryLogin(place, "alice"))).toEqual(["ok"]);
  });

  test("blank fields are named, both at once, and cost no try", async () => {
    const place = await newAppWithRealm();
    expect(codesOf(await tryLogin(place, "", ""))).toEqual(["username.blank", "password.blank"]);
    expect(await db().throttle.count({ where: { scope: place.realmId } })).toBe(0);
  });

  test("nobody while the app has logins switched off", async () => {
    const place = await newAppWithRealm({ app: { settings: { login: false } } });
    expect(codesOf(await tryLogin(place, "alice"))).toEqual(["login.disabled"]);
  });

  test("security 13: wrong password, unknown, inactive, without a password, of another realm: one and the same answer", async () => {
    const [place, other] = [await newAppWithRealm(), await newAppWithRealm()];
    const [, inactive, social] = [
      await signUp(place, "known"),
      await signUp(place, "gone"),
      await signUp(place, "social"),
    ];
    await signUp(other, "elsewhere");
    await db().user.update({ where: { id: inactive }, data: { state: "inactive" } });
    await db().credential.deleteMany({ where: { userId: social } });
    const answers = [
      await tryLogin(place, "known", "wrong password"),
      await tryLogin(place, "nobody"),
      await tryLogin(place, "gone"),
      await tryLogin(place, "social"),
      await tryLogin(place, "elsewhere"),
      await tryLogin(place, "known", "x".repeat(5_000)),
      await tryLogin(place, "\u202eknown"),
    ];
    for (const answer of answers) expect(answer).toEqual({ ok: false, problems: [{ code: "credentials.wrong" }] });
    const failed = { realmId: place.realmId, eventType: "user.login.failed" };
    expect(await db().event.count({ where: failed }), "each leaves its event, but for the one beyond all length").toBe(
      6,
    );
  });
});

describe("throttling", () => {
  test("security 16: of 50 wrong guesses at once no more than 10 are looked at, and then not even the right one", async () => {
    const place = await newAppWithRealm();
    await signUp(place, "alice");
    const guesses = await Promise.all(Array.from({ length: 50 }, () => tryLogin(place, "alice", "a wrong guess")));
    const looked = guesses.filter((guess) => codesOf(guess)[0] === "credentials.wrong");
    expect(looked).toHaveLength(10);
    expect(codesOf(await tryLogin(place, "alice"))).toEqual(["throttle.wait"]);
  });

  test("security 15: ten failures from ten addresses hold up the next try, right or wrong, in the same words", async () => {
    const place = await newAppWithRealm();
    await signUp(place, "alice");
    await signUp(place, "bob");
    const at = new Date();
    const from = (n: number) => ({ at, client: { ip: `198.51.100.${n}`, userAgent: null } });
    for (let n = 1; n <= 10; n++)
      expect(codesOf(await tryLogin(place, "alice", "a wrong guess", from(n)))).toEqual(["credentials.wrong"]);
    const right = await tryLogin(place, "alice", goodPassword, from(11));
    expect(codesOf(right)).toEqual(["throttle.wait"]);
    expect(await tryLogin(place, "alice", "a wrong guess", from(12))).toEqual(right);
    expect(await tryLogin(place, "Alice", goodPassword, from(1))).toEqual(right);
    for (const n of [1, 11])
      expect(codesOf(await tryLogin(place, "bob", goodPassword, from(n))), "another, from the same address").toEqual([
        "ok",
      ]);
  });

  test("security 18: who waits gets in, and another person from the same address always does", async () => {
    const place = await newAppWithRealm();
    await signUp(place, "alice");
    await signUp(place, "bob");
    const from = { client: { ip: "192.0.2.1", userAgent: null } };
    const at = new Date();
    for (let n = 0; n < 10; n++) await tryLogin(place, "alice", "a wrong guess", { ...from, at });
    const refused = await tryLogin(place, "alice", goodPassword, { ...from, at });
    expect(refused).toEqual({
      ok: false,
      problems: [{ code: "throttle.wait", retryAfter: 30, params: { minutes: 1 } }],
    });
    expect(codesOf(await tryLogin(place, "bob", goodPassword, { ...from, at }))).toEqual(["ok"]);
    const later = new Date(at.getTime() + seconds(30));
    expect(codesOf(await tryLogin(place, "alice", goodPassword, { ...from, at: later }))).toEqual(["ok"]);
    expect(
      codesOf(await tryLogin(place, "alice", "a wrong guess", { ...from, at: later })),
      "and starts afresh",
    ).toEqual(["credentials.wrong"]);
  });

  test("a name that nobody has is counted just as one that somebody has", async () => {
    const place = await newAppWithRealm();
    const at = new Date();
    for (let n = 0; n < 10; n++) await tryLogin(place, "nobody", "a wrong guess", { at });
    expect(codesOf(await tryLogin(place, "nobody", "a wrong guess", { at }))).toEqual(["throttle.wait"]);
    const later = new Date(at.getTime() + minutes(16));
    expect(codesOf(await tryLogin(place, "nobody", "a wrong guess", { at: later }))).toEqual(["credentials.wrong"]);
  });

  test("one address has 100 wrong passwords an hour, over all names", async () => {
    const place = await newAppWithRealm();
    const from = { client: { ip: "192.0.2.7", userAgent: null }, at: new Date() };
    await Promise.all(Array.from({ length: 30 }, (_, n) => tryLogin(place, `name${n}`, "a wrong guess", from)));
    await db().throttle.updateMany({ where: { scope: place.realmId, kind: "password-address" }, data: { count: 99 } });
    expect(codesOf(await tryLogin(place, "one-more", "a wrong guess", from))).toEqual(["credentials.wrong"]);
    expect(codesOf(await tryLogin(place, "and-another", "a wrong guess", from))).toEqual(["throttle.wait"]);
  });
});

describe("what a login leaves", () => {
  test("security 19: each login is a new session, and a cookie planted before one is never signed in", async () => {
    const place = await newAppWithRealm();
    await signUp(place, "alice");
    const [one, two] = [signedIn(await tryLogin(place, "alice")), signedIn(await tryLogin(place, "alice"))];
    expect(one.session?.secret).not.toBe(two.session?.secret);
    const visit = await place.visit();
    expect(await isSignedIn(visit, one.session?.secret)).toBe(true);
    for (const planted of ["planted", "", "x".repeat(43), one.token])
      expect(await isSignedIn(visit, planted)).toBe(false);
  });

  test("the session's row holds the cookie's hash, the user's last login is now, and the event says from where", async () => {
    const place = await newAppWithRealm();
    const userId = await signUp(place, "alice");
    const at = new Date("2031-02-03T04:05:06.789Z");
    const client = { ip: "192.0.2.9", userAgent: "Browser 1" };
    const entered = signedIn(await tryLogin(place, "alice", goodPassword, { at, client }));
    const session = await db().session.findFirstOrThrow({ where: { userId, createdAt: at } });
    expect(Buffer.from(session.cookieHash ?? []).equals(Buffer.from(hashSecret(entered.session?.secret ?? "")))).toBe(
      true,
    );
    expect(session.expiresAt.getTime() - at.getTime()).toBe(minutes(360));
    expect((await db().user.findFirstOrThrow({ where: { id: userId } })).lastLoginAt).toEqual(at);
    const event = await db().event.findFirstOrThrow({
      where: { userId, eventType: "user.login.succeeded", eventAt: at },
    });
    expect([event.ip, event.client, event.loginPolicyId]).toEqual(["192.0.2.9", "Browser 1", place.appId]);
  });

  test("a user made inactive while their password was being checked gets no session", async () => {
    const place = await newAppWithRealm();
    const userId = await signUp(place, "alice");
    const sessions = await db().session.count({ where: { userId } });
    const [outcome] = await Promise.all([
      tryLogin(place, "alice"),
      db().user.update({ where: { id: userId }, data: { state: "inactive" } }),
    ]);
    const grown = (await db().session.count({ where: { userId } })) - sessions;
    expect(grown).toBe(outcome.ok ? 1 : 0);
    expect(codesOf(await tryLogin(place, "alice"))).toEqual(["credentials.wrong"]);
  });
});
