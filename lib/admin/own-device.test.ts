import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf } from "@/e2e/fixtures/authenticator";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { db } from "@/lib/db/client";
import { minutes, seconds } from "@/lib/domain/duration";
import { changeOwnPassword } from "./account";
import { enrolOwnDevice, findOwnDevice, removeDeviceOf, removeOwnDevice, startOwnDevice } from "./own-device";
import { openSetup, setUpFirstAdministrator } from "./setup";
import { findSignedIn, type SignedInAdministrator, signInAdministrator } from "./sign-in";
import { isCodeAwaited, signInByCode } from "./sign-in-code";

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

let me: SignedInAdministrator;
beforeEach(async () => {
  await db().throttle.deleteMany();
  await db().auditEntry.deleteMany();
  await db().adminRecoveryCode.deleteMany();
  await db().administrator.updateMany({
    data: { otpSecretEncrypted: null, otpNewEncrypted: null, otpLastStep: null, otpSince: null },
  });
  me = await signedIn();
});

const client = { ip: "192.0.2.1", userAgent: "test" };
const doer = (at = began) => ({ administrator: { id: me.id, email }, client, at });
const signIn = async (at = began) => {
  const outcome = await signInAdministrator({ email, password }, { at, client });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
};

async function signedIn(): Promise<SignedInAdministrator> {
  const value = await signIn();
  const found = value.kind === "signed-in" ? await findSignedIn(value.secret, began) : null;
  if (!found) throw new Error("Nobody is signed in.");
  return found;
}

async function ticketAt(at: Date): Promise<string> {
  const value = await signIn(at);
  if (value.kind !== "need-code") throw new Error("No code is asked for.");
  return value.ticket;
}

/** An authenticator in use, whose first code was of `began`. */
async function enrolled() {
  await startOwnDevice(me, { current_password: password }, doer());
  const { waiting } = await findOwnDevice(me);
  const secret = waiting?.secret ?? "";
  const outcome = await enrolOwnDevice(me, { code: codeOf(secret, began) }, doer());
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return { secret, recoveryCodes: outcome.value.recoveryCodes };
}

const enter = (token: string, code: string, at: Date) => signInByCode({ token, code }, { at, client });
const codesOf = (outcome: Awaited<ReturnType<typeof enter>>) =>
  outcome.ok ? outcome.value.kind : outcome.problems.map(({ code }) => code).join();

