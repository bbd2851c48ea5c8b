import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf } from "@/e2e/fixtures/authenticator";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { minutes } from "@/lib/domain/duration";
import type { Visit } from "@/lib/domain/visit";
import { hashSecret } from "@/lib/tokens/secret-token";
import { enrol, keepRecoveryCodes, openEnrolment, showRecoveryCodes } from "./enrol";
import { login, loginInput } from "./login";
import { signup } from "./signup";
import { verifyLogin } from "./verify-login";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  place = await newAppWithRealm({ realm: { mfaPolicy: "required" } });
  const outcome = await signup(await place.visit(), signupFields({ username: "hedy", email: "hedy@example.com" }));
  expect(outcome.ok && outcome.value.kind).toBe("need-enrolment");
});

type Held = { readonly token: string; readonly browserSecret: string };

async function start(given: Partial<Visit> = {}): Promise<Held> {
  const input = loginInput.parse({ username: "hedy", password: goodPassword });
  const outcome = await login(await place.visit(given), input);
  if (!outcome.ok || !("browserSecret" in outcome.value) || !outcome.value.browserSecret)
    throw new Error(`No second step: ${JSON.stringify(outcome)}`);
  return { token: outcome.value.token, browserSecret: outcome.value.browserSecret };
}

const open = async (held: Held, given: Partial<Visit> = {}) => openEnrolment(await place.visit(given), held);
const enter = async (held: Held, code: string, given: Partial<Visit> = {}) =>
  enrol(await place.visit(given), { code }, held);

type Said = { ok: true; value: { kind: string } } | { ok: false; problems: readonly { code: string }[] };
const said = (outcome: Said) => (outcome.ok ? outcome.value.kind : outcome.problems.map((one) => one.code).join());

async function enrolled(held: Held): Promise<Held> {
  const device = await open(held);
  const outcome = await enter(held, codeOf(device?.secret ?? "", new Date()));
  if (!outcome.ok) throw new Error(said(outcome));
  return outcome.value;
}

describe("security 59: an authenticator", () => {
  test("counts for nothing before its first code, and is asked for after it", async () => {
    const held = await start();
    const device = await open(held);
    expect(said(await enter(held, "000000"))).toBe("code.wrong");
    expect(said(await enter(held, " "))).toBe("code.blank");
    expect(
      await db().credential.count({ where: { realmId: place.realmId, credentialType: "totp", state: "active" } }),
    ).toBe(0);
    expect(await db().session.count({ where: { realmId: place.realmId } })).toBe(0);

    expect(said(await enter(held, codeOf(device?.secret ?? "", new Date())))).toBe("enrolled");
    const input = loginInput.parse({ username: "hedy", password: goodPassword });
    expect(said(await login(await place.visit(), input))).toBe("need-mfa");
  });

  test("is kept encrypted, and its recovery codes as hashes", async () => {
    const held = await start();
    const device = await open(held);
    const next = await enrolled(held);
    const codes = (await showRecoveryCodes(await place.visit(), next)) ?? [];
    const rows = JSON.stringify([
      await db().credential.findMany({ where: { realmId: place.realmId } }),
      await db().recoveryCode.findMany({ where: { realmId: place.realmId } }),
    ]);
    for (const secret of [device?.secret ?? "none", ...codes, ...codes.map((code) => code.replaceAll("-", ""))])
      expect(rows.includes(secret)).toBe(false);
    const hashes = await db().recoveryCode.findMany({ where: { realmId: place.realmId } });
    expect(hashes.map((row) => Buffer.from(row.codeHash).toString("hex")).sort()).toEqual(
      codes.map((code) => Buffer.from(hashSecret(code.replaceAll("-", ""))).toString("hex")).sort(),
    );
  });

  test("is set up by whoever gave the password in this browser alone, within ten minutes", async () => {
    const [held, other] = [await start(), await start()];
    const device = await open(held);
    const code = codeOf(device?.secret ?? "", new Date());
    for (const wrong of [
      { token: held.token, browserSecret: other.browserSecret },
      { token: `kli_${"0".repeat(22)}`, browserSecret: held.browserSecret },
    ]) {
      expect(await open(wrong)).toBeNull();
      expect(said(await enter(wrong, code))).toBe("ticket.ended");
    }
    const late = new Date(Date.now() + minutes(10) + 1_000);
    expect(await open(held, { at: late })).toBeNull();
    expect(said(await enter(held, codeOf(device?.secret ?? "", late), { at: late }))).toBe("ticket.ended");
    expect(said(await verifyLogin(await place.visit(), { ...held, code, username: "" }))).toBe("ticket.ended");
  });

  test("is one, however many set one up at once, and nobody sets up another beside it", async () => {
    const held = await Promise.all(Array.from({ length: 5 }, () => start()));
    const device = await open(held[0] as Held);
    const code = codeOf(device?.secret ?? "", new Date());
    const outcomes = await Promise.all(held.map((one) => enter(one, code)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(
      await db().credential.count({ where: { realmId: place.realmId, credentialType: "totp", state: "active" } }),
    ).toBe(1);
    expect(await db().recoveryCode.count({ where: { realmId: place.realmId } })).toBe(10);
    for (const one of held) expect(await open(one)).toBeNull();
  });

  test("shows the same secret on a reload, and is refused for a while after ten wrong codes", async () => {
    const held = await start();
    const device = await open(held);
    expect(await open(held)).toEqual(device);
    expect(device?.uri).toContain(`secret=${device?.secret}`);
    for (let n = 0; n < 10; n += 1) expect(said(await enter(held, "000000"))).toBe("code.wrong");
    expect(said(await enter(held, codeOf(device?.secret ?? "", new Date())))).toBe("throttle.wait");
  });
});

describe("recovery codes", () => {
  test("are shown until they are kept, and then never again; the way on is taken once", async () => {
    const next = await enrolled(await start());
    const visit = await place.visit();
    const codes = await showRecoveryCodes(visit, next);
    expect(await showRecoveryCodes(visit, next)).toEqual(codes);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => keepRecoveryCodes(visit, next)));
    const [entered, ...more] = outcomes.filter((outcome) => outcome.ok);
    expect(more).toEqual([]);
    expect(signedIn(entered as never).url).toContain("&signup=true");
    expect(await showRecoveryCodes(visit, next)).toBeNull();
  });

  test("let in at the code page, each once", async () => {
    const next = await enrolled(await start());
    const [code = ""] = (await showRecoveryCodes(await place.visit(), next)) ?? [];
    for (const expected of ["signed-in", "code.wrong"]) {
      const held = await start();
      expect(said(await verifyLogin(await place.visit(), { ...held, code, username: "" }))).toBe(expected);
    }
  });
});
