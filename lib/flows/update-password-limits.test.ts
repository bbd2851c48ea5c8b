import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { mailsOf } from "@/e2e/fixtures/mailed";
import { codes, newPassword } from "@/e2e/fixtures/resets";
import { updateTools } from "@/e2e/fixtures/updates";
import { goodPassword, newAppWithRealm, signedIn } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { minutes } from "@/lib/domain/duration";

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

describe("wrong passwords are counted with those of logins", () => {
  const wrong = { current_password: "not the password" };

  test("security 15: ten of them here stop logins, and ten logins stop the right one here", async () => {
    const here = await join();
    for (let n = 0; n < 10; n += 1) expect(codes(await update(here.token, wrong))).toEqual(["current-password.wrong"]);
    expect(codes(await logIn(goodPassword))).toEqual(["throttle.wait"]);
    expect(codes(await update(here.token))).toEqual(["throttle.wait"]);
    const later = { at: new Date(Date.now() + minutes(2)) };
    expect(codes(await update(here.token, {}, later))).toEqual(["password-updated"]);
    expect(codes(await logIn(newPassword))).toEqual(["signed-in"]);

    for (let n = 0; n < 10; n += 1) await logIn("not the password");
    expect(codes(await update(here.token, { current_password: newPassword, password: goodPassword }))).toEqual([
      "throttle.wait",
    ]);
  });

  test("of 20 at once no more than ten are looked at; each is an event", async () => {
    const here = await join();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => update(here.token, wrong)));
    const said = outcomes.flatMap(codes);
    expect(said.filter((code) => code === "current-password.wrong").length).toBe(10);
    expect(said.filter((code) => code === "throttle.wait").length).toBe(10);
    expect(await db().event.count({ where: { ...where(), eventType: "user.login.failed" } })).toBe(10);
  });

  test("the address gets its try back after the right one", async () => {
    const here = await join();
    const by = { client: { ip: "198.51.100.9", userAgent: null } };
    await update(here.token, wrong, by);
    await update(here.token, {}, by);
    const counters = await db().throttle.findMany({ where: { scope: place.realmId, kind: "password-address" } });
    expect(counters.map((counter) => counter.count)).toEqual([1]);
    expect(await db().throttle.count({ where: { scope: place.realmId, kind: "password-user" } })).toBe(0);
  });
});

describe("at once", () => {
  test("of two changes in one session one wins", async () => {
    for (let round = 0; round < 3; round += 1) {
      place = await newAppWithRealm();
      const { token } = await join();
      const outcomes = await Promise.all(
        [newPassword, "four slow otters"].map((password) => update(token, { password })),
      );
      expect(outcomes.flatMap(codes).sort()).toEqual(["current-password.wrong", "password-updated"]);
      expect(await isValid(token)).toBe(true);
    }
  });

  test("of two changes in two sessions one wins, and ends the other session", async () => {
    for (let round = 0; round < 3; round += 1) {
      place = await newAppWithRealm();
      const sessions = [await join(), signedIn(await logIn(goodPassword))];
      const passwords = ["nine loud badgers", "four slow otters"];
      const outcomes = await Promise.all(sessions.map(({ token }, n) => update(token, { password: passwords[n] })));
      expect(outcomes.flatMap(codes).sort()).toEqual(["current-password.wrong", "password-updated"]);
      const won = outcomes.findIndex((outcome) => outcome.ok);
      expect(codes(await logIn(passwords[won] ?? ""))).toEqual(["signed-in"]);
      expect(codes(await logIn(passwords[1 - won] ?? ""))).toEqual(["credentials.wrong"]);
      expect(await isValid(sessions[won]?.token ?? "")).toBe(true);
      expect(await isValid(sessions[1 - won]?.token ?? "")).toBe(false);
      expect((await mailsOf(place.realmId)).filter(({ template }) => template === "user.password.changed").length).toBe(
        1,
      );
    }
  });

  test("a login under way with the old password does not outlive the change", async () => {
    const here = await join();
    const logins = Array.from({ length: 6 }, () => logIn(goodPassword));
    const [outcome] = await Promise.all([update(here.token), ...logins]);
    expect(outcome.ok).toBe(true);
    expect(await db().session.count({ where: where() })).toBe(1);
    expect(await isValid(here.token)).toBe(true);
  });

  test("a change in a session that is ended meanwhile changes nothing", async () => {
    const here = await join();
    const [outcome] = await Promise.all([update(here.token), db().session.deleteMany({ where: where() })]);
    expect(outcome.ok).toBe(false);
    expect(codes(await logIn(goodPassword))).toEqual(["signed-in"]);
  });
});