describe("an administrator's second factor", () => {
  test("is begun with the password, put to use by its first code, and then asked for after the password", async () => {
    expect(await startOwnDevice(me, { current_password: "wrong wrong wrong" }, doer())).toMatchObject({
      problems: [{ code: "current-password.wrong" }],
    });
    const other = await signIn();
    await startOwnDevice(me, { current_password: password }, doer());
    expect((await signIn()).kind).toBe("signed-in");
    expect(await enrolOwnDevice(me, { code: "000000" }, doer())).toMatchObject({ problems: [{ code: "code.wrong" }] });
    const { secret, recoveryCodes } = await enrolled();
    expect(recoveryCodes).toHaveLength(10);
    expect(await findOwnDevice(me)).toEqual({ since: began, codesLeft: 10, waiting: null });
    expect(other.kind === "signed-in" && (await findSignedIn(other.secret, began))).toBe(null);

    const at = later(minutes(1));
    const token = await ticketAt(at);
    expect(await findSignedIn(token, at)).toBe(null);
    const outcome = await enter(token, codeOf(secret, at), at);
    expect(outcome.ok && outcome.value.kind === "signed-in" && (await findSignedIn(outcome.value.secret, at))?.id).toBe(
      me.id,
    );
    expect(await isCodeAwaited(token, at)).toBe(false);
  });

  test("security 54: a code is good once, also where two come at once, and none that is older", async () => {
    const { secret } = await enrolled();
    const at = later(minutes(1));
    const [one, other] = [await ticketAt(at), await ticketAt(at)];
    const code = codeOf(secret, at);
    const both = await Promise.all([enter(one, code, at), enter(other, code, at)]);
    expect(both.map(codesOf).sort()).toEqual(["code.wrong", "signed-in"]);
    expect(codesOf(await enter(await ticketAt(at), codeOf(secret, at, -1), at))).toBe("code.wrong");
    const first = await enrolFirstCodeAgain(secret);
    expect(first).toBe("code.wrong");
  });

  async function enrolFirstCodeAgain(secret: string) {
    const at = later(seconds(1));
    return codesOf(await enter(await ticketAt(at), codeOf(secret, began), at));
  }

  test("a recovery code is good once, is recorded, and none of it is readable in the database", async () => {
    const { secret, recoveryCodes } = await enrolled();
    const [code = ""] = recoveryCodes;
    const at = later(minutes(1));
    expect(codesOf(await enter(await ticketAt(at), code.toLowerCase(), at))).toBe("signed-in");
    expect(codesOf(await enter(await ticketAt(at), code, at))).toBe("code.wrong");
    expect((await findOwnDevice(me)).codesLeft).toBe(9);
    const recorded = await db().auditEntry.findMany({ orderBy: { id: "asc" } });
    expect(recorded.map(({ action }) => action)).toEqual([
      "administrator.second_factor_added",
      "administrator.recovery_code_used",
    ]);
    const kept = JSON.stringify([
      recorded,
      await db().administrator.findMany(),
      await db().adminRecoveryCode.findMany(),
    ]);
    expect(kept).not.toContain(secret);
    expect(kept).not.toContain(code.replaceAll("-", ""));
  });

  test("security 56: five wrong codes end a sign-in, ten make all of them wait, and the time ends it, too", async () => {
    const { secret } = await enrolled();
    const at = later(minutes(1));
    const token = await ticketAt(at);
    const wrong = await Promise.all(Array.from({ length: 8 }, () => enter(token, "000000", at)));
    expect(wrong.filter((one) => codesOf(one) === "ticket.ended").length).toBeGreaterThanOrEqual(3);
    expect(codesOf(await enter(token, codeOf(secret, at), at))).toBe("ticket.ended");
    const next = await ticketAt(at);
    for (let tries = 0; tries < 4; tries++) await enter(next, "000000", at);
    await enter(await ticketAt(at), "000000", at);
    expect(codesOf(await enter(await ticketAt(at), codeOf(secret, at), at))).toBe("throttle.wait");
    await db().throttle.deleteMany();
    const late = later(minutes(11));
    expect(codesOf(await enter(await ticketAt(at), codeOf(secret, late), late))).toBe("ticket.ended");
  });

  test("waits for nobody any more once the password is another, or the administrator is inactive", async () => {
    const { secret } = await enrolled();
    const at = later(minutes(1));
    const before = await ticketAt(at);
    await db().administrator.updateMany({ data: { state: "inactive" } });
    expect(codesOf(await enter(before, codeOf(secret, at), at))).toBe("ticket.ended");
    await db().administrator.updateMany({ data: { state: "active" } });
    const again = "ten grey walruses on ice";
    const changed = { current_password: password, password: again, password_confirmation: again };
    expect((await changeOwnPassword(me, changed, doer(at))).ok).toBe(true);
    expect(codesOf(await enter(before, codeOf(secret, at), at))).toBe("ticket.ended");
    const back = { current_password: again, password, password_confirmation: password };
    expect((await changeOwnPassword(me, back, doer(at))).ok).toBe(true);
  });

  test("is removed by its owner with the password, or by an owner without, and the record says so", async () => {
    await enrolled();
    expect((await removeOwnDevice(me, { current_password: "wrong wrong wrong" }, doer())).ok).toBe(false);
    expect((await removeOwnDevice(me, { current_password: password }, doer())).ok).toBe(true);
    expect((await signIn()).kind).toBe("signed-in");
    await enrolled();
    const waiting = await ticketAt(began);
    expect((await removeDeviceOf(me.id, doer())).ok).toBe(true);
    expect((await removeDeviceOf(me.id, doer())).ok).toBe(false);
    expect(await isCodeAwaited(waiting, began)).toBe(false);
    expect(await db().auditEntry.count({ where: { action: "administrator.second_factor_removed" } })).toBe(2);
    expect(await db().adminRecoveryCode.count()).toBe(0);
  });
});
