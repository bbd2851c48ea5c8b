import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf } from "@/e2e/fixtures/authenticator";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { mailsOf } from "@/e2e/fixtures/mailed";
import { newPlaceWithGrace } from "@/e2e/fixtures/second-factor";
import { goodPassword, newAppWithRealm, visitTo } from "@/e2e/fixtures/visits";
import { renewRecoveryCodes } from "@/lib/admin/mfa";
import { setProofs } from "@/lib/admin/users";
import { db } from "@/lib/db/client";
import { createApp } from "@/lib/db/connected-apps";
import { minutes, seconds } from "@/lib/domain/duration";
import type { Visit } from "@/lib/domain/visit";
import { isSignedIn } from "./logout";
import { ticketLives, verifyLogin } from "./verify-login";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newPlaceWithGrace>>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  place = await newPlaceWithGrace();
});

type Held = { readonly token: string; readonly browserSecret: string | null };

async function verify(held: Held, code: string, given: Partial<Visit> = {}, username = "") {
  return verifyLogin(await place.visit(given), {
    token: held.token,
    browserSecret: held.browserSecret,
    code,
    username,
  });
}

const said = (outcome: Awaited<ReturnType<typeof verify>>) =>
  outcome.ok ? outcome.value.kind : outcome.problems.map((problem) => problem.code).join();

describe("a code", () => {
  test("security 54: works once, for one login of many at once on pages and by programs, and never again", async () => {
    const at = new Date();
    const code = codeOf(place.secret, at);
    const channels = Array.from({ length: 9 }, (_, n) => ({
      at,
      channel: n % 2 ? ("api" as const) : ("page" as const),
    }));
    const tickets = await Promise.all(channels.map((given) => place.start(given)));
    const outcomes = await Promise.all(tickets.map((held, n) => verify(held, code, channels[n])));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(said(await verify(await place.start({ at }), code, { at }))).toBe("code.wrong");
    expect(await db().session.count({ where: { userId: place.userId } })).toBe(1);
  });

  test("security 54: 50 at once with one ticket make one session", async () => {
    const at = new Date();
    const held = await place.start({ at });
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => verify(held, codeOf(place.secret, at), { at })),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db().session.count({ where: { userId: place.userId } })).toBe(1);
  });

  test("security 54: two codes at once, each good, make one session of one ticket", async () => {
    for (let round = 0; round < 3; round += 1) {
      const now = new Date(Date.now() + round * minutes(2));
      const held = await place.start({ at: now });
      const codes = [codeOf(place.secret, now, -1), codeOf(place.secret, now), codeOf(place.secret, now, 1)];
      const outcomes = await Promise.all(codes.map((code) => verify(held, code, { at: now })));
      expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    }
    expect(await db().session.count({ where: { userId: place.userId } })).toBe(3);
  });

  test("security 54, 62: one of an older step than the last accepted is as wrong as any other", async () => {
    const at = new Date();
    expect(said(await verify(await place.start({ at }), codeOf(place.secret, at), { at }))).toBe("signed-in");
    for (const steps of [-1, 0])
      expect(said(await verify(await place.start({ at }), codeOf(place.secret, at, steps), { at }))).toBe("code.wrong");
    expect(said(await verify(await place.start({ at }), codeOf(place.secret, at, 1), { at }))).toBe("signed-in");
  });

  test("security 55: two steps away is too far", async () => {
    const at = new Date();
    const held = await place.start({ at });
    for (const steps of [-2, 2])
      expect(said(await verify(held, codeOf(place.secret, at, steps), { at }))).toBe("code.wrong");
    expect(said(await verify(held, ` ${codeOf(place.secret, at).replace(/(...)/, "$1 ")} `, { at }))).toBe("signed-in");
  });
});

describe("guessing", () => {
  test("security 56, 63: five wrong codes end the login, and its owner is told that somebody knows the password", async () => {
    const held = await place.start();
    for (let n = 0; n < 4; n += 1) expect(said(await verify(held, "000000"))).toBe("code.wrong");
    expect(said(await verify(held, "000000"))).toBe("code.last-wrong");
    expect(said(await verify(held, codeOf(place.secret, new Date())))).toBe("ticket.ended");
    expect(await mailsOf(place.realmId)).toEqual([
      expect.objectContaining({ template: "user.login.codes_failed", to: "grace@example.com" }),
    ]);
  });

  test("security 56: ten in 15 minutes stop the person, over new logins, addresses and kinds of code", async () => {
    const at = new Date();
    for (let n = 0; n < 10; n += 1) {
      const held = await place.start({ at });
      expect(said(await verify(held, n % 2 ? "000000" : "AAAA-AAAA-AAAA-AAAA", { at }))).toBe("code.wrong");
    }
    const held = await place.start({ at, channel: "api" });
    for (const code of [codeOf(place.secret, at), place.recoveryCodes[0] ?? ""])
      expect(said(await verify(held, code, { at }))).toBe("throttle.wait");
    const later = new Date(at.getTime() + minutes(15) + seconds(1));
    expect(said(await verify(await place.start({ at: later }), codeOf(place.secret, later), { at: later }))).toBe(
      "signed-in",
    );
  });

  test("security 56: of 50 wrong codes at once no more than five are looked at for one login", async () => {
    const held = await place.start();
    await Promise.all(Array.from({ length: 50 }, () => verify(held, "000000")));
    const counter = await db().throttle.findFirstOrThrow({ where: { scope: place.realmId, kind: "code-user" } });
    expect(counter.count).toBe(5);
  });
});

