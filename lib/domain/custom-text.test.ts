import fc from "fast-check";
import { expect, test } from "vitest";
import { customText, customTextField } from "./custom-text";
import { customField } from "./fields";

const read = (text: string) => customTextField.safeParse(text);
const faultOf = (text: string) => {
  const issue = read(text).error?.issues[0];
  return issue?.code === "custom" ? issue.params?.fault : issue;
};

test.each([
  ["seats: 1", { seats: 1 }],
  ['seats: "1"', { seats: "1" }],
  ["animal: elephant", { animal: "elephant" }],
  ["on: true\r\noff: false\nnothing: null", { on: true, off: false, nothing: null }],
  ["share: -1.5", { share: -1.5 }],
  ["zip: 007\nphone: +49 30 1\nversion: 1.10", { zip: "007", phone: "+49 30 1", version: "1.10" }],
  ["many: 12345678901234567890", { many: "12345678901234567890" }],
  ['tags: [a, 2, "3", true, "b, c", null]', { tags: ["a", 2, "3", true, "b, c", null] }],
  ["none: []\nblank:", { none: [], blank: "" }],
  ["at: 12:30\n\n  Case: X  ", { at: "12:30", Case: "X" }],
  ['"a:b": c', { "a:b": "c" }],
  ['said: "yes" he said', { said: '"yes" he said' }],
])("seed 003: %j is read by its types", (text, custom) => {
  expect(read(text).data).toEqual(custom);
});

test.each([
  ["plan", { code: "custom.line", params: { line: 1 } }],
  ["a: 1\n: 2", { code: "custom.line", params: { line: 2 } }],
  ["a: [b,,c]", { code: "custom.line", params: { line: 1 } }],
  ["a: 1\na: 2", { code: "custom.twice", params: { name: "a" } }],
  ["__proto__: 1", { code: "custom.key" }],
  [`a: ${"x".repeat(17_000)}`, { code: "custom.too-large" }],
])("%j is refused, and why", (text, fault) => {
  expect(faultOf(text)).toEqual(fault);
});

test("whatever attributes there are, they are written so that they are read as the same", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("1", "true", "null", "[a]", '"', " a", "a,b", "", "-"),
  );
  const scalar = fc.oneof(
    text,
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
  );
  const custom = fc.dictionary(text, fc.oneof(scalar, fc.array(scalar)), { maxKeys: 8 });
  fc.assert(
    fc.property(custom, (given) => {
      const kept = customField.safeParse(given);
      fc.pre(kept.success);
      expect(read(customText(kept.data ?? {})).data).toEqual(JSON.parse(JSON.stringify(kept.data)));
    }),
    { numRuns: 500 },
  );
});
