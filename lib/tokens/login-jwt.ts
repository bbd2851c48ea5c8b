import { createHash, randomBytes } from "node:crypto";
import {
  type CryptoKey,
  decodeProtectedHeader,
  exportPKCS8,
  exportSPKI,
  generateKeyPair,
  importPKCS8,
  importSPKI,
  jwtVerify,
  SignJWT,
} from "jose";
import { findJwtKey, type JwtKey, listSigningKeys } from "@/lib/db/jwt-keys";
import { kept } from "@/lib/db/kept";
import { repeatsName } from "@/lib/domain/repeated-names";
import { processWide } from "@/lib/process-wide";
import { decrypt, encrypt } from "./encryption";

/** The claims of a login token, in the order AuthRocket 1 gives them (authrocket-1.md §2). */
export type LoginClaims = {
  readonly iat: number;
  readonly exp: number;
  readonly uid: string;
  readonly un: string;
  readonly fn: string | null;
  readonly ln: string | null;
  readonly n: string | null;
  readonly tk: string;
  readonly cs?: unknown;
  readonly m?: readonly unknown[];
};

/** A realm's apps may sign tokens themselves where it has HS256, and say from when on. */
type ReadClaims = LoginClaims & { readonly nbf?: number };

type Algo = "hs256" | "rs256";
type KeyMaterial = { signing: CryptoKey; verifying: CryptoKey };

/** How long an instance may go on signing with a key that another has just replaced. The old key still verifies. */
const SIGNING_KEY_TTL_MS = 5_000;

/** How far the clocks of two instances may be apart. */
const CLOCK_SKEW_SECONDS = 60;

const algName = { hs256: "HS256", rs256: "RS256" } as const;

/** A new key: for hs256 `jsk_` and 32 random bytes in base64url, used with its prefix; for rs256 a 2048-bit pair. */
export async function makeJwtKey(
  algo: Algo,
): Promise<{ privateEncrypted: Uint8Array<ArrayBuffer>; publicPem: string | null }> {
  if (algo === "hs256") {
    return { privateEncrypted: encrypt("jwt-key", `jsk_${randomBytes(32).toString("base64url")}`), publicPem: null };
  }
  const pair = await generateKeyPair("RS256", { modulusLength: 2048, extractable: true });
  return {
    privateEncrypted: encrypt("jwt-key", await exportPKCS8(pair.privateKey)),
    publicPem: await exportSPKI(pair.publicKey),
  };
}

/** What an app verifies with, `realm.jwt_key` on the wire: the `jsk_…` secret, or the public key as PEM. */
export function jwtKeyForApps(key: JwtKey): string {
  return key.publicPem ?? decrypt("jwt-key", key.privateEncrypted);
}

/** Signs a login token with the realm's newest key. Header: `typ`, `alg`, `kid` (RFC 7519, RFC 8725 §3.1). */
export async function signLoginToken(realm: { id: string; jwtAlgo: Algo }, claims: LoginClaims): Promise<string> {
  const key = await signingKey(realm.id, realm.jwtAlgo);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ typ: "JWT", alg: algName[realm.jwtAlgo], kid: key.id })
    .sign((await keyMaterial(key)).signing);
}

/**
 * The claims of a token that this realm signed and that has not ended; null for anything else. The key is the one
 * `kid` names among the realm's own, the algorithm is that key's, never what the token says (RFC 8725 §3.1, §3.10).
 */
export async function verifyLoginToken(realmId: string, token: string, at: Date): Promise<LoginClaims | null> {
  if (token.length > 16_384) return null;
  const hash = createHash("sha256").update(token).digest("base64url");
  const claims = await kept(`token ${realmId} ${hash}`, () => readLoginToken(realmId, token, at));
  return claims && isInTime(claims, at) ? claims : null;
}

/** Of a token that was found good at some moment: whether it is at this one, by jose's rules. */
function isInTime({ iat, nbf = iat, exp }: ReadClaims, at: Date): boolean {
  const now = Math.floor(at.getTime() / 1000);
  // jose minds `iat` only where tokens have an age of their own; a realm's apps hold its HS256 key, and could date one.
  return exp > now - CLOCK_SKEW_SECONDS && Math.max(iat, nbf) <= now + CLOCK_SKEW_SECONDS;
}

/** Apps ask about one token again and again: what it says is kept until any key changes. */
async function readLoginToken(realmId: string, token: string, at: Date): Promise<ReadClaims | null> {
  try {
    let algorithm = "";
    const { payload } = await jwtVerify(
      token,
      async (header) => {
        const key =
          typeof header.kid === "string" && /^jky_\w{22}$/.test(header.kid)
            ? await findJwtKey(realmId, header.kid)
            : null;
        if (!key || header.alg !== algName[key.algo]) throw new Error("no such key");
        algorithm = header.alg;
        return (await keyMaterial(key)).verifying;
      },
      {
        algorithms: ["HS256", "RS256"],
        typ: "JWT",
        currentDate: at,
        clockTolerance: CLOCK_SKEW_SECONDS,
        requiredClaims: ["iat", "exp", "uid", "tk"],
      },
    );
    // A claim that is there twice could be read as either (RFC 7519 §4).
    if (token.split(".", 2).some((part) => repeatsName(Buffer.from(part, "base64url").toString()))) return null;
    return algorithm && typeof payload.uid === "string" && typeof payload.tk === "string"
      ? (payload as ReadClaims)
      : null;
  } catch {
    return null;
  }
}

/** The id of the key that a token says it was signed with; null for what is no token. It proves nothing. */
export function keyIdOf(token: string): string | null {
  try {
    const { kid } = decodeProtectedHeader(token);
    return typeof kid === "string" ? kid : null;
  } catch {
    return null;
  }
}

function signingKeys() {
  return processWide("signing-keys", () => new Map<string, { key: JwtKey; until: number }>());
}

async function signingKey(realmId: string, algo: Algo): Promise<JwtKey> {
  const cache = signingKeys();
  const place = `${realmId}.${algo}`;
  const known = cache.get(place);
  if (known && known.until > performance.now()) return known.key;
  const [key] = await listSigningKeys(realmId, algo);
  if (!key) throw new Error(`The realm ${realmId} has no ${algo} key to sign with.`);
  if (cache.size > 10_000) cache.clear();
  cache.set(place, { key, until: performance.now() + SIGNING_KEY_TTL_MS });
  return key;
}

/** Has this instance look up anew what it signs with: the realm's keys have changed. */
export function forgetSigningKey(realmId: string): void {
  for (const algo of ["hs256", "rs256"]) signingKeys().delete(`${realmId}.${algo}`);
}

/** Decrypted keys, kept by id: a key's bytes never change. */
function keyMaterial(key: JwtKey): Promise<KeyMaterial> {
  const cache = processWide("key-material", () => new Map<string, Promise<KeyMaterial>>());
  const known = cache.get(key.id);
  if (known) return known;
  const made = importKey(key);
  if (cache.size > 10_000) cache.clear();
  cache.set(key.id, made);
  made.catch(() => cache.delete(key.id));
  return made;
}

async function importKey(key: JwtKey): Promise<KeyMaterial> {
  const secret = decrypt("jwt-key", key.privateEncrypted);
  if (key.algo === "hs256") {
    // As bytes, it would be imported for every token again.
    const bytes = new TextEncoder().encode(secret);
    const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, [
      "sign",
      "verify",
    ]);
    return { signing: key, verifying: key };
  }
  return { signing: await importPKCS8(secret, "RS256"), verifying: await importSPKI(key.publicPem ?? "", "RS256") };
}
