import fc from "fast-check";
import { expect, test } from "vitest";
import { reduceRedir } from "@/lib/domain/redir";

test.each([
  ["/", "/"],
  ["/orders/7?tab=notes&x=%20", "/orders/7?tab=notes&x=%20"],
  ["/orders#top", "/orders"],
  ["https://app.example/orders?id=7#top", "/orders?id=7"],
  ["https://evil.example", "/"],
  ["//evil.example/path", "/path"],
  ["\\\\evil.example/path", "/path"],
  ["/\\evil.example/path", "/path"],
  ["https://good@evil.example/path", "/path"],
  ["orders", "/orders"],
  ["?x=1", "/?x=1"],
  ["/a/../b", "/b"],
  ["/größe", "/gr%C3%B6%C3%9Fe"],
])("%s comes back as %s", (raw, reduced) => {
  expect(reduceRedir(raw)).toBe(reduced);
});

test.each([
  undefined,
  "",
  "javascript:alert(1)",
  "data:text/html,x",
  "mailto:a@b.example",
  "https://a.example//evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/%2fevil.example",
  "/%5Cevil.example",
  "/a\r\nb",
  "/a\tb",
  "/\0",
  "/\ud800",
  "http://[",
  `/${"x".repeat(2_000)}`,
  `/${"ü".repeat(500)}`,
])("%s leads nowhere", (raw) => {
  expect(reduceRedir(raw)).toBeNull();
});

test("whatever comes in, what comes out stays on the host it is used on, and reduces to itself", () => {
  const part = fc.constantFrom(
    "/",
    "\\",
    "//",
    "evil.example",
    "@",
    ":",
    "http:",
    "https://",
    "..",
    ".",
    "%2f",
    "?",
    "#",
    "%",
    "a",
    "\t",
    ";",
    "[",
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const reduced = reduceRedir(parts.join(""));
      if (reduced === null) return;
      expect(new URL(reduced, "https://app.example").origin).toBe("https://app.example");
      expect(reduceRedir(reduced)).toBe(reduced);
    }),
    { numRuns: 5_000 },
  );
});
