import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/e2e/fixtures/database";
import { until } from "@/e2e/fixtures/server";
import { addRequests } from "@/lib/db/request-counts";
import { env } from "@/lib/env";
import { countRequest } from "./request-limit";

let close: () => Promise<void>;
beforeAll(async () => {
  close = await openTestDatabase({ API_REQUESTS_PER_MINUTE: "20" });
});
afterAll(() => close());

const noon = new Date("2030-06-15T12:00:00Z");
const after = (ms: number) => new Date(noon.getTime() + ms);

test("a key may ask so many times in the minute that its first request begins, each key by itself", () => {
  const counted = Array.from({ length: 25 }, (_, n) => countRequest("key_a", after(n * 1000)));
  expect(counted.map((one) => one.isOver)).toEqual([...Array(20).fill(false), ...Array(5).fill(true)]);
  expect(counted.map((one) => one.remaining).slice(17)).toEqual([2, 1, 0, 0, 0, 0, 0, 0]);
  expect(counted[0]).toMatchObject({ limit: 20, endsAt: after(60_000) });
  expect(countRequest("key_b", after(30_000)).isOver).toBe(false);
  expect(countRequest("key_a", after(59_999)).isOver).toBe(true);
  expect(countRequest("key_a", after(60_000))).toMatchObject({ isOver: false, remaining: 19, endsAt: after(120_000) });
});

test("what the instances tell each other adds up, in the window that the first of them began", async () => {
  expect(await addRequests("key_c", { count: 5, at: noon, endsAt: after(60_000) })).toEqual({
    count: 5,
    endsAt: after(60_000),
  });
  expect(await addRequests("key_c", { count: 7, at: after(10_000), endsAt: after(70_000) })).toEqual({
    count: 12,
    endsAt: after(60_000),
  });
  const all = Array.from({ length: 20 }, () => addRequests("key_c", { count: 1, at: after(11_000), endsAt: after(1) }));
  expect((await Promise.all(all)).map((one) => one.count).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, n) => 13 + n),
  );
  expect(await addRequests("key_c", { count: 1, at: after(60_000), endsAt: after(120_000) })).toEqual({
    count: 1,
    endsAt: after(120_000),
  });
});

// Only with PostgreSQL can there be others.
test.skipIf(!process.env.TEST_DATABASE_URL)("hears of what others counted, and refuses by that too", async () => {
  expect(env().databaseUrl).toBeTruthy();
  await addRequests("key_d", { count: 30, at: noon, endsAt: after(60_000) });
  expect(countRequest("key_d", after(1_000)).isOver).toBe(false);
  await until(() => countRequest("key_d", after(1_001)).isOver);
  expect(countRequest("key_d", after(1_002))).toMatchObject({ remaining: 0, endsAt: after(60_000) });
});
