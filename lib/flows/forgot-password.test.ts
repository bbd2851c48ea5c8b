import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { doJobs, mailsOf, waitingJobs } from "@/e2e/fixtures/mailed";
import { codes, forgetJobs, resetTools } from "@/e2e/fixtures/resets";
import { newAppWithRealm } from "@/e2e/fixtures/visits";
import { db } from "@/lib/db/client";
import { hours } from "@/lib/domain/duration";
import { sendReset } from "./send-reset";

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

const { join, ask, reset } = resetTools(() => place);

describe("asking for a reset", () => {
  test("security 40: known, unknown, inactive, social-only and malformed names get one answer and one job each", async () => {
    await join();
    await join({ username: "gone", email: "gone@example.com" });
    await db().user.updateMany({ where: { realmId: place.realmId, username: "gone" }, data: { state: "inactive" } });
    await join({ username: "social", email: "social@example.com" });
    await db().credential.deleteMany({ where: { realmId: place.realmId, user: { username: "social" } } });
    const names = ["alice", "Alice@example.com", "nobody", "gone", "social", "@@@", "\u202ealice"];
    for (const name of names) expect(await ask(name), name).toEqual({ ok: true, value: { kind: "reset-asked" } });
    expect(await waitingJobs("send-reset")).toHaveLength(names.length);
    await doJobs();
    expect(new Set((await mailsOf(place.realmId)).map((mail) => mail.to))).toEqual(
      new Set(["Alice@Example.com", "social@example.com"]),
    );
  });

  test("security 41: the link is on the configured origin, with token, user name and the way back, and no more", async () => {
    await join();
    await ask("alice", { redir: "/notes/7", redirectUri: "https://app.example.com/other" });
    await doJobs();
    const [mail] = await mailsOf(place.realmId);
    expect(mail?.link.origin).toBe(`http://${place.subdomain}.localhost:3000`);
    expect(mail?.link.pathname).toBe("/reset_password");
    expect([...(mail?.link.searchParams ?? [])]).toEqual([
      ["token", expect.stringMatching(/^kpw_[0-9A-Za-z]{22}$/)],
      ["username", "alice"],
      ["redir", "/notes/7"],
      ["redirect_uri", "https://app.example.com/other"],
    ]);
  });

  test("security 42: the mail goes to the stored address, and a look-alike of it is nobody's", async () => {
    await join({ username: "mike", email: "Mike@example.com" });
    for (const typed of ["mıke@example.com", "mike@exаmple.com", "mike＠example.com", "mike@example.com@evil.com"])
      await ask(typed);
    await doJobs();
    expect(await mailsOf(place.realmId)).toEqual([]);
    await ask("MIKE@EXAMPLE.COM");
    await doJobs();
    expect((await mailsOf(place.realmId)).map((mail) => mail.to)).toEqual(["Mike@example.com"]);
  });

  test("security 52: ten requests in an hour, by name and by address, send five mails and get ten same answers", async () => {
    await join();
    const at = Date.now();
    for (let n = 0; n < 10; n += 1) {
      const outcome = await ask(n % 2 ? "alice" : "alice@example.com", { at: new Date(at + n * 1_000) });
      expect(outcome).toEqual({ ok: true, value: { kind: "reset-asked" } });
      await doJobs(new Date(at + n * 1_000));
    }
    expect(await mailsOf(place.realmId)).toHaveLength(5);
    await ask("alice", { at: new Date(at + hours(3)) });
    await doJobs(new Date(at + hours(3)));
    expect(await mailsOf(place.realmId)).toHaveLength(6);
  });

  test("from one address is held to 100 an hour", async () => {
    const { client } = await place.visit();
    const outcomes = await Promise.all(Array.from({ length: 120 }, (_, n) => ask(`nobody-${n}`, { client })));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(100);
    expect(codes(outcomes.find((outcome) => !outcome.ok) as never)).toEqual(["throttle.wait"]);
  });

  test("a job that runs twice, or after a later one, sends no second mail", async () => {
    await join();
    await ask("alice", { at: new Date(Date.now() - 2_000) });
    await ask("alice");
    const [first, second] = await waitingJobs("send-reset");
    if (!first || !second) throw new Error("There are no two jobs.");
    for (const job of [second, second, first, first]) await sendReset(job, new Date());
    expect(await mailsOf(place.realmId)).toHaveLength(1);
    const [token] = (await mailsOf(place.realmId)).map((mail) => mail.token);
    expect(codes(await reset(token))).toEqual(["password-reset"]);
  });

  test("an app that is switched off mails nobody", async () => {
    await join();
    await ask("alice");
    await db().connectedApp.update({ where: { id: place.appId }, data: { state: "inactive" } });
    await doJobs();
    expect(await mailsOf(place.realmId)).toEqual([]);
  });
});
