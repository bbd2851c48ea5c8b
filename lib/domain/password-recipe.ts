/**
 * How a stored password hash was made, read from its own text: what it takes to hold a password against it. `text` is
 * the hash in the one form in which it is kept; many forms from elsewhere come to it.
 */
export type Recipe =
  | {
      readonly scheme: "bcrypt";
      readonly text: string;
      /** What the hash itself, from `$2b$` on, is of: the password, or a digest of it that bcrypt does not cut. */
      readonly bcrypt: string;
      readonly of: "password" | "sha384-base64" | "sha256-hex";
    }
  | { readonly scheme: "argon2"; readonly text: string; readonly bytes: number }
  | (Derived & {
      readonly scheme: "scrypt";
      readonly bytes: number;
      readonly N: number;
      readonly r: number;
      readonly p: number;
    })
  | (Derived & { readonly scheme: "pbkdf2"; readonly digest: Digest; readonly iterations: number });

type Derived = { readonly text: string; readonly salt: Buffer; readonly key: Buffer };
type Digest = keyof typeof digestBytes;

export type RecipeRead =
  | { readonly ok: true; readonly recipe: Recipe }
  | { readonly ok: false; readonly code: "password-hash.unreadable" }
  | { readonly ok: false; readonly code: "password-hash.too-dear"; readonly params: { readonly most: string } };

const KIB = 1024;
const MIB = 1024 * KIB;
const digestBytes = { sha1: 20, sha256: 32, sha512: 64 } as const;

/**
 * What checking one password may cost: about a second of one core, and memory that a small server has. Whoever may
 * import users must not be able to stop the server with one of them.
 */
const most = {
  bcrypt: { cost: 14 },
  argon2: { bytes: 256 * MIB, passes: 1024 * MIB, lanes: 16 },
  scrypt: { bytes: 128 * MIB, work: 256 * MIB, r: 32, p: 16 },
  pbkdf2: { iterations: 2_000_000 },
} as const;

const mostSaid = {
  bcrypt: "bcrypt up to cost 14",
  argon2: "argon2 up to 256 MiB and 16 lanes, and up to 1 GiB in all passes",
  scrypt: "scrypt up to 128 MiB (N = 131072 with r = 8), and up to 256 MiB times p",
  pbkdf2: "PBKDF2 up to 2,000,000 iterations",
} as const;

const unreadable: RecipeRead = { ok: false, code: "password-hash.unreadable" };

/** Hashes are short; what is longer is none. */
const LONGEST = 512;

/**
 * Reads a password hash, ours or from elsewhere, and refuses one that is not whole or would cost too much to check:
 *
 * - bcrypt `$2a$ $2b$ $2y$` (cost 4 to 14), of the password itself; `sha384+$2b$…` as we make it; Django's
 *   `bcrypt$$2b$…` and `bcrypt_sha256$$2b$…`
 * - argon2id, argon2i and argon2d in PHC form, also behind Django's `argon2`
 * - scrypt as `$scrypt$ln=…,r=…,p=…$salt$hash` (PHC, Passlib), Django's `scrypt$N$salt$r$p$hash`, Werkzeug's
 *   `scrypt:N:r:p$salt$hash`
 * - PBKDF2 with SHA-1, SHA-256 or SHA-512 as `$pbkdf2-sha256$i=…,l=…$salt$hash` (PHC), `$pbkdf2-sha256$…$salt$hash`
 *   (Passlib), Django's `pbkdf2_sha256$…$salt$hash`, Werkzeug's `pbkdf2:sha256:…$salt$hash`
 */
export function readRecipe(hash: string): RecipeRead {
  if (hash.length > LONGEST || !/^[\x21-\x7e]+$/.test(hash)) return unreadable;
  return readBcrypt(hash) ?? readArgon2(hash) ?? readScrypt(hash) ?? readPbkdf2(hash) ?? unreadable;
}

const bcryptForm = /^(|sha384\+|sha256\+|bcrypt\$|bcrypt_sha256\$)(\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53})$/;

function readBcrypt(hash: string): RecipeRead | null {
  const [, before, bcrypt, cost] = bcryptForm.exec(hash) ?? [];
  if (bcrypt === undefined || Number(cost) < 4 || Number(cost) > 31) return null;
  if (Number(cost) > most.bcrypt.cost) return tooDear("bcrypt");
  if (before === "sha384+") return found({ scheme: "bcrypt", text: hash, bcrypt, of: "sha384-base64" });
  const isPrehashed = before === "sha256+" || before === "bcrypt_sha256$";
  return isPrehashed
    ? found({ scheme: "bcrypt", text: `sha256+${bcrypt}`, bcrypt, of: "sha256-hex" })
    : found({ scheme: "bcrypt", text: bcrypt, bcrypt, of: "password" });
}

const argon2Form =
  /^(?:argon2)?\$(argon2(?:id|i|d))\$(?:v=(16|19)\$)?m=([1-9]\d{0,9}),t=([1-9]\d{0,9}),p=([1-9]\d{0,9})\$([^$]+)\$([^$]+)$/;

