import fc from "fast-check";
import { expect, test } from "vitest";
import { repeatsName } from "./repeated-names";

test.each([
  '{"a":1,"a":1}',
  '{"a":1,"\\u0061":2}',
  '{"a":{"b":[{"c":1,"d":2,"c":3}]}}',
  '{"a":[],"b":{},"a":0}',
  '{ "\\"" : "{", "\\"" : 1 }',
  '[{"":1,"":2}]',
  '{"__proto__":1,"__proto__":2}',
])("%s says a name twice", (json) => {
  expect(repeatsName(json)).toBe(true);
});

test.each([
  "{}",
  '{"a":{"a":{"a":1}},"b":{"a":1}}',
  '[{"a":1},{"a":1}]',
  '{"a":"a\\":1,\\"a","b":"a"}',
  '{"a\\\\":1,"a":2}',
  '["a","a"]',
  '"a"',
])("%s does not", (json) => {
  expect(repeatsName(json)).toBe(false);
});

test("nothing that was written from an object does, however it is nested", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => !repeatsName(JSON.stringify(value))));
});

test("20,000 levels and a long string are read at once", () => {
  const deep = `${'{"a":'.repeat(20_000)}"${"x\\n".repeat(200_000)}"${"}".repeat(20_000)}`;
  expect(repeatsName(deep)).toBe(false);
});
