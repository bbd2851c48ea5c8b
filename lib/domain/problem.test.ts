import { expect, test } from "vitest";
import { statusOf } from "@/lib/domain/problem";

test("the first problem decides the status", () => {
  expect(statusOf([{ code: "username.taken" }, { code: "field.not-single" }])).toBe(422);
  expect(statusOf([{ code: "field.not-single" }, { code: "username.taken" }])).toBe(400);
});

test("a busy server outweighs a throttle, and a throttle everything else, wherever they stand", () => {
  expect(statusOf([{ code: "username.taken" }, { code: "throttle.wait" }])).toBe(429);
  expect(statusOf([{ code: "throttle.wait" }, { code: "server.busy" }])).toBe(503);
});
