import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { mailsOf } from "@/e2e/fixtures/mailed";
import { codes, newPassword } from "@/e2e/fixtures/resets";
import { newPlaceWithGrace } from "@/e2e/fixtures/second-factor";
import { updateTools } from "@/e2e/fixtures/updates";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { setUserState } from "@/lib/admin/users";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { hours, minutes } from "@/lib/domain/duration";
import { signLoginToken } from "@/lib/tokens/login-jwt";
import { mintSecret } from "@/lib/tokens/secret-token";
import { login, loginInput } from "./login";
import { isSignedIn } from "./logout";
import { signup } from "./signup";
import { updatePassword, updatePasswordInput } from "./update-password";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  place = await newAppWithRealm();
});

const { join, logIn, update, isValid } = updateTools(() => place);
const where = () => ({ realmId: place.realmId });

describe("another password", () => {
  test("security 49: every other session and all that was begun with the old one ends; this session goes on, and the owner is told", async () => {
    const here = await join();
    const there = signedIn(await logIn(goodPassword));
    const { id: userId } = await db().user.findFirstOrThrow({ where: where() });
    const begun = { ...where(), userId, expiresAt: new Date(Date.now() + minutes(10)) };
    await db().loginTicket.create({ data: { ...begun, id: newId("kli"), tokenHash: mintSecret("kli").hash } });
    await db().resetToken.create({ data: { ...begun, id: newId("kpw"), tokenHash: mintSecret("kpw").hash } });

    const by = { client: { ip: "192.0.2.7", userAgent: "a phone" } };
    expect(codes(await update(here.token, { password_confirmation: newPassword }, by))).toEqual(["password-updated"]);
    expect([await isValid(here.token), await isValid(there.token)]).toEqual([true, false]);
    expect(await isSignedIn(await place.visit(), here.session?.secret)).toBe(true);
    expect(await isSignedIn(await place.visit(), there.session?.secret)).toBe(false);
    expect([await db().loginTicket.count({ where: where() }), await db().resetToken.count({ where: where() })]).toEqual(
      [0, 0],
    );
    expect(codes(await logIn(goodPassword))).toEqual(["credentials.wrong"]);
    expect(codes(await logIn(newPassword))).toEqual(["signed-in"]);
    expect((await mailsOf(place.realmId)).at(-1)).toMatchObject({
      template: "user.password.changed",
      to: "Alice@Example.com",
    });
    const event = await db().event.findFirstOrThrow({ where: { ...where(), eventType: "user.updated" } });
    expect(event).toMatchObject({ userId, loginPolicyId: place.appId, ip: "192.0.2.7", client: "a phone" });
  });

  test("security 58: somebody with an authenticator is past it in a living session, and is given nothing that logs in", async () => {
    const grace = await newPlaceWithGrace();
    const visit = await grace.visit();
    const session = { id: newId("kss"), realmId: grace.realmId, userId: grace.userId };
    await db().session.create({ data: { ...session, expiresAt: new Date(Date.now() + hours(1)) } });
    const now = Math.floor(Date.now() / 1000);
    const person = { uid: grace.userId, un: "grace", fn: null, ln: null, n: null };
    const token = await signLoginToken(visit.realm, { iat: now, exp: now + 3600, ...person, tk: session.id });
    const outcome = await updatePassword(
      visit,
      updatePasswordInput.parse({ token, current_password: goodPassword, password: newPassword }),
    );
    expect(outcome).toEqual({ ok: true, value: { kind: "password-updated" } });
    expect(await db().session.findMany({ where: { realmId: grace.realmId }, select: { id: true } })).toEqual([
      { id: session.id },
    ]);
    const again = await login(visit, loginInput.parse({ username: "grace", password: newPassword }));
    expect(codes(again)).toEqual(["need-mfa"]);
  });

  test("in a realm that keeps no sessions, a token that has not ended is enough", async () => {
    place = await newAppWithRealm({ realm: { sessionType: "unmanaged" } });
    const here = await join();
    expect(codes(await update(here.token))).toEqual(["password-updated"]);
    expect(codes(await logIn(newPassword))).toEqual(["signed-in"]);
  });
});

describe("who is not logged in changes nothing", () => {
  test("by no token, the id of a session, another realm's token, a mailed one, or one whose session or user is over", async () => {
    const here = await join();
    const { tk } = JSON.parse(Buffer.from(here.token.split(".")[1] ?? "", "base64url").toString());
    expect(codes(await update(""))).toEqual(["token.blank"]);
    expect(codes(await update(tk))).toEqual(["token.not-whole"]);
    for (const token of ["a.b.c", mintSecret("kpw").secret, mintSecret("kli").secret, `${here.token}x`])
      expect(codes(await update(token)), token).toEqual(["session.ended"]);

    const first = place;
    place = await newAppWithRealm();
    await join();
    expect(codes(await update(here.token))).toEqual(["session.ended"]);
    place = first;
    const { id } = await db().user.findFirstOrThrow({ where: where() });
    await setUserState(place.realmId, id, { state: "inactive", by: { ip: null, userAgent: null } });
    expect(codes(await update(here.token))).toEqual(["session.ended"]);
    await setUserState(place.realmId, id, { state: "active", by: { ip: null, userAgent: null } });
    expect(codes(await update(here.token))).toEqual(["session.ended"]);
    expect(codes(await logIn(goodPassword))).toEqual(["signed-in"]);
  });

  test("by a token that names somebody else's session, or none in a realm that keeps them", async () => {
    const here = await join();
    const bob = signedIn(
      await signup(await place.visit(), signupFields({ username: "bob", email: "bob@example.com" })),
    );
    const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
    const { realm } = await place.visit();
    for (const tk of [claimsOf(bob.token).tk, newId("kss"), newId("kss").replace("kss", "kns")]) {
      const token = await signLoginToken(realm, { ...claimsOf(here.token), tk });
      expect(codes(await update(token)), tk).toEqual(["session.ended"]);
    }
  });

  test("every problem is said at once, and nothing is counted or spent", async () => {
    const here = await join();
    const typed = { current_password: "", password: "sh0rt:", password_confirmation: "other" };
    const problems = ["current-password.blank", "password.too-short", "password.confirmation-differs"];
    expect(codes(await update("", typed))).toEqual(["token.blank", ...problems]);
    for (let n = 0; n < 11; n += 1) expect(codes(await update(here.token, typed))).toEqual(problems);
    expect(codes(await update(here.token, { password: "ALICE@example.com" }))).toEqual(["password.is-email"]);
    expect(codes(await update(here.token))).toEqual(["password-updated"]);
  });

  test("nobody who has no password, or whose password is disabled, has a right one", async () => {
    const here = await join();
    await db().credential.updateMany({ where: where(), data: { passwordDisabledAt: new Date() } });
    expect(codes(await update(here.token))).toEqual(["current-password.wrong"]);
    await db().credential.updateMany({ where: where(), data: { credentialType: "google", passwordHash: null } });
    expect(codes(await update(here.token))).toEqual(["current-password.wrong"]);
    expect(codes(await update(here.token, { current_password: "x".repeat(3_000) }))).toEqual([
      "current-password.wrong",
    ]);
  });
});
