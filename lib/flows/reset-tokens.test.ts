import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { doJobs, mailsOf } from "@/e2e/fixtures/mailed";
import { codes, forgetJobs, newPassword, resetTools } from "@/e2e/fixtures/resets";
import { goodPassword, newAppWithRealm, signedIn } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { newId } from "@/lib/db/new-id";
import { changeUser } from "@/lib/db/user-changes";
import { hours, minutes } from "@/lib/domain/duration";
import { hashSecret, mintSecret } from "@/lib/tokens/secret-token";
import { resetLinkWorks, resetPasswordInput } from "./reset-password";

const actor = { at: new Date(), by: { ip: null, userAgent: null }, administrator: null };

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

const { join, ask, mailedToken, reset, logIn } = resetTools(() => place);

const spent = ["reset-token.spent"];

describe("a token", () => {
  test("security 43: of 50 resets at once exactly one succeeds, and its password is the one that holds", async () => {
    await join();
    const token = await mailedToken();
    const tries = Array.from({ length: 50 }, (_, n) => `${newPassword} ${n}`);
    const outcomes = await Promise.all(tries.map((password) => reset(token, { password })));
    const winners = tries.filter((_, n) => outcomes[n]?.ok);
    expect(winners).toHaveLength(1);
    expect(outcomes.filter((one) => !one.ok).map(codes)).toEqual(Array.from({ length: 49 }, () => spent));
    expect((await logIn(winners[0] ?? "")).ok).toBe(true);
    const types = await db().credential.findMany({ where: { realmId: place.realmId } });
    expect(types).toHaveLength(1);
  });

  test.each<[string, (token: string) => Promise<unknown>, number]>([
    ["use", (token) => reset(token), 0],
    ["a newer one", () => mailedToken("alice", { at: new Date(Date.now() + 1_000) }), 1_000],
    [
      "a change of address",
      async () => {
        const { id } = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
        const email = { display: "new@example.com", canonical: "new@example.com", unique: true };
        const change = { fields: {}, email, verification: null };
        expect(await changeUser(place.realmId, { id, change }, actor)).toBe(true);
      },
      0,
    ],
    [
      "a change of password",
      async () => {
        const { setPassword } = await import("@/lib/db/credentials");
        const { id } = await db().user.findFirstOrThrow({ where: { realmId: place.realmId } });
        await setPassword(place.realmId, id, "a hash");
      },
      0,
    ],
    [
      "its user is made inactive",
      () => db().user.updateMany({ where: { realmId: place.realmId }, data: { state: "inactive" } }),
      0,
    ],
    ["60 minutes", async () => undefined, minutes(60) + 1],
  ])("security 44: is dead after %s", async (_what, happens, later) => {
    await join();
    const token = await mailedToken();
    await happens(token);
    const then = { at: new Date(Date.now() + later) };
    expect(await resetLinkWorks(await place.visit(then), token), "nor does its link open a form").toBe(false);
    const before = await db().credential.findMany({ where: { realmId: place.realmId } });
    expect(codes(await reset(token, { password: "a third password" }, then))).toEqual(spent);
    expect(await db().credential.findMany({ where: { realmId: place.realmId } })).toEqual(before);
  });

  test("security 45: is nothing for another user, on another realm, or of another kind", async () => {
    await join();
    await join({ username: "bob", email: "bob@example.com" });
    const token = await mailedToken();
    expect(codes(await reset(token, { username: "bob" }))).toEqual(spent);
    expect(codes(await reset(token, { username: "" }))).toEqual(spent);
    expect(codes(await reset(token, { username: "", email: "bob@example.com" }))).toEqual(spent);
    const home = place;
    place = await newAppWithRealm();
    await join();
    expect(codes(await reset(token))).toEqual(spent);
    expect(await resetLinkWorks(await place.visit(), token), "nor does it open a form there").toBe(false);
    place = home;
    expect(await resetLinkWorks(await place.visit(), token)).toBe(true);

    // The hash of each of these stands in the table: only what the secret looks like keeps it from matching.
    const { id: userId } = await db().user.findFirstOrThrow({ where: { realmId: home.realmId, username: "alice" } });
    const jwt = signedIn(await logIn(goodPassword)).token;
    const others = [
      mintSecret("kvf").secret,
      mintSecret("kli").secret,
      mintSecret("utk").secret,
      jwt,
      "",
      "null",
      "kpw_",
    ];
    for (const other of others) {
      const row = { id: newId("kpw"), realmId: home.realmId, userId, tokenHash: hashSecret(other) };
      await db().resetToken.create({ data: { ...row, expiresAt: new Date(Date.now() + hours(1)) } });
      expect(codes(await reset(other)), other).toEqual(spent);
    }
    expect(resetPasswordInput.safeParse({ username: "alice", token: { not: "" }, password: newPassword }).success).toBe(
      false,
    );
    expect(codes(await reset(undefined))).toEqual(spent);
    expect(codes(await reset(token, { username: "", email: "ALICE@example.com" }))).toEqual(["password-reset"]);
  });

  test("security 53: random tokens from one address are throttled, before any is looked up, and leave events", async () => {
    await join();
    const { client } = await place.visit();
    const outcomes = await Promise.all(
      Array.from({ length: 150 }, () => reset(mintSecret("kpw").secret, {}, { client })),
    );
    const said = outcomes.flatMap(codes);
    expect(said.filter((code) => code === "reset-token.spent")).toHaveLength(100);
    expect(said.filter((code) => code === "throttle.wait")).toHaveLength(50);
    const failed = { realmId: place.realmId, eventType: "user.password_token.failed" };
    expect(await db().event.count({ where: failed })).toBe(100);
    const token = await mailedToken();
    expect(codes(await reset(token, {}, { client }))).toEqual(["throttle.wait"]);
    expect(codes(await reset(token))).toEqual(["password-reset"]);
  });

  test("a reset gives the address its try back", async () => {
    await join();
    const { client } = await place.visit();
    await reset(await mailedToken(), {}, { client });
    const [counter] = await db().throttle.findMany({ where: { scope: place.realmId, kind: "token-address" } });
    expect(counter?.count).toBe(0);
  });
});

