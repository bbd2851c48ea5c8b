import fc from "fast-check";
import { expect, test } from "vitest";
import {
  confirmationProblems,
  leastLength,
  normalizePassword,
  passwordProblems,
  passwordTooLong,
} from "@/lib/domain/password-policy";

const policy = { minLength: 8 };
const context = {
  username: "frank.smith",
  email: "frank.s.1987@example.com",
  names: ["Acme Widgets", "Customer Portal"],
};
const codesOf = (password: string) => passwordProblems(policy, password, context).map((problem) => problem.code);

test.each(["qwertyuiop", "Password1", "12345678", "IloveYou", "baseball"])(
  "security 32: the common password %s is refused",
  (common) => {
    expect(codesOf(common)).toEqual(["password.too-common"]);
  },
);

test.each([
  ["frank.smith", "password.is-username"],
  ["Frank.Smith", "password.is-username"],
  ["ｆrank.smith", "password.is-username"],
  ["frank.s.1987", "password.is-email"],
  ["FRANK.S.1987@example.com", "password.is-email"],
  ["Acme Widgets", "password.is-app-name"],
  ["acmewidgets", "password.is-app-name"],
  ["customer portal", "password.is-app-name"],
])("security 32: %s is read off the account or the app, and refused", (password, code) => {
  expect(codesOf(password)).toEqual([code]);
});

test("security 32: a passphrase of 15 lower-case letters is accepted, and so is any other composition", () => {
  for (const password of [
    "gentlerainfalls",
    "       x",
    "ÄÖÜ-äöü-ß",
    "🐢🐇🦊🐻🦉🐸🐝🦋",
    "7259103846125",
    "frank.smith.and.more",
  ]) {
    expect(codesOf(password)).toEqual([]);
  }
});

test("security 24: length is counted in code points of the composed password", () => {
  expect(codesOf("🐢".repeat(7))).toEqual(["password.too-short"]);
  expect(codesOf("e\u0301".repeat(7))).toEqual(["password.too-short"]);
  expect(codesOf("e\u0301\u00e8xk4vqz")).toEqual([]);
});

test("security 24: a password typed composed and decomposed is the same, and nothing of it is cut or trimmed", () => {
  expect(normalizePassword("e\u0301té 🐢")).toBe(normalizePassword("\u00e9té 🐢"));
  expect(normalizePassword("  a\0b  ")).toBe("  a\0b  ");
  const long = "a".repeat(255);
  expect(normalizePassword(`${long}X`)).not.toBe(normalizePassword(`${long}Y`));
});

test("security 26: 256 code points are accepted, one more is refused, and no accepted password is over 1,024 bytes", () => {
  for (const letter of ["a", "é", "e\u0301", "한".normalize("NFD"), "🐢"]) {
    expect(passwordTooLong(letter.repeat(256))).toBe(false);
    expect(codesOf(letter.repeat(257))).toEqual(["password.too-long"]);
  }
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (raw) => {
      return passwordTooLong(raw) || Buffer.byteLength(normalizePassword(raw)) <= 1_024;
    }),
  );
});

test("security 26: a password of 10 MB is refused in less than 50 ms", () => {
  const huge = "é".repeat(10_000_000);
  const start = performance.now();
  expect(passwordTooLong(huge)).toBe(true);
  expect(passwordProblems(policy, huge, context)).toHaveLength(1);
  expect(confirmationProblems({ password: "a", password_confirmation: huge })).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(50);
});

test("all problems of a password are said at once", () => {
  expect(codesOf("12345")).toEqual(["password.too-short", "password.too-common"]);
  expect(codesOf("\ud800abc")).toEqual(["password.not-text", "password.too-short"]);
  expect(passwordProblems({ minLength: 20 }, "frank.smith", context)).toEqual([
    { code: "password.too-short", field: "password", params: { min: 20 } },
    { code: "password.is-username", field: "password" },
  ]);
});

test("a blank password is only blank", () => {
  expect(codesOf("")).toEqual(["password.blank"]);
});

test("NUL, other controls and lone surrogates are no text", () => {
  for (const password of ["longenough\0x", "longenough\n", "longenough\udc00"])
    expect(codesOf(password)).toEqual(["password.not-text"]);
});

test("nothing is held against a password where nothing is known of the account", () => {
  expect(passwordProblems(policy, "frank.smith")).toEqual([]);
  expect(passwordProblems(policy, "vqz kr 12", { username: "", email: "", names: ["", " "] })).toEqual([]);
});

test("a realm's minimum is held between 8 and 64", () => {
  expect([1, 8, 15, 15.5, 64, 200, Number.NaN].map((minLength) => leastLength({ minLength }))).toEqual([
    8, 8, 15, 16, 64, 64, 8,
  ]);
});

test("a confirmation must be there and be the same in NFC", () => {
  expect(confirmationProblems({ password: "\u00e9", password_confirmation: "e\u0301" })).toEqual([]);
  expect(confirmationProblems({ password: "a", password_confirmation: "A" })).toMatchObject([
    { code: "password.confirmation-differs" },
  ]);
  expect(confirmationProblems({ password: "a", password_confirmation: "" })).toMatchObject([
    { code: "password.confirmation-blank" },
  ]);
  expect(confirmationProblems({ password: "a" })).toMatchObject([{ code: "password.confirmation-blank" }]);
  expect(confirmationProblems({ password: "" })).toEqual([]);
});
