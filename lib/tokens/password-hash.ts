import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { hash, verify } from "@node-rs/argon2";
import { BusyError } from "@/lib/domain/busy";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";
import { WorkQueue } from "./work-queue";

/** OWASP's first choice: argon2id with 19 MiB, two passes, one lane (security.md D5). Algorithm 2 is argon2id. */
const ARGON = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const ARGON_PREFIX = `$argon2id$v=19$m=${ARGON.memoryCost},t=${ARGON.timeCost},p=${ARGON.parallelism}$`;
const BCRYPT_COST = 10;
/** Marks a bcrypt hash of base64(SHA-384(password)): bcrypt itself cuts at 72 bytes and at NUL. */
const PREHASHED = "sha384+";

/** Hashes that nothing matches, as dear as a real one: what a login without a user is held against. */
const NOBODY = {
  argon2id: `${ARGON_PREFIX}Z2F0ZWhvdXNlLW5vYm9keQ$7gFZ9rUuU2fN2k9Gf0n0p8bqkVQp0b5h0w1r1zq4m3A`,
  bcrypt: `${PREHASHED}$2b$10$7EqJtq98hPqEX7fNZaFWoOa1u2Yb8m3y9Qb0fJ8b7XQqk0m2c1d3e`,
} as const;

const queue = () => processWide("hash-queue", () => new WorkQueue(availableParallelism(), 50));

/** Throws a BusyError when a hash would not be taken now, so that a caller can refuse before it has changed anything. */
export function requireHashQueue(): void {
  if (queue().full) throw new BusyError();
}

/** Hashes a new password by the configured scheme, off the main thread. Throws a BusyError when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  return queue().run(async () => {
    if (env().passwordHash === "argon2id") return hash(password, ARGON);
    return PREHASHED + (await inBcryptWorker({ verb: "hash", password: prehash(password), cost: BCRYPT_COST }));
  });
}

/**
 * Holds `password` against a stored hash, or against nobody's when there is none: both take the same time. `outdated`
 * says that the stored scheme or cost is not the configured one, so a right password should be hashed anew.
 */
export async function verifyPassword(
  stored: string | null,
  password: string,
): Promise<{ matches: boolean; outdated: boolean }> {
  const against = stored ?? NOBODY[env().passwordHash];
  const matches = await queue().run(() => compare(against, password));
  const current = env().passwordHash === "argon2id" ? ARGON_PREFIX : `${PREHASHED}$2b$${BCRYPT_COST}$`;
  return { matches: matches && stored !== null, outdated: !against.startsWith(current) };
}

async function compare(stored: string, password: string): Promise<boolean> {
  if (stored.startsWith("$argon2")) return verify(stored, password);
  const prehashed = stored.startsWith(PREHASHED);
  return (
    (await inBcryptWorker({
      verb: "compare",
      password: prehashed ? prehash(password) : password,
      hash: prehashed ? stored.slice(PREHASHED.length) : stored,
    })) === true
  );
}

function prehash(password: string): string {
  return createHash("sha384").update(password).digest("base64");
}

type BcryptJob = { verb: "hash"; password: string; cost: number } | { verb: "compare"; password: string; hash: string };
type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void };

/** bcryptjs is plain JavaScript: on the main thread it would stop every other request. One worker, made when needed. */
function bcryptWorker() {
  return processWide("bcrypt-worker", () => {
    const waiting = new Map<number, Waiting>();
    const worker = new Worker(path.join(/* turbopackIgnore: true */ process.cwd(), "lib/tokens/bcrypt-worker.mjs"));
    worker.unref();
    worker.on("message", ({ id, result, error }: { id: number; result?: unknown; error?: string }) => {
      const job = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) job?.resolve(result);
      else job?.reject(new Error(error));
    });
    return { worker, waiting, next: 0 };
  });
}

function inBcryptWorker(job: BcryptJob): Promise<unknown> {
  const home = bcryptWorker();
  const id = home.next++;
  return new Promise((resolve, reject) => {
    home.waiting.set(id, { resolve, reject });
    home.worker.postMessage({ id, ...job });
  });
}
