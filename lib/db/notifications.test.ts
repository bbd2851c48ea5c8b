import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { placeWithHooks as place } from "@/e2e/fixtures/told-hooks";
import { deleteHook, updateHook } from "./app-hooks";
import { db } from "./client";
import { recordEvents } from "./events";
import { CLAIM_MS, claimNotifications, endTry } from "./notifications";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

const by = { ip: "10.0.0.1", userAgent: "test" };
const room = { most: 100, mostPerHook: 100, underWay: new Map<string, number>() };

describe("a claim", () => {
  test("is made once, however many claim at once, and not before the hook's delay", async () => {
    const { realmId, hook } = await place();
    const id = await hook(["org.*"], { delaySeconds: 60 });
    const at = new Date();
    await recordEvents(
      db(),
      realmId,
      Array.from({ length: 20 }, () => ({ type: "org.created", at }) as const),
    );
    const later = (ms: number) => new Date(at.getTime() + ms);
    const claimAll = async (when: Date) => {
      const claims = await Promise.all(Array.from({ length: 5 }, () => claimNotifications(when, room)));
      return claims.flat().filter((due) => due.hook.id === id);
    };
    expect(await claimAll(later(59_000))).toEqual([]);
    const claimed = await claimAll(later(60_000));
    expect(claimed.map((due) => due.attempts)).toEqual(Array.from({ length: 20 }, () => 1));
    expect(new Set(claimed.map((due) => due.id)).size).toBe(20);
    expect(await claimAll(later(60_000 + CLAIM_MS - 1)), "somebody is at it").toEqual([]);
    const again = await claimAll(later(60_000 + CLAIM_MS));
    expect(
      again.map((due) => due.attempts),
      "whoever was at it has died",
    ).toEqual(Array.from({ length: 20 }, () => 2));
  });

  test("goes to the hooks with the least under way, a few of each, so that a backlog holds up nobody", async () => {
    const { realmId, hook } = await place();
    const at = new Date();
    const slow = await hook(["org.*"]);
    await recordEvents(
      db(),
      realmId,
      Array.from({ length: 200 }, () => ({ type: "org.created", at }) as const),
    );
    const [quick, quicker] = [await hook(["membership.*"]), await hook(["membership.*"])];
    await recordEvents(
      db(),
      realmId,
      Array.from({ length: 3 }, () => ({ type: "membership.created", at }) as const),
    );
    const claim = async (most: number, underWay: [string, number][]) => {
      const claimed = await claimNotifications(at, { most, mostPerHook: 4, underWay: new Map(underWay) });
      const count = (id: string) => claimed.filter((due) => due.hook.id === id).length;
      return { slow: count(slow), quick: count(quick), quicker: count(quicker) };
    };
    expect(await claim(2, [[slow, 3]])).toEqual({ slow: 0, quick: 1, quicker: 1 });
    expect(await claim(3, [])).toEqual({ slow: 1, quick: 1, quicker: 1 });
    expect(await claim(32, [[slow, 4]])).toEqual({ slow: 0, quick: 1, quicker: 1 });
    expect(await claim(32, [])).toEqual({ slow: 4, quick: 0, quicker: 0 });
  });

  test("that ended is the next one's: only a success of the first still counts", async () => {
    const { realmId, hook } = await place();
    await hook(["org.*"]);
    const at = new Date();
    await recordEvents(db(), realmId, [{ type: "org.created", at }]);
    const mine = async (when: Date) => {
      const [due] = (await claimNotifications(when, room)).filter((one) => one.realmId === realmId);
      if (!due) throw new Error("There was nothing to claim.");
      return due;
    };
    const first = await mine(at);
    const second = await mine(new Date(at.getTime() + CLAIM_MS));
    const failed = { result: "500", destination: null, next: { state: "failed" } } as const;
    expect(await endTry(first, failed)).toBe(false);
    expect(await endTry(first, { ...failed, result: "200", next: { state: "completed" } })).toBe(true);
    expect(await endTry(second, failed)).toBe(false);
    expect(await db().notification.findFirst({ where: { realmId } })).toMatchObject({
      state: "completed",
      lastResult: "200",
      nextAttemptAt: null,
    });
  });
});

describe("a hook that is made inactive or deleted", () => {
  const actor = { at: new Date(), by, administrator: null };
  test.each([
    ["inactive", (realmId: string, id: string) => updateHook(realmId, id, { state: "inactive" }, actor)],
    ["deleted", (realmId: string, id: string) => deleteHook(realmId, id, actor)],
  ])("%s: cancels what it has under way, also what is being written at that moment", async (_, end) => {
    const { realmId, hook } = await place();
    const id = await hook(["org.*"]);
    const at = new Date();
    await recordEvents(db(), realmId, [{ type: "org.created", at }]);
    const [due] = (await claimNotifications(at, room)).filter((one) => one.realmId === realmId);
    let written = () => undefined as undefined;
    const isWritten = new Promise<void>((resolve) => {
      written = () => void resolve();
    });
    const writing = db().$transaction(async (tx) => {
      await recordEvents(tx, realmId, [{ type: "org.updated" }]);
      written();
    });
    await isWritten;
    await Promise.all([writing, end(realmId, id)]);
    await Promise.all([
      ...Array.from({ length: 5 }, () => recordEvents(db(), realmId, [{ type: "org.deleted" }])),
      end(realmId, id),
    ]);
    const rows = await db().notification.findMany({ where: { realmId }, select: { state: true, nextAttemptAt: true } });
    expect(rows).toEqual([
      { state: "canceled", nextAttemptAt: null },
      { state: "canceled", nextAttemptAt: null },
    ]);
    if (!due) throw new Error("Nothing was under way.");
    expect(await endTry(due, { result: "200", destination: null, next: { state: "completed" } })).toBe(false);
    expect(await claimNotifications(new Date(at.getTime() + 60_000), room)).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ realmId })]),
    );
  });
});
