import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanName, isPlainText, longestName } from "@/lib/domain/text";

test.each([
  ["NUL", "a\0b"],
  ["a line feed", "a\nb"],
  ["a C1 control", "a\u0085b"],
  ["DEL", "a\u007f"],
  ["a lone high surrogate", "a\ud800"],
  ["a lone low surrogate", "\udc00a"],
  ["a right-to-left override", "a\u202eb"],
  ["a bidirectional isolate", "a\u2066b"],
  ["a right-to-left mark", "a\u200fb"],
  ["a zero-width space", "a\u200bb"],
  ["a zero-width joiner that joins nothing", "a\u200db"],
  ["a byte order mark", "a\ufeffb"],
  ["a soft hyphen", "a\u00adb"],
  ["a Hangul filler", "a\u3164b"],
  ["a line separator", "a\u2028b"],
  ["a tag character", "a\u{e0061}b"],
  ["a private use character", "a\ue000"],
  ["a noncharacter", "a\uffff"],
])("text with %s is not plain", (_what, text) => {
  expect(isPlainText(text)).toBe(false);
  expect(cleanName(text)).toEqual({ ok: false, code: "text.not-allowed" });
});

test.each(["Jürgen", "O’Neil", "李小龍", "محمد", "علی‌رضا", "ශ්‍රී", "👩‍💻 ❤️", "Zoë-Ann d'Arc", ""])(
  "%s is plain text",
  (text) => {
    expect(isPlainText(text)).toBe(true);
  },
);

test("a name loses outer and doubled spaces and is stored in NFC", () => {
  expect(cleanName("  Zoe\u0308 \u00a0 Ann ")).toEqual({ ok: true, value: "Zoë Ann" });
  expect(cleanName(" \t ")).toEqual({ ok: true, value: "" });
});

test("a name is measured in code points and refused, not cut, when it is too long", () => {
  expect(cleanName("😀".repeat(longestName)).ok).toBe(true);
  expect(cleanName("😀".repeat(longestName + 1))).toEqual({ ok: false, code: "name.too-long" });
  expect(cleanName("abcdef", 5)).toEqual({ ok: false, code: "name.too-long" });
});

test("cleaning a clean name changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (raw) => {
      const once = cleanName(raw);
      if (once.ok) expect(cleanName(once.value)).toEqual(once);
    }),
  );
});
