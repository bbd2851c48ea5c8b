import fc from "fast-check";
import { expect, test } from "vitest";
import { idFrom, isId, secretFrom } from "@/lib/domain/ids";

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test("an id is its prefix, an underscore and exactly 22 base62 characters", () => {
  fc.assert(fc.property(time, bytes(10), (at, random) => /^usr_[0-9A-Za-z]{22}$/.test(idFrom("usr", at, random))));
  expect(idFrom("rl", 0, new Uint8Array(10))).toBe(`rl_${"0".repeat(22)}`);
});

test("ids sort by creation when compared byte by byte", () => {
  fc.assert(
    fc.property(time, time, bytes(10), bytes(10), (a, b, x, y) => {
      const order = Buffer.compare(Buffer.from(idFrom("ev", a, x)), Buffer.from(idFrom("ev", b, y)));
      const wanted = Math.sign(a - b) || Buffer.compare(x, y);
      return order === wanted;
    }),
  );
});

test("an id's digits are its number in base 62, the time above the chance", () => {
  const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const numberOf = (id: string) =>
    [...id.slice(4)].reduce((sum, digit) => sum * 62n + BigInt(alphabet.indexOf(digit)), 0n);
  fc.assert(
    fc.property(time, bytes(10), (at, random) => {
      const chance = random.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
      return numberOf(idFrom("usr", at, random)) === BigInt(at) * 2n ** 80n + chance;
    }),
  );
});

test("the largest time and the largest random number still fit 22 characters", () => {
  expect(idFrom("usr", 2 ** 48 - 1, new Uint8Array(10).fill(255))).toBe(
    secretFrom("usr", new Uint8Array(16).fill(255)),
  );
  expect(secretFrom("usr", new Uint8Array(16).fill(255))).toHaveLength(4 + 22);
});

test("two secrets are the same only when all their 128 bits are", () => {
  fc.assert(
    fc.property(bytes(16), fc.integer({ min: 0, max: 127 }), (random, bit) => {
      const other = Uint8Array.from(random);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return secretFrom("utk", random) !== secretFrom("utk", other);
    }),
  );
});

test("too few random bytes or a time out of range are refused, never padded", () => {
  expect(() => secretFrom("kpw", new Uint8Array(15))).toThrow(RangeError);
  expect(() => idFrom("usr", 1, new Uint8Array(9))).toThrow(RangeError);
  for (const at of [-1, 0.5, Number.NaN, 2 ** 48])
    expect(() => idFrom("usr", at, new Uint8Array(10))).toThrow(RangeError);
});

test("what could be an id of a prefix is known from everything else", () => {
  fc.assert(fc.property(time, bytes(10), (at, random) => isId("rl", idFrom("rl", at, random))));
  const short = "0".repeat(21);
  for (const other of ["", "rl_", `rl_${short}`, `usr_${short}0`, `rl_${short}\u0000`, `rl_${short}0\n`, [], undefined])
    expect(isId("rl", other)).toBe(false);
});
