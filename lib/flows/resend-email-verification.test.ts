import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { doJobs, mailsOf, waitingJobs } from "@/e2e/fixtures/mailed";
import { newAppWithRealm, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { hours } from "@/lib/domain/duration";
import { throttleRules } from "@/lib/domain/throttle-rules";
import type { Visit } from "@/lib/domain/visit";
import { forgotPassword, forgotPasswordInput } from "./forgot-password";
import { resendEmailVerification, resendEmailVerificationInput } from "./resend-email-verification";
import { sendVerification } from "./send-verification";
import { signup } from "./signup";
import { verifyEmail, verifyEmailInput } from "./verify-email";

let close: () => Promise<void>;
let place: Awaited<ReturnType<typeof newAppWithRealm>>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());
beforeEach(async () => {
  await db().$executeRaw`DELETE FROM jobs.job`;
  place = await newAppWithRealm({ app: { settings: { email_verification: "require" } } });
});

const alice = { username: "alice", email: "Alice@Example.com" };
type Given = Partial<Visit>;

const join = async (person: Parameters<typeof signupFields>[0] = alice) =>
  signup(await place.visit(), signupFields(person));
const newestToken = async () => (await mailsOf(place.realmId)).at(-1)?.token ?? "";

async function verify(token: string, username: string) {
  return verifyEmail(await place.visit(), verifyEmailInput.parse({ username, token }));
}

async function resend(username = "alice", given: Given = {}) {
  const outcome = await resendEmailVerification(
    await place.visit(given),
    resendEmailVerificationInput.parse({ username }),
  );
  await doJobs(given.at);
  return outcome;
}

describe("asking for another mail", () => {
  test("security 40: proved, waiting, unknown, inactive and malformed names get one answer; only those waiting get mail", async () => {
    await join();
    await join({ username: "proved", email: "proved@example.com" });
    await verify(await newestToken(), "proved");
    await join({ username: "gone", email: "gone@example.com" });
    await db().user.updateMany({ where: { realmId: place.realmId, username: "gone" }, data: { state: "inactive" } });
    const before = (await mailsOf(place.realmId)).length;
    for (const name of ["alice", "proved", "nobody", "gone", "@@"])
      expect(await resend(name), name).toEqual({ ok: true, value: { kind: "verification-asked" } });
    expect((await mailsOf(place.realmId)).slice(before).map((mail) => mail.to)).toEqual(["Alice@Example.com"]);
  });

  test("security 52: with forgotten passwords together five mails an hour", async () => {
    await join();
    const before = (await mailsOf(place.realmId)).length;
    for (let n = 0; n < 10; n += 1) {
      const at = new Date(Date.now() + n * 1_000);
      const name = n % 3 ? "alice" : "alice@example.com";
      if (n % 2) await resend(name, { at });
      else await forgotPassword(await place.visit({ at }), forgotPasswordInput.parse({ username: name }));
      await doJobs(at);
    }
    expect(await mailsOf(place.realmId)).toHaveLength(before + 5);
  });

  test("a job that runs twice sends one mail", async () => {
    await join();
    const before = (await mailsOf(place.realmId)).length;
    await resendEmailVerification(
      await place.visit(),
      resendEmailVerificationInput.parse({ email: "alice@example.com" }),
    );
    const [job] = await waitingJobs("send-verification");
    if (!job) throw new Error("There is no job.");
    for (let n = 0; n < 2; n += 1) await sendVerification(job, new Date());
    expect(await mailsOf(place.realmId)).toHaveLength(before + 1);
  });
});

test("security 39: a flood of signups from everywhere sends one address a handful of mails, whoever asks for more", async () => {
  place = await newAppWithRealm({
    realm: { requireUniqueEmails: false },
    app: { settings: { email_verification: "require" } },
  });
  const at = new Date();
  const { limit } = throttleRules.mailsToAddress;
  const names = Array.from({ length: limit + 10 }, (_, n) => `u${n}`);
  const flood = names.map(async (username, n) => {
    const email = n % 2 ? "Victim@example.com" : "victim@EXAMPLE.com";
    return signup(await place.visit({ at }), signupFields({ username, email }));
  });
  expect((await Promise.all(flood)).every((outcome) => outcome.ok)).toBe(true);
  const mails = async () => (await mailsOf(place.realmId)).length;
  expect(await mails()).toBe(limit);
  for (const username of names.slice(0, 5)) await resend(username, { at });
  expect(await mails()).toBe(limit);
  await resend("u1", { at: new Date(at.getTime() + hours(2)) });
  expect(await mails(), "and later again").toBe(limit + 1);
});
