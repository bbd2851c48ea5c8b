import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { actor, hookPlace, hookSettings, removeHooks, tryAll } from "@/e2e/fixtures/hook-place";
import { db } from "@/lib/db/client";
import { waitAfterTry } from "@/lib/domain/delivery";
import { days } from "@/lib/domain/duration";
import { pingHook, redeliver, redeliverFailed, updateHook } from "./app-hooks";
import { startDeliveries, stopDeliveries } from "./deliveries";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase(hookSettings);
});
afterEach(async () => {
  await stopDeliveries();
  await removeHooks();
});
afterAll(() => close());

describe("what failed", () => {
  const later = new Date(Date.now() + days(4));

  /** A hook with notifications that failed, of events at these moments. */
  async function failedAt(...moments: Date[]) {
    const one = await hookPlace(500);
    for (const at of moments) await one.happen(1, at);
    await db().notification.updateMany({
      where: { appHookId: one.hookId },
      data: { state: "failed", attempts: 14, nextAttemptAt: null },
    });
    one.receiver.treat(200);
    return one;
  }

  test("is delivered again on request, one or all since a moment, under its old id and with all its tries before it", async () => {
    const moments = [0, 1, 2, 3].map((n) => new Date(Date.now() - days(4 - n)));
    const { realmId, hookId, receiver, rows } = await failedAt(...moments);
    const all = await rows();
    const again = (id: string) => redeliver(realmId, id, { ...actor, at: later });
    expect(await again(all[0]?.id ?? "")).toMatchObject({ ok: true });
    expect((await rows())[0]).toMatchObject({ state: "in_progress", attempts: 0 });
    expect(await tryAll(later)).toBe(1);
    const since = moments[2] ?? later;
    const many = await redeliverFailed(realmId, { id: hookId, since }, { ...actor, at: later });
    expect(many).toMatchObject({ ok: true, value: { count: 2 } });
    expect(await tryAll(later)).toBe(2);
    expect(receiver.ids().sort()).toEqual([all[0]?.id, all[2]?.id, all[3]?.id].sort());
    expect((await rows()).map(({ state }) => state)).toEqual(["completed", "failed", "completed", "completed"]);
    expect(await again(all[0]?.id ?? ""), "also what was completed").toMatchObject({ ok: true });
  });

  test("is not for another realm, and goes nowhere without an active hook", async () => {
    const { realmId, hookId, rows } = await failedAt(new Date());
    const other = await hookPlace();
    const [row] = await rows();
    const since = new Date(0);
    for (const outcome of [
      await redeliver(other.realmId, row?.id ?? "", actor),
      await redeliver(realmId, "ent_nothing", actor),
      await redeliverFailed(other.realmId, { id: hookId, since }, actor),
      await redeliverFailed(null, { id: hookId, since }, actor),
    ])
      expect(outcome.ok).toBe(false);
    await updateHook(realmId, { id: hookId, input: { state: "inactive" } }, actor);
    expect((await redeliver(realmId, row?.id ?? "", actor)).ok).toBe(false);
    expect((await redeliverFailed(realmId, { id: hookId, since }, actor)).ok).toBe(false);
    expect((await rows())[0]?.state).toBe("failed");
  });
});

describe("a process that delivers", () => {
  const failures: Error[] = [];
  const start = () => startDeliveries((error) => failures.push(error));

  test("holds up nobody for a receiver that hangs, and is at a few of each hook at once", async () => {
    const slow = await hookPlace("hang");
    await slow.happen(60);
    const others = await Promise.all([hookPlace(), hookPlace(), hookPlace()]);
    start();
    await expect.poll(() => slow.receiver.received.length, { timeout: 10_000 }).toBe(4);
    for (const { happen } of others) await happen(20);
    for (const { receiver } of others)
      await expect.poll(() => receiver.received.length, { timeout: 10_000, interval: 20 }).toBe(20);
    // First come, first served would have had half of the slow one's sixty under way before any of the others'.
    expect(slow.receiver.received.length).toBeLessThan(30);
    for (const { receiver } of [slow, ...others])
      expect(receiver.seen.most, "and as many that are just being closed").toBeLessThanOrEqual(8);
    for (const { rows } of others)
      await expect.poll(async () => (await rows()).filter(({ state }) => state === "completed").length).toBe(20);
    expect(failures).toEqual([]);
  });

  test("sends a ping at once, of one webhook and to that one alone", async () => {
    const [mine, other] = [
      await hookPlace(204, { delay: 3_600, event_type: "" }),
      await hookPlace(204, { event_type: "" }),
    ];
    start();
    const pinged = await pingHook(mine.realmId, mine.hookId, actor);
    expect(pinged.ok).toBe(true);
    await expect.poll(() => mine.receiver.received.length).toBe(1);
    expect(mine.receiver.received[0]?.event).toMatchObject({ event_type: "ping", app_hook_id: mine.hookId });
    expect((await pingHook(other.realmId, mine.hookId, actor)).ok).toBe(false);
    await updateHook(mine.realmId, { id: mine.hookId, input: { state: "inactive" } }, actor);
    expect((await pingHook(mine.realmId, mine.hookId, actor)).ok).toBe(false);
    expect(other.receiver.received.filter(({ event }) => event.event_type === "ping")).toEqual([]);
  });

  test("tells of what it cannot send, and comes back to it later as after any failure", async () => {
    const { hookId, happen, rows } = await hookPlace();
    await db().appHook.update({ where: { id: hookId }, data: { secretEncrypted: new Uint8Array(40) } });
    await happen();
    start();
    await expect.poll(async () => (await rows())[0]?.lastResult).toBe("error");
    expect(failures).toHaveLength(1);
    const [row] = await rows();
    const wait = (row?.nextAttemptAt?.getTime() ?? 0) - (row?.lastAttemptAt?.getTime() ?? 0);
    expect(wait).toBeGreaterThanOrEqual(waitAfterTry(1) ?? 0);
  });
});
