import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { actor, hookPlace, hookSettings, newReceiver, removeHooks, tryAll } from "@/e2e/fixtures/hook-place";
import type { Manner } from "@/e2e/fixtures/receiver";
import { db } from "@/lib/db/client";
import { CLAIM_MS, claimNotifications } from "@/lib/db/notifications";
import { waitAfterTry } from "@/lib/domain/delivery";
import { days, hours } from "@/lib/domain/duration";
import { eventBody } from "@/lib/domain/event-body";
import { WEBHOOK_TIMEOUT_MS } from "@/lib/hooks/post-webhook";
import { deleteHook, updateHook } from "./app-hooks";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase(hookSettings);
});
afterEach(removeHooks);
afterAll(() => close());

describe("a webhook", () => {
  test("is sent the event as GET shows it, signed, and is completed by any 2xx", async () => {
    const { realmId, receiver, key, happen, rows } = await hookPlace(299);
    const at = new Date();
    await happen(1, at);
    await tryAll(at);
    const event = await db().event.findFirstOrThrow({ where: { realmId, eventType: "org.created" } });
    const [got] = receiver.received;
    expect(got).toMatchObject({ method: "POST", path: "/hooks", event: JSON.parse(JSON.stringify(eventBody(event))) });
    expect(got?.event).toEqual({
      id: event.id,
      object: "event",
      event_type: "org.created",
      event_at: at.getTime() / 1000,
      realm_id: realmId,
      org_id: "org_1",
      user_id: null,
      membership_id: null,
      app_hook_id: null,
      auth_provider_id: null,
      login_policy_id: null,
      request: { ip: "10.0.0.1", client: "test" },
      data: {},
    });
    expect(got?.headers["content-type"]).toBe("application/json");
    expect(new Webhook(key).verify(got?.body ?? "", got?.headers as Record<string, string>)).toEqual(got?.event);
    expect(await rows()).toMatchObject([
      {
        ...{ id: got?.headers["webhook-id"], state: "completed", attempts: 1, lastAttemptAt: at, nextAttemptAt: null },
        ...{ lastDestination: receiver.url, lastResult: "299" },
      },
    ]);
  });

  test("security 103: that fails is tried for two days after ever longer waits, with one id, the same body and a new time", async () => {
    const { receiver, key, happen, rows } = await hookPlace(500);
    const begun = new Date();
    await happen(1, begun);
    const times: number[] = [];
    for (let at: Date | null = begun; at; ) {
      expect(await tryAll(at)).toBe(1);
      times.push(at.getTime());
      const [row] = await rows();
      expect(await tryAll(new Date((row?.nextAttemptAt?.getTime() ?? days(99)) - 1)), "not before its time").toBe(0);
      at = row?.nextAttemptAt ?? null;
    }
    const waits = times.slice(1).map((time, n) => time - (times[n] ?? 0));
    expect(waits).toEqual([...waits].sort((one, two) => one - two));
    expect(waits.every((wait, n) => wait === waitAfterTry(n + 1))).toBe(true);
    const whole = (times.at(-1) ?? 0) - begun.getTime();
    expect([times.length, whole > hours(44), whole <= days(2)]).toEqual([14, true, true]);
    expect(await rows()).toMatchObject([{ state: "failed", attempts: 14, lastResult: "500", nextAttemptAt: null }]);

    const { received } = receiver;
    expect(received).toHaveLength(14);
    expect(new Set(receiver.ids()).size).toBe(1);
    expect(new Set(received.map(({ body }) => body)).size).toBe(1);
    const stamps = received.map(({ headers }) => Number(headers["webhook-timestamp"]));
    expect(stamps).toEqual(times.map((time) => Math.floor(time / 1000)));
    const [first] = received;
    expect(() => new Webhook(key).verify(first?.body ?? "", first?.headers as Record<string, string>)).not.toThrow();
  });

  test.each<[Manner, string]>([
    ["hang", "timeout"],
    ["die", "unreachable"],
    ["die-late", "unreachable"],
    [{ redirect: "http://127.0.0.1:9/" }, "302"],
    [404, "404"],
  ])("whose receiver does %s is tried again, and is there once the receiver is well", async (manner, lastResult) => {
    const { receiver, happen, rows } = await hookPlace(manner);
    const at = new Date();
    await happen(1, at);
    await tryAll(at, manner === "hang" ? 300 : WEBHOOK_TIMEOUT_MS);
    const [row] = await rows();
    expect(row).toMatchObject({ state: "in_progress", attempts: 1, lastResult });
    expect(JSON.stringify(row)).not.toContain("what the receiver says");
    receiver.treat(200);
    await tryAll(new Date(at.getTime() + (waitAfterTry(1) ?? 0)));
    expect(await rows()).toMatchObject([{ state: "completed", attempts: 2, lastResult: "200" }]);
    expect(receiver.ids().at(-1)).toBe(row?.id);
  });

  test("goes with the user and password of its address, which are in no row and no answer", async () => {
    const receiver = await newReceiver();
    const { rows, happen, hookId, realmId } = await hookPlace(204, {
      destination: `http://acorn:hid%40den@127.0.0.1:${receiver.port}/in?key=hidden`,
    });
    await happen();
    await tryAll(new Date());
    expect(receiver.received[0]?.path).toBe("/in?key=hidden");
    expect(receiver.received[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from("acorn:hid@den").toString("base64")}`,
    );
    expect(await rows()).toMatchObject([{ lastDestination: `http://127.0.0.1:${receiver.port}/in` }]);
    const hook = await db().appHook.findUniqueOrThrow({ where: { id: hookId } });
    expect(hook.destination).toBe(`http://acorn:***@127.0.0.1:${receiver.port}/in?key=hidden`);
    const stored = Buffer.from(hook.secretEncrypted ?? []).toString("latin1");
    expect(stored).not.toMatch(/whsec_|hid%40den/);
    expect(JSON.stringify(await db().event.findMany({ where: { realmId } }))).not.toContain("hid");
  });

  test("whose maker died comes again under the same id: at least once", async () => {
    const { receiver, happen, rows } = await hookPlace();
    const at = new Date();
    await happen(1, at);
    const [lost] = await claimNotifications(at, { most: 1, mostPerHook: 1, underWay: new Map() });
    expect(await tryAll(new Date(at.getTime() + CLAIM_MS - 1))).toBe(0);
    expect(await tryAll(new Date(at.getTime() + CLAIM_MS))).toBe(1);
    expect(receiver.ids()).toEqual([lost?.id]);
    expect(await rows()).toMatchObject([{ state: "completed", attempts: 2 }]);
  });

  test("of a hook that was made inactive or deleted meanwhile is canceled, also in the middle of a try", async () => {
    for (const end of ["inactive", "deleted"]) {
      const { realmId, receiver, hookId, happen } = await hookPlace("hang");
      await happen(2);
      const trying = tryAll(new Date(), 1_500);
      await expect.poll(() => receiver.received.length, { interval: 20 }).toBe(2);
      await (end === "deleted"
        ? deleteHook(realmId, hookId, actor)
        : updateHook(realmId, { id: hookId, input: { state: "inactive" } }, actor));
      await trying;
      await happen();
      const rows = await db().notification.findMany({ where: { realmId } });
      expect(rows.map(({ state, nextAttemptAt }) => [state, nextAttemptAt])).toEqual([
        ["canceled", null],
        ["canceled", null],
      ]);
      expect(await tryAll(new Date(Date.now() + days(3)))).toBe(0);
      expect(receiver.received).toHaveLength(2);
    }
  });
});
