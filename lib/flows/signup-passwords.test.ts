import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { newAppWithRealm, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { login, loginInput } from "./login";
import { signup } from "./signup";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const trySignup = async (
  place: Awaited<ReturnType<typeof newAppWithRealm>>,
  fields: Parameters<typeof signupFields>[0],
) => {
  const outcome = await signup(await place.visit(), signupFields(fields));
  return outcome.ok ? ["ok"] : outcome.problems.map((problem) => problem.code);
};

describe("passwords", () => {
  const signsInWith = async (password: string, tries: readonly (readonly [string, boolean])[]) => {
    const place = await newAppWithRealm();
    expect(await trySignup(place, { username: "frank", email: "frank@example.com", password })).toEqual(["ok"]);
    for (const [attempt, works] of tries) {
      const outcome = await login(await place.visit(), loginInput.parse({ username: "frank", password: attempt }));
      expect(outcome.ok, JSON.stringify(attempt.slice(-20))).toBe(works);
    }
  };

  test("security 24: spaces, emoji and accents count, in whichever form they are typed, to the last of 256 characters", async () => {
    await signsInWith("caf\u00e9 au lait 🥐 matin", [
      ["cafe\u0301 au lait 🥐 matin", true],
      ["cafe au lait 🥐 matin", false],
    ]);
    const long = `${"dromedary ".repeat(25)}abcdef`;
    await signsInWith(long, [
      [`${long.slice(0, -1)}x`, false],
      [long.slice(0, 64), false],
      [long, true],
    ]);
  });

  test("security 25: nothing is cut at 72 bytes", async () => {
    await signsInWith(`${"a".repeat(72)}X`, [
      [`${"a".repeat(72)}Y`, false],
      ["a".repeat(72), false],
      [`${"a".repeat(72)}X`, true],
    ]);
  });

  test("security 26: more than 256 characters are refused before anything is hashed", async () => {
    const place = await newAppWithRealm();
    const huge = "long ".repeat(100_000);
    const began = performance.now();
    expect(await trySignup(place, { username: "frank", email: "frank@example.com", password: huge })).toEqual([
      "password.too-long",
    ]);
    const outcome = await login(await place.visit(), loginInput.parse({ username: "frank", password: huge }));
    expect(outcome).toEqual({ ok: false, problems: [{ code: "credentials.wrong" }] });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(await db().throttle.count({ where: { scope: place.realmId } })).toBe(0);
  });
});
