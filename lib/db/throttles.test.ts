import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { hours, minutes, seconds } from "@/lib/domain/duration";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { clearTries, giveTryBack, type Throttle, takeTries, takeTry } from "./throttles";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase();
});
afterAll(() => close());

let keys = 0;
const counter = (): Throttle => ({
  scope: "rl_1",
  rule: throttleRules.passwordByUser,
  keyHash: new TextEncoder().encode(`key ${++keys}`),
});
const began = new Date("2030-01-01T00:00:00Z");
const later = (ms: number) => new Date(began.getTime() + ms);

async function tryTimes(throttle: Throttle, times: number, at: Date): Promise<number[]> {
  const waits = [];
  for (let n = 0; n < times; n++) waits.push(await takeTry(throttle, at));
  return waits;
}

describe("a counter of tries", () => {
  test("lets ten through in a window, and ten more in the next", async () => {
    const throttle = counter();
    expect(await tryTimes(throttle, 9, began)).toEqual(Array(9).fill(0));
    expect(await tryTimes(throttle, 9, later(minutes(15)))).toEqual(Array(9).fill(0));
    expect(await tryTimes(throttle, 2, later(minutes(15)))).toEqual([0, 30]);
  });

  test("then lets one through after each wait, and each wait is twice the last, up to an hour", async () => {
    const throttle = counter();
    await tryTimes(throttle, 10, began);
    let at = 0;
    const waits = [];
    for (let n = 0; n < 10; n++) {
      const wait = await takeTry(throttle, later(at));
      waits.push(wait);
      at += seconds(wait);
      expect(await takeTry(throttle, later(at))).toBe(0);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
  });

  test("forgets the waits fifteen minutes after the last of them", async () => {
    const throttle = counter();
    await tryTimes(throttle, 10, began);
    expect(await tryTimes(throttle, 10, later(seconds(30) + minutes(15)))).toEqual(Array(10).fill(0));
  });

  test("after a hundred without a success lets nothing through until it is cleared", async () => {
    const throttle = counter();
    let at = 0;
    for (let n = 0; n < 100; n++) {
      expect(await takeTry(throttle, later(at))).toBe(0);
      at += hours(2);
    }
    expect(await takeTry(throttle, later(at + hours(10_000)))).toBeGreaterThan(0);
    await clearTries(throttle);
    expect(await takeTry(throttle, later(at))).toBe(0);
  });

  test("gives a try back, also the one that began a wait", async () => {
    const throttle = counter();
    await tryTimes(throttle, 10, began);
    await giveTryBack(throttle);
    expect(await tryTimes(throttle, 2, began)).toEqual([0, 30]);
  });

  test("is never off by one: of 60 at once exactly ten go through", async () => {
    const throttle = counter();
    const waits = await Promise.all(Array.from({ length: 60 }, () => takeTry(throttle, began)));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
  });
});

describe("two counters of one try", () => {
  test("count each for itself: one that waits does not keep the other from counting", async () => {
    const [full, free] = [counter(), counter()];
    await tryTimes(full, 10, began);
    expect(await takeTries([full, free], began)).toEqual([30, 0]);
    expect(await takeTries([free, full], began)).toEqual([0, 30]);
    expect(await tryTimes(free, 8, began)).toEqual(Array(8).fill(0));
    expect(await takeTry(free, began)).toBe(30);
  });

  test("of fifty at once on the same two let through exactly as many as the smaller allows, and none fails", async () => {
    const [user, address] = [counter(), { ...counter(), rule: throttleRules.passwordByAddress }];
    const waits = await Promise.all(Array.from({ length: 50 }, () => takeTries([user, address], began)));
    expect(waits.filter(([ofUser]) => ofUser === 0)).toHaveLength(throttleRules.passwordByUser.limit);
    expect(waits.filter(([, ofAddress]) => ofAddress === 0)).toHaveLength(
      Math.min(50, throttleRules.passwordByAddress.limit),
    );
  });
});
