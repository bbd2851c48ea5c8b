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
  const bytes = new Uint8Array(16);
  const head = new DataView(bytes.buffer);
  head.setUint16(0, Math.floor(timeMs / 2 ** 32));
  head.setUint32(2, timeMs % 2 ** 32);
  bytes.set(ofLength(10, random), 6);
  return `${prefix}_${base62(bytes)}`;
}

/**
 * A secret in the shape of an id: all 128 bits come from `random` (16 bytes of a cryptographic generator), no time
 * in it.
 */
export function secretFrom(prefix: IdPrefix, random: Uint8Array): string {
  return `${prefix}_${base62(ofLength(16, random))}`;
}

/** True for what could be an id of that prefix: anything else that was sent as one names nothing, and need not be asked for. */
export function isId(prefix: IdPrefix, text: unknown): text is string {
  return (
    typeof text === "string" && text.startsWith(`${prefix}_`) && /^[0-9A-Za-z]{22}$/.test(text.slice(prefix.length + 1))
  );
}

function ofLength(length: number, bytes: Uint8Array): Uint8Array {
  if (bytes.length !== length) throw new RangeError(`Expected ${length} random bytes, got ${bytes.length}.`);
  return bytes;
}

/** A number of 16 bytes as digits: divided by 62 as four words of 32 bits, which is quicker by far than as a bigint. */
function base62(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const words = Uint32Array.of(view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12));
  let digits = "";
  while (digits.length < digitCount) {
    let rest = 0;
    for (const [n, word] of words.entries()) {
      const part = rest * 2 ** 32 + word;
      words[n] = Math.floor(part / 62);
      rest = part % 62;
    }
    digits = alphabet.charAt(rest) + digits;
  }
  return digits;
}
