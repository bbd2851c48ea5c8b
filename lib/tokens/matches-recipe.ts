import { createHash, pbkdf2, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { verify } from "@node-rs/argon2";
import type { Recipe } from "@/lib/domain/password-recipe";
import { inBcryptWorker } from "./bcrypt-workers";

const deriveScrypt: (
  password: string,
  salt: Buffer,
  length: number,
  options: { N: number; r: number; p: number; maxmem: number },
) => Promise<Buffer> = promisify(scrypt);
const derivePbkdf2 = promisify(pbkdf2);

/** Whether `password` is what a hash of that recipe was made of. Never on the main thread. */
export async function matchesRecipe(recipe: Recipe, password: string): Promise<boolean> {
  switch (recipe.scheme) {
    case "argon2":
      return verify(recipe.text, password);
    case "bcrypt":
      return matchesBcrypt(recipe, password);
    case "scrypt": {
      const { salt, key, N, r, p, bytes } = recipe;
      const maxmem = 2 * bytes + 1024 * r * p + 1024 * 1024;
      return timingSafeEqual(await deriveScrypt(password, salt, key.length, { N, r, p, maxmem }), key);
    }
    case "pbkdf2": {
      const { salt, key, iterations, digest } = recipe;
      return timingSafeEqual(await derivePbkdf2(password, salt, iterations, key.length, digest), key);
    }
  }
}

/**
 * bcrypt of a password itself looks at its first 72 bytes alone, and takes `a\0a` for `a`. The first is how the owner of
 * the hash has been let in so far; nobody's password holds a NUL.
 */
async function matchesBcrypt({ of, bcrypt }: Recipe & { scheme: "bcrypt" }, password: string): Promise<boolean> {
  const matches = await inBcryptWorker({ verb: "compare", password: bcryptInput(of, password), hash: bcrypt });
  return matches === true && !password.includes("\0");
}

/** What bcrypt is given in place of the password. */
export function bcryptInput(of: (Recipe & { scheme: "bcrypt" })["of"], password: string): string {
  if (of === "password") return password;
  const [digest, form] = of === "sha384-base64" ? (["sha384", "base64"] as const) : (["sha256", "hex"] as const);
  return createHash(digest).update(password).digest(form);
}
