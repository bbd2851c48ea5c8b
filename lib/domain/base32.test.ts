import { expect, test } from "vitest";
import { base32 } from "./base32";

test.each([
  ["", ""],
  ["f", "MY"],
  ["fo", "MZXQ"],
  ["foo", "MZXW6"],
  ["foob", "MZXW6YQ"],
  ["fooba", "MZXW6YTB"],
  ["foobar", "MZXW6YTBOI"],
])("the test vector %j of RFC 4648, without padding", (text, expected) => {
  expect(base32(new TextEncoder().encode(text))).toBe(expected);
});
