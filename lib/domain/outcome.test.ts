import { expect, test } from "vitest";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";

test("an outcome holds a value or at least one problem, never both", () => {
  const outcomes: Outcome<string>[] = [done("token"), refuse({ code: "not-found" }, { code: "server.busy" })];
  expect(outcomes).toEqual([
    { ok: true, value: "token" },
    { ok: false, problems: [{ code: "not-found" }, { code: "server.busy" }] },
  ]);
});

test("a refusal without a reason is a mistake in our code, and not an answer", () => {
  expect(() => refuse()).toThrow(RangeError);
});
