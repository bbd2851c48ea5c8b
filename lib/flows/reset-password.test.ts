import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { mailsOf } from "@/e2e/fixtures/mailed";
import { codes, forgetJobs, newPassword, resetTools } from "@/e2e/fixtures/resets";
import { newPlaceWithGrace } from "@/e2e/fixtures/second-factor";
import { goodPassword, newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { hours, minutes } from "@/lib/domain/duration";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { mintSecret } from "@/lib/tokens/secret-token";
import { login, loginInput } from "./login";
import { isSignedIn } from "./logout";
import { verifyLogin } from "./verify-login";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  await forgetJobs();
  place = await newAppWithRealm();
});

const { join, mailedToken, reset, logIn } = resetTools(() => place);

describe("setting a new password", () => {
  test("security 18, 49: it lets a throttled owner in, ends every session and login under way, and tells them by mail", async () => {
    const { session } = await join();
    const { id: userId } = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    const ticket = { id: newId("kli"), realmId: place.realmId, userId, tokenHash: mintSecret("kli").hash };
    await db().loginTicket.create({ data: { ...ticket, expiresAt: new Date(Date.now() + minutes(10)) } });
    for (let n = 0; n < 11; n += 1) await logIn("not the password");
    for (let n = 0; n < 11; n += 1)
      await login(await place.visit(), loginInput.parse({ username: "alice@example.com", password: "wrong" }));
    await db().credential.updateMany({
      where: { realmId: place.realmId, userId },
      data: { passwordDisabledAt: new Date() },
    });
    expect((await logIn(goodPassword)).ok).toBe(false);

    expect(codes(await reset(await mailedToken()))).toEqual(["password-reset"]);
    expect(await isSignedIn(await place.visit(), session?.secret)).toBe(false);
    expect(await db().loginTicket.count({ where: { realmId: place.realmId } })).toBe(0);
    expect((await logIn(newPassword)).ok).toBe(true);
    const byAddress = loginInput.parse({ username: "alice@example.com", password: newPassword });
    expect((await login(await place.visit(), byAddress)).ok).toBe(true);
    expect((await logIn(goodPassword)).ok).toBe(false);
    expect((await mailsOf(place.realmId)).at(-1)).toMatchObject({
      template: "user.password.changed",
      to: "Alice@Example.com",
    });
    const events = await db().event.findMany({ where: { realmId: place.realmId, userId } });
    expect(events.map((event) => event.eventType)).toEqual(
      expect.arrayContaining(["user.password_token.created", "user.password_token.consumed", "user.email.verified"]),
    );
  });

  test.each([
    ["ten wrong passwords, by either name", 10],
    ["a hundred, after which nothing is let through any more", throttleRules.passwordByUser.hardLimit],
  ])("security 18: after %s, the owner waits in vain, and a mailed link lets them in at once", async (_what, tries) => {
    await join();
    for (const name of ["alice", "alice@example.com"]) {
      const by = loginInput.parse({ username: name, password: "not the password" });
      for (let n = 0; n < 10; n += 1) await login(await place.visit(), by);
    }
    const counters = { scope: place.realmId, kind: throttleRules.passwordByUser.kind };
    await db().throttle.updateMany({ where: counters, data: { consecutive: tries } });
    const later = tries > 10 ? hours(24) : 0;
    const logInBy = async (username: string, password: string) =>
      codes(
        (await login(
          await place.visit({ at: new Date(Date.now() + later) }),
          loginInput.parse({ username, password }),
        )) as never,
      );
    for (const name of ["alice", "alice@example.com"])
      expect(await logInBy(name, goodPassword), name).toEqual(["throttle.wait"]);

    expect(codes(await reset(await mailedToken()))).toEqual(["password-reset"]);
    for (const name of ["alice", "alice@example.com"])
      expect(await logInBy(name, newPassword), name).toEqual(["signed-in"]);
  });

  test("security 49: a login under way with the old password does not outlive the reset", async () => {
    await join();
    const token = await mailedToken();
    const logins = Array.from({ length: 6 }, () => logIn(goodPassword));
    const [outcome] = await Promise.all([
      reset(token),
      ...logins,
      ...Array.from({ length: 3 }, () => logIn(goodPassword)),
    ]);
    expect(outcome.ok).toBe(true);
    expect(await db().session.count({ where: { realmId: place.realmId } })).toBe(0);
  });

  test("security 49, 57: nor does a second step whose password changes at the moment its ticket is spent", async () => {
    const grace = await newPlaceWithGrace();
    const { token, browserSecret } = await grace.start();
    const later = await grace.start();
    const [code = "", other = ""] = grace.recoveryCodes;
    const verify = async (held: { token: string; browserSecret: string | null }, typed: string) =>
      codes(await verifyLogin(await grace.visit(), { ...held, code: typed, username: "" }));
    await db().$executeRaw`CREATE FUNCTION another_password() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN UPDATE credentials SET password_hash = ''another'' WHERE user_id = OLD.user_id; RETURN OLD; END'`;
    await db()
      .$executeRaw`CREATE TRIGGER changes AFTER DELETE ON login_tickets FOR EACH ROW EXECUTE FUNCTION another_password()`;
    expect(await verify({ token, browserSecret }, code)).toEqual(["ticket.ended"]);
    expect(await db().session.count({ where: { userId: grace.userId } })).toBe(0);
    await db().$executeRaw`DROP FUNCTION another_password CASCADE`;
    expect(await verify(later, other), "it was the change alone").toEqual(["signed-in"]);
  });

  test("security 37: who signed up with somebody else's address is out once its owner resets the password", async () => {
    const { session } = await join();
    const { id: userId } = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    const others = ["google", "api_key"].map((credentialType) => ({ credentialType, id: newId("crd"), userId }));
    await db().credential.createMany({ data: others.map((one) => ({ ...one, realmId: place.realmId })) });
    await db().emailToken.create({
      data: {
        id: newId("kvf"),
        realmId: place.realmId,
        userId,
        emailCanonical: "alice@example.com",
        tokenHash: mintSecret("kvf").hash,
        expiresAt: new Date(Date.now() + hours(1)),
      },
    });
    expect(codes(await reset(await mailedToken("alice@example.com")))).toEqual(["password-reset"]);
    expect(await isSignedIn(await place.visit(), session?.secret)).toBe(false);
    expect((await logIn(goodPassword)).ok).toBe(false);
    const left = await db().credential.findMany({ where: { realmId: place.realmId, userId } });
    expect(left.map((one) => one.credentialType)).toEqual(["password"]);
    expect(await db().emailToken.count({ where: { realmId: place.realmId } })).toBe(0);
    const user = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
    expect(user.emailVerification).toBe("verified");
  });

  test("a person who came by a provider gets a password of their own, and keeps the provider once proved", async () => {
    await join();
    const where = { realmId: place.realmId };
    const { id: userId } = await db().user.findFirstOrThrow({ where });
    await db().credential.updateMany({ where, data: { credentialType: "google", passwordHash: null } });
    await db().user.updateMany({ where, data: { emailVerification: "verified" } });
    expect(codes(await reset(await mailedToken()))).toEqual(["password-reset"]);
    expect((await logIn(newPassword)).ok).toBe(true);
    const types = await db().credential.findMany({ where: { ...where, userId }, orderBy: { credentialType: "asc" } });
    expect(types.map((one) => one.credentialType)).toEqual(["google", "password"]);
  });

  test("security 48: it logs nobody in, and a second factor still stands", async () => {
    await join();
    const where = { realmId: place.realmId };
    const { id: userId } = await db().user.findFirstOrThrow({ where });
    await db().credential.create({ data: { id: newId("crd"), ...where, userId, credentialType: "totp" } });
    expect(await reset(await mailedToken())).toEqual({ ok: true, value: { kind: "password-reset" } });
    expect(await db().session.count({ where })).toBe(0);
    const outcome = await logIn(newPassword);
    expect(outcome.ok && outcome.value.kind).toBe("need-mfa");
    expect(await db().session.count({ where })).toBe(0);
  });

  test("a password that is refused spends nothing, and every problem is said at once", async () => {
    await join();
    const token = await mailedToken();
    expect(codes(await reset(token, { password: "sh0rt:", password_confirmation: "other" }))).toEqual([
      "password.too-short",
      "password.confirmation-differs",
    ]);
    expect(codes(await reset(token, { password: "alice@example.com" }))).toEqual(["password.is-email"]);
    expect(codes(await reset(token))).toEqual(["password-reset"]);
  });

  test("a second typing is checked where it was sent, if only blank", async () => {
    place = await newAppWithRealm({ app: { settings: { password_field: "twice" } } });
    await join({ username: "alice", email: "alice@example.com", password_confirmation: goodPassword });
    const token = await mailedToken();
    expect(codes(await reset(token, { password_confirmation: "" }))).toEqual(["password.confirmation-blank"]);
    expect(codes(await reset(token, { password_confirmation: newPassword }))).toEqual(["password-reset"]);
  });
});
