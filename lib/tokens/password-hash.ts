import { availableParallelism } from "node:os";
import { BusyError } from "@/lib/domain/busy";
import { type Recipe, readRecipe } from "@/lib/domain/password-recipe";
import { env } from "@/lib/env";
import { processWide } from "@/lib/process-wide";
import { inHashWorker } from "./hash-workers";
import { bcryptInput, matchesRecipe } from "./matches-recipe";
import { WorkQueue } from "./work-queue";

/** OWASP's first choice: argon2id with 19 MiB, two passes, one lane (security.md D5). Algorithm 2 is argon2id. */
const ARGON = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const BCRYPT_COST = 10;

/** What a hash of each scheme that new passwords can have begins with. */
const current = {
  argon2id: `$argon2id$v=19$m=${ARGON.memoryCost},t=${ARGON.timeCost},p=${ARGON.parallelism}$`,
  // sha384+: of base64(SHA-384(password)), as bcrypt itself cuts at 72 bytes and at NUL.
  bcrypt: `sha384+$2b$${BCRYPT_COST}$`,
} as const;

/** A hash that nothing matches, as dear as one that begins so. */
export function nobodysHash(beginning: string): string {
  const isBcrypt = /\$2[aby]\$\d\d\$$/.test(beginning);
  if (isBcrypt) return `${beginning}7EqJtq98hPqEX7fNZaFWoOa1u2Yb8m3y9Qb0fJ8b7XQqk0m2c1d3e`;
  const length = Number(/,l=(\d+)\$$/.exec(beginning)?.[1] ?? 32);
  const key = Buffer.alloc(length, "gatehouse has nobody").toString("base64").replaceAll("=", "");
  return `${beginning}Z2F0ZWhvdXNlLW5vYm9keQ$${key}`;
}

/** What the hashes of new passwords begin with. */
export function currentBeginning(): string {
  return current[env().passwordHash];
}

const queue = () => processWide("hash-queue", () => new WorkQueue(availableParallelism(), 50));

/** Hashes from elsewhere that take much memory are checked one at a time. */
const MUCH_MEMORY = 64 * 1024 * 1024;
const memoryQueue = () => processWide("hash-memory-queue", () => new WorkQueue(1, 50));

/** Throws a BusyError when a hash would not be taken now, so that a caller can refuse before it has changed anything. */
export function requireHashQueue(): void {
  if (queue().full) throw new BusyError();
}

/** Hashes a new password by the configured scheme, off the main thread. Throws a BusyError when too many wait. */
export async function hashPassword(password: string): Promise<string> {
  return queue().run(async () => {
    if (env().passwordHash === "argon2id") return inHashWorker("argon2-hash", { password, options: ARGON });
    const input = bcryptInput("sha384-base64", password);
    return `sha384+${await inHashWorker("bcrypt-hash", { password: input, cost: BCRYPT_COST })}`;
  });
}

/**
 * Holds `password` against a stored hash, or against `nobody`'s when there is none: both take the same time. `outdated`
 * says that the stored scheme or cost is not the configured one, so a right password should be hashed anew. A stored
 * hash that cannot be read matches nothing.
 */
export async function verifyPassword(
  stored: string | null,
  password: string,
  nobody: string = nobodysHash(currentBeginning()),
): Promise<{ matches: boolean; outdated: boolean }> {
  const [against, instead] = [readRecipe(stored ?? nobody), readRecipe(nobody)];
  const recipe = against.ok ? against.recipe : instead.ok && instead.recipe;
  const matches = recipe && (await queue().run(() => inItsMemory(recipe, () => matchesRecipe(recipe, password))));
  return {
    matches: matches === true && against.ok && stored !== null,
    outdated: !(stored ?? nobody).startsWith(currentBeginning()),
  };
}

function inItsMemory<T>(recipe: Recipe, work: () => Promise<T>): Promise<T> {
  return "bytes" in recipe && recipe.bytes > MUCH_MEMORY ? memoryQueue().run(work) : work();
}