function readArgon2(hash: string): RecipeRead | null {
  const [, type, version = "16", ...rest] = argon2Form.exec(hash) ?? [];
  const [m, t, p] = rest.slice(0, 3).map(Number);
  const [salt, key] = [bytesOf(rest[3], { least: 8, most: 48 }), bytesOf(rest[4], { least: 16, most: 64 })];
  if (!type || !m || !t || !p || !salt || !key || m < 8 * p) return null;
  const bytes = m * KIB;
  if (bytes > most.argon2.bytes || bytes * t > most.argon2.passes || p > most.argon2.lanes) return tooDear("argon2");
  const text = `$${type}$v=${version}$m=${m},t=${t},p=${p}$${base64(salt)}$${base64(key)}`;
  return found({ scheme: "argon2", text, bytes });
}

const scryptForms = [
  /^\$scrypt\$ln=(?<ln>[1-9]\d?),r=(?<r>[1-9]\d{0,9}),p=(?<p>[1-9]\d{0,9})\$(?<salt>[^$]+)\$(?<key>[^$]+)$/,
  /^scrypt\$(?<N>[1-9]\d{0,9})\$(?<saltText>[^$]+)\$(?<r>[1-9]\d{0,9})\$(?<p>[1-9]\d{0,9})\$(?<key>[^$]+)$/,
  /^scrypt:(?<N>[1-9]\d{0,9}):(?<r>[1-9]\d{0,9}):(?<p>[1-9]\d{0,9})\$(?<saltText>[^$]+)\$(?<keyHex>[^$]+)$/,
];

function readScrypt(hash: string): RecipeRead | null {
  const parts = matchOf(scryptForms, hash);
  if (!parts) return null;
  const N = parts.ln ? 2 ** Number(parts.ln) : Number(parts.N);
  const [r, p, ln] = [Number(parts.r), Number(parts.p), Math.log2(N)];
  const derived = derivedOf(parts);
  if (!derived || ln < 1 || !Number.isInteger(ln)) return null;
  const bytes = 128 * N * r;
  const { scrypt } = most;
  if (bytes > scrypt.bytes || bytes * p > scrypt.work || r > scrypt.r || p > scrypt.p) return tooDear("scrypt");
  const text = `$scrypt$ln=${ln},r=${r},p=${p}$${base64(derived.salt)}$${base64(derived.key)}`;
  return found({ scheme: "scrypt", text, ...derived, N, r, p, bytes });
}

const pbkdf2Forms = [
  /^\$pbkdf2(?:-(?<digest>sha1|sha256|sha512))?\$(?:i=)?(?<i>[1-9]\d{0,9})(?:,l=(?<l>\d{1,3}))?\$(?<salt>[^$]+)\$(?<key>[^$]+)$/,
  /^pbkdf2_(?<digest>sha1|sha256|sha512)\$(?<i>[1-9]\d{0,9})\$(?<saltText>[^$]+)\$(?<key>[^$]+)$/,
  /^pbkdf2:(?<digest>sha1|sha256|sha512):(?<i>[1-9]\d{0,9})\$(?<saltText>[^$]+)\$(?<keyHex>[^$]+)$/,
];

function readPbkdf2(hash: string): RecipeRead | null {
  const parts = matchOf(pbkdf2Forms, hash);
  const derived = parts && derivedOf(parts);
  if (!parts || !derived || (parts.l && Number(parts.l) !== derived.key.length)) return null;
  const digest = (parts.digest ?? "sha1") as Digest;
  const iterations = Number(parts.i);
  const blocks = Math.ceil(derived.key.length / digestBytes[digest]);
  if (iterations * blocks > most.pbkdf2.iterations) return tooDear("pbkdf2");
  const { salt, key } = derived;
  const text = `$pbkdf2-${digest}$i=${iterations},l=${key.length}$${base64(salt)}$${base64(key)}`;
  return found({ scheme: "pbkdf2", text, salt, key, digest, iterations });
}

type Parts = Readonly<Partial<Record<string, string>>>;

function matchOf(forms: readonly RegExp[], hash: string): Parts | null {
  return forms.map((form) => form.exec(hash)?.groups).find((groups) => groups !== undefined) ?? null;
}

/** A key of under 16 bytes would match too much. */
function derivedOf({ salt, saltText, key, keyHex }: Parts): { salt: Buffer; key: Buffer } | null {
  const salted = saltText === undefined ? bytesOf(salt, { least: 1, most: 128 }) : Buffer.from(saltText, "ascii");
  const length = { least: 16, most: 64 };
  const derived = keyHex === undefined ? bytesOf(key, length) : bytesOf(keyHex, { ...length, hex: true });
  return salted && derived && salted.length <= 128 ? { salt: salted, key: derived } : null;
}

type Length = { readonly least: number; readonly most: number; readonly hex?: boolean };

/** Base64 with or without its end, also as Passlib writes it (`.` for `+`), or in hexadecimal. */
function bytesOf(text: string | undefined, { least, most: longest, hex = false }: Length): Buffer | null {
  const form = hex ? /^(?:[0-9a-fA-F]{2})+$/ : /^[A-Za-z0-9+/.]+={0,2}$/;
  if (text === undefined || !form.test(text)) return null;
  const bytes = hex ? Buffer.from(text, "hex") : Buffer.from(text.replaceAll(".", "+"), "base64");
  return bytes.length >= least && bytes.length <= longest ? bytes : null;
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}

function found(recipe: Recipe): RecipeRead {
  return { ok: true, recipe };
}

function tooDear(scheme: Recipe["scheme"]): RecipeRead {
  return { ok: false, code: "password-hash.too-dear", params: { most: mostSaid[scheme] } };
}
