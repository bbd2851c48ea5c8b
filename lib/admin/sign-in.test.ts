import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { startAdminSession } from "@/lib/db/admin-sessions";
import { startAdminTicket } from "@/lib/db/admin-tickets";
import { db } from "@/lib/db/client";
import { hours, minutes, seconds } from "@/lib/domain/duration";
import { mintCookieSecret } from "@/lib/tokens/secret-token";
import { openSetup, setUpFirstAdministrator } from "./setup";
import { findSignedIn, signInAdministrator, signOutAdministrator } from "./sign-in";

const email = "op@example.com";
const password = "nine grey walruses";
const began = new Date("2031-05-06T07:08:09Z");
const later = (ms: number) => new Date(began.getTime() + ms);

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
  await setUpFirstAdministrator({ code: (await openSetup()) ?? "", email, password, password_confirmation: password });
});
afterAll(() => close());
beforeEach(async () => {
  await db().throttle.deleteMany();
});

let addresses = 0;
const asker = (at = began, ip = `192.0.2.${++addresses}`) => ({ at, client: { ip, userAgent: "test" } });
const signIn = (given: Partial<Record<"email" | "password", string>> = {}, at = began) =>
  signInAdministrator({ email, password, ...given }, asker(at));

async function secretOf(at = began): Promise<string> {
  const outcome = await signIn({}, at);
  if (!outcome.ok || outcome.value.kind !== "signed-in") throw new Error("The sign-in failed.");
  return outcome.value.secret;
}

describe("console sign-in", () => {
  test("security 72: each one is a new session, whose secret is stored as a hash alone", async () => {
    const [one, other] = [await secretOf(), await secretOf()];
    expect(one).not.toBe(other);
    expect((await findSignedIn(one, began))?.email).toBe(email);
    const rows = await db().adminSession.findMany();
    expect(JSON.stringify(rows.map((row) => Buffer.from(row.secretHash).toString("base64url")))).not.toContain(one);
  });

  test("security 72: it ends after 12 hours whatever is done, and after one hour in which nothing is", async () => {
    const secret = await secretOf();
    for (let at = 0; at < hours(12); at += minutes(50))
      expect(await findSignedIn(secret, later(at)), `${at}`).not.toBe(null);
    expect(await findSignedIn(secret, later(hours(12)))).toBe(null);
    const idle = await secretOf();
    expect(await findSignedIn(idle, later(hours(1)))).toBe(null);
  });

  test("what was proved before the password or the authenticator changed starts no session, and no wait for a code", async () => {
    const { id, passwordHash } = await db().administrator.findFirstOrThrow();
    const { hash } = mintCookieSecret();
    const start = (proved: { passwordHash: string; hasDevice: boolean }) =>
      Promise.all([
        startAdminSession({ id, ...proved }, { secretHash: hash, at: began, by: asker().client }),
        startAdminTicket({ id, ...proved }, { tokenHash: hash, at: began, expiresAt: later(minutes(10)) }),
      ]);
    const before = await db().adminSession.count();
    expect(await start({ passwordHash: "another", hasDevice: false })).toEqual([false, false]);
    expect(await start({ passwordHash, hasDevice: true })).toEqual([false, false]);
    expect([await db().adminSession.count(), await db().adminTicket.count()]).toEqual([before, 0]);
    expect(await start({ passwordHash, hasDevice: false })).toEqual([true, true]);
    await db().adminTicket.deleteMany();
  });

  test("signing out ends it at once, and so does making the administrator inactive", async () => {
    const [one, other] = [await secretOf(), await secretOf()];
    await signOutAdministrator(one);
    expect(await findSignedIn(one, began)).toBe(null);
    await db().administrator.updateMany({ data: { state: "inactive" } });
    expect(await findSignedIn(other, began)).toBe(null);
    expect(await signIn()).toEqual({ ok: false, problems: [{ code: "credentials.wrong" }] });
    await db().administrator.updateMany({ data: { state: "active" } });
  });

  test("says one sentence for everything that is wrong", async () => {
    for (const wrong of [
      { password: "wrong wrong wrong" },
      { email: "nobody@example.com" },
      { email: "not an address" },
      { password: "x".repeat(9_999) },
    ]) {
      expect(await signIn(wrong)).toEqual({ ok: false, problems: [{ code: "credentials.wrong" }] });
    }
  });

  test("says what was left out before it counts a try", async () => {
    expect(await signIn({ email: " ", password: "" })).toEqual({
      ok: false,
      problems: [
        { code: "email.blank", field: "email" },
        { code: "password.blank", field: "password" },
      ],
    });
    expect(await db().throttle.count()).toBe(0);
  });

  test("a new sign-in clears away the sessions of that administrator that have ended", async () => {
    await db().adminSession.deleteMany();
    await secretOf();
    const living = await secretOf(later(hours(11)));
    await secretOf(later(hours(13)));
    expect(await db().adminSession.count()).toBe(2);
    expect(await findSignedIn(living, later(hours(11)))).not.toBe(null);
  });

  test("of 40 guesses at once ten are looked at, then the right password has to wait, and later works", async () => {
    const guesses = await Promise.all(Array.from({ length: 40 }, () => signIn({ password: "a wrong guess here" })));
    const looked = guesses.filter((one) => !one.ok && one.problems[0].code === "credentials.wrong");
    expect(looked).toHaveLength(10);
    expect(await signIn()).toEqual({ ok: false, problems: [{ code: "throttle.wait", retryAfter: 30 }] });
    expect((await signIn({}, later(seconds(30)))).ok).toBe(true);
  });
});
