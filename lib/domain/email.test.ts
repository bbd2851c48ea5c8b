import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalEmail } from "@/lib/domain/email";

const canonicalOf = (raw: string) => {
  const email = canonicalEmail(raw);
  return email.ok ? email.canonical : email.code;
};

test.each([
  ["Frank@Example.COM", "frank@example.com"],
  [" frank@example.com \t", "frank@example.com"],
  ["frank@example.com.", "frank@example.com"],
  ["o'neil+tag=1/2_{x}@mail.example.co.uk", "o'neil+tag=1/2_{x}@mail.example.co.uk"],
  ["a@münchen.example", "a@xn--mnchen-3ya.example"],
  ["a@mu\u0308nchen.example", "a@xn--mnchen-3ya.example"],
  ["a@MÜNCHEN.example", "a@xn--mnchen-3ya.example"],
  ["a@xn--mnchen-3ya.example", "a@xn--mnchen-3ya.example"],
  ["a@例え.テスト", "a@xn--r8jz45g.xn--zckzah"],
  [`${"l".repeat(64)}@example.com`, `${"l".repeat(64)}@example.com`],
  ["1@1.example", "1@1.example"],
])("%s is the address %s", (raw, canonical) => {
  expect(canonicalOf(raw)).toBe(canonical);
});

test("an address is shown as it was typed", () => {
  expect(canonicalEmail(" Frank@München.example. ")).toMatchObject({ display: "Frank@München.example" });
});

test.each([
  ["a header after the address", "a@b.example\r\nBcc: x@y.example"],
  ["a line feed inside", "a@b\n.example"],
  ["a quoted local part with an at sign", '"e@attacker.example"@victim.example'],
  ["a quoted local part", '"e"@victim.example'],
  ["a full-width at sign", "victim＠example.com"],
  ["a small at sign", "victim﹫example.com"],
  ["two at signs", "a@b@example.com"],
  ["two addresses", "a@b.example,c@d.example"],
  ["two addresses with a semicolon", "a@b.example;c@d.example"],
  ["angle brackets", "<a@b.example>"],
  ["a name before it", "A <a@b.example>"],
  ["a comment", "a(comment)@b.example"],
  ["a comment in the domain", "a@(comment)b.example"],
  ["a dotless i", "mıke@example.com"],
  ["a Cyrillic letter in the local part", "аlice@example.com"],
  ["a full-width local part", "ａ@example.com"],
  ["a full-width dot", "a@example．com"],
  ["an ideographic dot", "a@example。com"],
  ["a half-width ideographic dot", "a@example｡com"],
  ["a full-width domain", "a@ｅxample.com"],
  ["a circled letter in the domain", "a@ⓔxample.com"],
  ["a right-to-left override", "a@\u202eexample.com"],
  ["a zero-width space", "a@exam\u200bple.com"],
  ["a soft hyphen", "a@exam\u00adple.com"],
  ["a NUL", "a\0@example.com"],
  ["a lone surrogate", "a@\ud800.example"],
  ["no local part", "@example.com"],
  ["no domain", "a@"],
  ["no at sign", "example.com"],
  ["a domain without a dot", "a@localhost"],
  ["an IPv4 address", "a@127.0.0.1"],
  ["a hexadecimal IPv4 address", "a@0x7f.0x1"],
  ["an address literal", "a@[127.0.0.1]"],
  ["an IPv6 literal", "a@[IPv6:::1]"],
  ["a numeric top label", "a@example.123"],
  ["a dot first", ".a@example.com"],
  ["two dots", "a..b@example.com"],
  ["two dots in the domain", "a@example..com"],
  ["two dots at the end", "a@example.com.."],
  ["a hyphen first in a label", "a@-example.com"],
  ["a hyphen last in a label", "a@example-.com"],
  ["an underscore in the domain", "a@ex_ample.com"],
  ["a port", "a@example.com:25"],
  ["a path", "a@example.com/x"],
  ["a percent sign in the domain", "a@example%2ecom"],
  ["a backslash", "a@example.com\\x"],
  ["broken punycode", "a@xn--a.example"],
  ["a label of 64 characters", `a@${"d".repeat(64)}.example`],
  ["a space inside", "a b@example.com"],
])("security 31: an address with %s is refused", (_what, raw) => {
  expect(canonicalEmail(raw)).toEqual({ ok: false, code: "email.malformed" });
});

test("security 31: more than 254 characters, or 64 before the at sign, are refused", () => {
  const domain = `${"d".repeat(60)}.${"e".repeat(60)}.${"f".repeat(60)}.example`;
  const longest = `${"l".repeat(254 - domain.length - 1)}@${domain}`;
  expect(canonicalOf(longest)).toBe(longest);
  expect(canonicalOf(`l${longest}`)).toBe("email.too-long");
  expect(canonicalOf(`${"l".repeat(65)}@example.com`)).toBe("email.too-long");
  expect(canonicalOf(`${"a".repeat(10_000_000)}@example.com`)).toBe("email.too-long");
  const wide = Array.from("abcd", (first) => first + "üñé".repeat(14)).join(".");
  const wideInAscii = `${"l".repeat(60)}@${wide}.example`;
  expect(wideInAscii.length).toBeLessThan(254);
  expect(canonicalOf(wideInAscii)).toBe("email.too-long");
});

test("a blank address is told from a malformed one", () => {
  for (const raw of ["", " ", "\t"]) expect(canonicalOf(raw)).toBe("email.blank");
});

test("canonicalising twice is canonicalising once", () => {
  const local = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 6 });
  const label = fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 });
  const letter = fc.oneof(local, label);
  fc.assert(
    fc.property(letter, label, label, (name, second, top) => {
      for (const raw of [`${name}@${second}.${top}`, `a@${second}.example`, `${name}@example.com`]) {
        const once = canonicalEmail(raw);
        if (!once.ok) continue;
        expect(canonicalEmail(once.canonical)).toMatchObject({ canonical: once.canonical });
        expect(canonicalEmail(once.display)).toEqual(once);
      }
    }),
    { numRuns: 2_000 },
  );
});

test("security 42: no letter but an ASCII one in the local part ever makes an address", () => {
  for (let point = 0x80; point <= 0xffff; point += 1) {
    if (canonicalEmail(`m${String.fromCodePoint(point)}ke@example.com`).ok) throw new Error(`U+${point.toString(16)}`);
  }
});
