import { describe, expect, test } from "vitest";
import { base32 } from "@/lib/domain/base32";
import { newTotpSecret, plainRecoveryCode, recoveryCodesOf, stepOfCode, totpUri } from "./totp";

process.env.SECRET ??= "a root secret for the tests of codes";

/** RFC 6238, appendix B: the secret "12345678901234567890", of whose eight digits these are the last six. */
const secret = base32(new TextEncoder().encode("12345678901234567890"));
const vectors = [
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
] as const;

describe("codes", () => {
  test.each(vectors)("at %i s the code is %s (RFC 6238 appendix B)", (seconds, code) => {
    expect(stepOfCode(secret, code, new Date(seconds * 1000))).toBe(Math.floor(seconds / 30));
  });

  test("security 55: the step before and after are taken, none further away", () => {
    const at = (offset: number) => new Date((1234567890 + offset * 30) * 1000);
    const step = Math.floor(1234567890 / 30);
    expect([-2, -1, 0, 1, 2].map((offset) => stepOfCode(secret, "005924", at(offset)))).toEqual([
      null,
      step,
      step,
      step,
      null,
    ]);
  });

  test.each(["", "5924", "0059240", "abcdef", "٠٠٥٩٢٤", "005924\n", "-05924"])("%j is none", (code) => {
    expect(stepOfCode(secret, code, new Date(1234567890_000))).toBeNull();
  });

  test("security 59: a secret has 160 bits, and its address names issuer and person", () => {
    const fresh = newTotpSecret();
    expect(fresh).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(fresh);
    const uri = new URL(totpUri(fresh, { issuer: "Acorn: Notes", label: "frank@example.com" }));
    expect(uri.protocol + uri.host).toBe("otpauth:totp");
    expect(uri.searchParams.get("secret")).toBe(fresh);
    expect(uri.searchParams.get("issuer")).toBe("Acorn  Notes");
  });
});

describe("recovery codes", () => {
  test("security 60: ten of 80 bits, the same for one secret and no other", () => {
    const codes = recoveryCodesOf("kli_one");
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/);
    expect(recoveryCodesOf("kli_one")).toEqual(codes);
    expect(recoveryCodesOf("kli_two").filter((code) => codes.includes(code))).toEqual([]);
  });

  test("are read however they are typed", () => {
    const [code = ""] = recoveryCodesOf("kli_one");
    for (const typed of [code, code.toLowerCase(), ` ${code.replaceAll("-", " ")} `, code.replaceAll("-", "")])
      expect(plainRecoveryCode(typed)).toBe(code.replaceAll("-", ""));
    for (const typed of ["", "123456", code.slice(1), `${code}A`, code.replace(/.$/, "1")])
      expect(plainRecoveryCode(typed)).toBeNull();
  });
});