describe("the ticket", () => {
  test("security 57: is of its browser; a program's is of no browser, and a page's of no program", async () => {
    const at = new Date();
    const [page, other] = [await place.start({ at }), await place.start({ at })];
    const program = await place.start({ at, channel: "api" });
    expect(program.browserSecret).toBeNull();
    const code = codeOf(place.secret, at);
    expect(said(await verify({ token: page.token, browserSecret: null }, code, { at, channel: "api" }))).toBe(
      "ticket.ended",
    );
    expect(said(await verify({ token: page.token, browserSecret: other.browserSecret }, code, { at }))).toBe(
      "ticket.ended",
    );
    expect(said(await verify({ token: program.token, browserSecret: page.browserSecret }, code, { at }))).toBe(
      "ticket.ended",
    );
    expect(said(await verify(program, code, { at, channel: "api" }, "grace"))).toBe("signed-in");
  });

  test("security 57: is of its user, app and realm, and ends after ten minutes", async () => {
    const at = new Date();
    const held = await place.start({ at });
    const code = codeOf(place.secret, at);
    expect(said(await verify(held, code, { at }, "somebody"))).toBe("ticket.ended");
    await createApp(place.realmId, {
      name: "Two",
      subdomain: `two-${place.subdomain}`,
      loginHandler: "https://a.example",
    });
    for (const elsewhere of [await visitTo(`two-${place.subdomain}`), await (await newAppWithRealm()).visit()]) {
      const outcome = await verifyLogin(elsewhere, { ...held, code, username: "" });
      expect(said(outcome)).toBe("ticket.ended");
    }
    const late = new Date(at.getTime() + minutes(10) + 1);
    expect(said(await verify(held, codeOf(place.secret, late), { at: late }))).toBe("ticket.ended");
    expect(await ticketLives(await place.visit({ at }), held, "mfa")).toBe(true);
  });

  test("security 57: is no session, and dies when the password changes or the person is made inactive", async () => {
    const [held, second] = [await place.start(), await place.start()];
    expect(await isSignedIn(await place.visit(), held.token)).toBe(false);
    await setProofs(place.realmId, place.userId, { password: "nine loud badgers", otpSecret: null });
    expect(said(await verify(held, codeOf(place.secret, new Date())))).toBe("ticket.ended");
    await setProofs(place.realmId, place.userId, { password: goodPassword, otpSecret: null });
    const third = await place.start();
    await db().user.update({ where: { id: place.userId }, data: { state: "inactive" } });
    expect(await ticketLives(await place.visit(), third, "mfa")).toBe(false);
    for (const one of [second, third])
      expect(said(await verify(one, codeOf(place.secret, new Date())))).toBe("ticket.ended");
  });

  test("security 57: nothing of another kind is one", async () => {
    for (const token of ["", "kli_", `kpw_${"0".repeat(22)}`, "undefined", "null"])
      expect(said(await verify({ token, browserSecret: "" }, "123456"))).toBe("ticket.ended");
    expect(said(await verify(await place.start(), " "))).toBe("code.blank");
  });
});

describe("recovery codes", () => {
  test("security 60: each works once under 50 at once, and its use is mailed with how many are left", async () => {
    const [code = "", other = ""] = place.recoveryCodes;
    const tickets = await Promise.all(Array.from({ length: 9 }, () => place.start()));
    const outcomes = await Promise.all(
      Array.from({ length: 45 }, (_, n) => verify(tickets[n % 9] ?? { token: "", browserSecret: "" }, code)),
    );
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    await db().throttle.deleteMany();
    const mails = await db().mail.findMany({ where: { realmId: place.realmId, template: "user.recovery_code.used" } });
    expect(mails.map((mail) => mail.text.includes("9 codes are left"))).toEqual([true]);
    expect(said(await verify(await place.start(), code))).toBe("code.wrong");
    expect(said(await verify(await place.start(), other.toLowerCase()))).toBe("signed-in");
  });

  test("security 60: are stored as hashes, and new ones kill the old", async () => {
    const stored = await db().recoveryCode.findMany({ where: { userId: place.userId } });
    expect(stored).toHaveLength(10);
    for (const { codeHash } of stored) expect(codeHash).toHaveLength(32);
    const subject = { realmId: place.realmId, userId: place.userId, at: new Date(), by: { ip: null, userAgent: null } };
    const renewed = await renewRecoveryCodes(subject);
    expect(said(await verify(await place.start(), place.recoveryCodes[0] ?? ""))).toBe("code.wrong");
    const [fresh = ""] = renewed.ok ? renewed.value.recoveryCodes : [];
    expect(said(await verify(await place.start(), fresh))).toBe("signed-in");
  });
});
