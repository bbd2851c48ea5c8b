import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { doJobs, mailsOf, waitingJobs } from "@/e2e/fixtures/mailed";
import { goodPassword, newAppWithRealm, signedIn, signupFields } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { finishSignup } from "./finish-signup";
import { login, loginInput } from "./login";
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
  place = await newAppWithRealm({
    realm: { usernameValidationHuman: "email", hideAccountExistence: true },
    app: { settings: { email_verification: "require" } },
  });
});

const join = async (email: string, given: Parameters<typeof signupFields>[0] = {}) =>
  signup(await place.visit(), signupFields({ email, ...given }));
const enter = async (password: string) =>
  login(await place.visit(), loginInput.parse({ email: "ann@example.com", password }));
const waiting = (username: string) => ({ ok: true, value: { kind: "verify-email-first", username } });
const users = () => db().user.findMany({ where: { realmId: place.realmId }, include: { credentials: true } });

describe("security 38: a signup that hides who has an account", () => {
  test("answers for a new address as for one that has an account, makes nobody for that, and tells its owner", async () => {
    expect(await join("ann@example.com")).toEqual(waiting("ann@example.com"));
    await doJobs();
    const before = await users();
    expect(before).toHaveLength(1);
    expect(await join("ANN@example.com", { password: "another long password" })).toEqual(waiting("ANN@example.com"));
    await doJobs();
    expect(await users()).toEqual(before);
    expect((await mailsOf(place.realmId)).map(({ to, template }) => [to, template])).toEqual([
      ["ann@example.com", "user.email.verification_requested"],
      ["ann@example.com", "user.signup.existing"],
    ]);
  });

  test("makes the user with the password that was typed, who proves the address and is told as new at the first login", async () => {
    await join("ann@example.com", { first_name: "Ann", last_name: "Lee" });
    await doJobs();
    expect(await enter(goodPassword)).toEqual(waiting("ann@example.com"));
    const [mail] = await mailsOf(place.realmId);
    const input = verifyEmailInput.parse({ username: "ann@example.com", token: mail?.token });
    expect((await verifyEmail(await place.visit(), input)).ok).toBe(true);
    expect(signedIn(await enter(goodPassword)).url).toContain("&signup=true");
    expect((await users())[0]).toMatchObject({ name: "Ann Lee", emailVerification: "verified" });
  });

  test("leaves no password in what waits, nor a hash that can be read", async () => {
    await join("ann@example.com");
    const [job] = await waitingJobs("finish-signup");
    const text = JSON.stringify(job) + Buffer.from(job?.sealedHash ?? "", "base64").toString("latin1");
    expect(text).not.toMatch(/argon2|heron/);
  });

  test("done twice makes one user and sends one mail", async () => {
    await join("ann@example.com");
    const [job] = await waitingJobs("finish-signup");
    if (!job) throw new Error("There is no job.");
    await Promise.all([finishSignup(job, new Date()), finishSignup(job, new Date())]);
    await finishSignup(job, new Date());
    expect(await users()).toHaveLength(1);
    expect(await mailsOf(place.realmId)).toHaveLength(1);
  });

  test("security 39: signs up again and again, and its owner gets at most five mails of it in an hour", async () => {
    await join("ann@example.com");
    for (let n = 0; n < 12; n += 1) await join("ann@example.com");
    await doJobs();
    expect(await mailsOf(place.realmId)).toHaveLength(1 + 5);
  });

  test("mails nobody whose account is inactive", async () => {
    await join("ann@example.com");
    await doJobs();
    await db().user.updateMany({ where: { realmId: place.realmId }, data: { state: "inactive" } });
    await join("ann@example.com");
    await doJobs();
    expect(await mailsOf(place.realmId)).toHaveLength(1);
  });

  test("makes the organisation with the user", async () => {
    await db().connectedApp.update({
      where: { id: place.appId },
      data: { settings: { email_verification: "require", signup_mode: "user_org", default_permissions: ["admin"] } },
    });
    await join("ann@example.com", { org_name: "Acme" });
    await doJobs();
    const memberships = await db().membership.findMany({ where: { realmId: place.realmId }, include: { org: true } });
    expect(memberships).toMatchObject([{ permissions: ["admin"], org: { name: "Acme" } }]);
  });

  test.each([
    ["without required verification", {}, { email_verification: "request" }],
    ["in a realm with user names", { usernameValidationHuman: "standard" as const }, { email_verification: "require" }],
    ["in mode user_token", {}, { email_verification: "require", signup_mode: "user_token" }],
  ])("has no effect %s: a taken address is said", async (_what, realm, settings) => {
    place = await newAppWithRealm({
      realm: { usernameValidationHuman: "email", hideAccountExistence: true, ...realm },
      app: { settings },
    });
    const settingsOfUser = { email_verification: settings.email_verification };
    await db().connectedApp.update({ where: { id: place.appId }, data: { settings: settingsOfUser } });
    await join("ann@example.com", { username: "ann" });
    await doJobs();
    await db().connectedApp.update({ where: { id: place.appId }, data: { settings } });
    const again = await join("ann@example.com", { username: "ann2" });
    expect(again.ok ? [] : again.problems.map((problem) => problem.code)).toEqual(["email.taken"]);
  });
});