test("security 46: in whatever order requests come, a password changes only where a good token was presented for it", async () => {
  const steps = ["ask", "job", "reset-good", "reset-old", "reset-none", "reset-other", "login", "expire"] as const;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { maxLength: 9 }), async (order) => {
      place = await newAppWithRealm();
      await join();
      await join({ username: "bob", email: "bob@example.com" });
      // What the test knows: the password that holds, the token that is good, and those that were.
      const known = { password: goodPassword, good: "", old: mintSecret("kpw").secret, asked: false };
      let now = Date.now();
      for (const [n, step] of order.entries()) {
        now += 1_000;
        const at = new Date(now);
        const password = `a new password ${n}`;
        const hash = () =>
          db().credential.findFirst({ where: { realmId: place.realmId, user: { username: "alice" } } });
        const before = await hash();
        let changes = false;
        if (step === "ask") {
          await ask("alice", { at });
          known.asked = true;
        } else if (step === "job" && known.asked) {
          const mails = (await mailsOf(place.realmId)).length;
          await doJobs(at);
          const after = await mailsOf(place.realmId);
          if (after.length > mails) Object.assign(known, { old: known.good || known.old, good: after.at(-1)?.token });
          known.asked = false;
        } else if (step === "reset-good") {
          changes = known.good !== "";
          const outcome = await reset(known.good, { password }, { at });
          expect(outcome.ok).toBe(changes);
          if (changes) Object.assign(known, { password, old: known.good, good: "" });
        } else if (step === "reset-old") expect(codes(await reset(known.old, { password }, { at }))).toEqual(spent);
        else if (step === "reset-none") expect(codes(await reset("", { password }, { at }))).toEqual(spent);
        else if (step === "reset-other")
          expect(codes(await reset(known.good, { password, username: "bob" }, { at }))).toEqual(spent);
        else if (step === "login") expect((await logIn(known.password)).ok).toBe(true);
        else if (step === "expire") {
          now += hours(2);
          if (known.good) Object.assign(known, { old: known.good, good: "" });
        }
        const after = await hash();
        expect(after?.passwordHash === before?.passwordHash, `${step} of ${order.join()}`).toBe(!changes);
      }
    }),
    { numRuns: 25 },
  );
});
