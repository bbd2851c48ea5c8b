import { dictionary } from "@zxcvbn-ts/language-common";
import { expect, test } from "vitest";
import { isCommonPassword } from "@/lib/domain/common-passwords";

test("security 32: each of the 3,000 commonest passwords is known, in any case", () => {
  const commonest = dictionary["passwords-common"].slice(0, 3_000);
  expect(commonest).toHaveLength(3_000);
  for (const password of commonest)
    expect(isCommonPassword(password) && isCommonPassword(password.toUpperCase())).toBe(true);
});

test.each(["password", "Password", "12345678", "qwertyuiop", "iloveyou", "letmein", "baseball"])(
  "%s is common",
  (password) => {
    expect(isCommonPassword(password)).toBe(true);
  },
);

test("a passphrase, and a word of the language itself, is not common", () => {
  for (const password of ["correct horse battery", "constructor", "__proto__"])
    expect(isCommonPassword(password)).toBe(false);
});
