import { beforeAll, describe, expect, test } from "vitest";
import { decrypt, encrypt } from "./encryption";

beforeAll(() => {
  process.env.SECRET = "a secret for this test alone, of 32 or more";
});

describe("encryption", () => {
  test("opens what it sealed, and seals the same text differently each time", () => {
    const [one, other] = [encrypt("totp", "ümlaut 🥐"), encrypt("totp", "ümlaut 🥐")];
    expect(decrypt("totp", one)).toBe("ümlaut 🥐");
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
    expect(Buffer.from(one).includes("mlaut")).toBe(false);
  });

  test("opens nothing of another purpose, and nothing that was changed", () => {
    const sealed = encrypt("totp", "secret");
    expect(() => decrypt("jwt-key", sealed)).toThrow();
    for (const place of [0, 1, 13, sealed.length - 1]) {
      const changed = new Uint8Array(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => decrypt("totp", changed), `byte ${place}`).toThrow();
    }
    expect(() => decrypt("totp", new Uint8Array(0))).toThrow();
  });
});
