import { expect, test } from "vitest";
import { days, hours, minutes, seconds } from "@/lib/domain/duration";

test("durations are milliseconds", () => {
  expect(seconds(1)).toBe(1_000);
  expect(minutes(1)).toBe(seconds(60));
  expect(hours(1)).toBe(minutes(60));
  expect(days(1)).toBe(hours(24));
});

test("a part of a unit counts as that part", () => {
  expect(minutes(0.5)).toBe(seconds(30));
});
