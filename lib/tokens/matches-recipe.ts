import { createHash, timingSafeEqual } from "node:crypto";
import type { Recipe } from "@/lib/domain/password-recipe";
import { inHashWorker } from "./hash-workers";

/** Whether `password` is what a hash of that recipe was made of. Never on the main thread. */
export async function matchesRecipe(recipe: Recipe, password: string): Promise<boolean> {
  switch (recipe.scheme) {
    case "argon2":
      return inHashWorker("argon2-verify", { password, hash: recipe.text });
    case "bcrypt":
      return matchesBcrypt(recipe, password);
    case "scrypt": {
      const { salt, key, N, r, p, bytes } = recipe;
      const maxmem = 2 * bytes + 1024 * r * p + 1024 * 1024;
      const options = { N, r, p, maxmem };
      return timingSafeEqual(await inHashWorker("scrypt", { password, salt, length: key.length, options }), key);
    }
    case "pbkdf2": {
      const { salt, key, iterations, digest } = recipe;
      const { length } = key;
      return timingSafeEqual(await inHashWorker("pbkdf2", { password, salt, iterations, length, digest }), key);
    }
  }
}

/**
 * bcrypt of a password itself looks at its first 72 bytes alone, and takes `a\0a` for `a`. The first is how the owner of
 * the hash has been let in so far; nobody's password holds a NUL.
 */
async function matchesBcrypt({ of, bcrypt }: Recipe & { scheme: "bcrypt" }, password: string): Promise<boolean> {
  const matches = await inHashWorker("bcrypt-compare", { password: bcryptInput(of, password), hash: bcrypt });
  return matches && !password.includes("\0");
}

/** What bcrypt is given in place of the password. */
export function bcryptInput(of: (Recipe & { scheme: "bcrypt" })["of"], password: string): string {
  if (of === "password") return password;
  const [digest, form] = of === "sha384-base64" ? (["sha384", "base64"] as const) : (["sha256", "hex"] as const);
  return createHash(digest).update(password).digest(form);
}
