/** What stands before the underscore of an id or a secret, and says what it names. */
export type IdPrefix =
  | "rl"
  | "usr"
  | "org"
  | "mb"
  | "utk"
  | "crd"
  | "kss"
  | "kli"
  | "kpw"
  | "kvf"
  | "ap"
  | "lpl"
  | "hk"
  | "ev"
  | "ent"
  | "jky"
  | "ko"
  | "adm"
  | "ads"
  | "aud"
  | "ast"
  | "ml"
  | "mt"
  | "dom"
  | "sso"
  | "kho"
  | "pst"
  | "lk"
  | "rc"
  | "key";

// In ASCII order, so that comparing ids byte by byte compares the numbers.
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

// 62^22 is just above 2^128.
const digitCount = 22;

const latestTime = 2 ** 48 - 1;

/**
 * An id: the prefix, an underscore and exactly 22 base62 characters of a 128-bit number, of which the first 48 bits
 * are `timeMs` (milliseconds since 1970) and the other 80 are `random` (10 bytes). Ids of one prefix sort by their
 * time of creation when compared byte by byte (in PostgreSQL: COLLATE "C"). An id names something; it is no secret.
 */
export function idFrom(prefix: IdPrefix, timeMs: number, random: Uint8Array): string {
  if (!Number.isInteger(timeMs) || timeMs < 0 || timeMs > latestTime) {
    throw new RangeError("The time of an id is a whole number of milliseconds within 48 bits.");
  }
  const randomPart = numberFrom(random, 10);
  return `${prefix}_${base62((BigInt(timeMs) << 80n) | randomPart)}`;
}

/**
 * A secret in the shape of an id: all 128 bits come from `random` (16 bytes of a cryptographic generator), no time
 * in it.
 */
export function secretFrom(prefix: IdPrefix, random: Uint8Array): string {
  return `${prefix}_${base62(numberFrom(random, 16))}`;
}

/** True for what could be an id of that prefix: anything else that was sent as one names nothing, and need not be asked for. */
export function isId(prefix: IdPrefix, text: unknown): text is string {
  return (
    typeof text === "string" && text.startsWith(`${prefix}_`) && /^[0-9A-Za-z]{22}$/.test(text.slice(prefix.length + 1))
  );
}

function numberFrom(bytes: Uint8Array, length: number): bigint {
  if (bytes.length !== length) throw new RangeError(`Expected ${length} random bytes, got ${bytes.length}.`);
  return bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

function base62(number: bigint): string {
  let digits = "";
  for (let rest = number; digits.length < digitCount; rest /= 62n)
    digits = alphabet.charAt(Number(rest % 62n)) + digits;
  return digits;
}
