import { describe, expect, test } from "vitest";
import { readRecipe } from "./password-recipe";

const kept = (hash: string) => {
  const read = readRecipe(hash);
  return read.ok ? read.recipe.text : read.code;
};

const salt = "c29tZXNhbHRzb21lc2FsdA";
const key = Buffer.alloc(32, 7).toString("base64").replaceAll("=", "");
const bcrypt = (cost: string, minor = "b") => `$2${minor}$${cost}$${"a".repeat(53)}`;

describe("a password hash from elsewhere", () => {
  test("comes to one form, however it was written", () => {
    const text = Buffer.from("NaCl").toString("base64").replaceAll("=", "");
    const hex = Buffer.alloc(32, 7).toString("hex");
    const pbkdf2 = `$pbkdf2-sha256$i=1000,l=32$${text}$${key}`;
    for (const same of [
      pbkdf2,
      `$pbkdf2-sha256$1000$${text}$${key}`,
      `$pbkdf2-sha256$i=1000$${text}$${key}=`,
      `pbkdf2_sha256$1000$NaCl$${key}=`,
      `pbkdf2:sha256:1000$NaCl$${hex}`,
    ])
      expect(kept(same), same).toBe(pbkdf2);
    const scrypt = `$scrypt$ln=14,r=8,p=1$${text}$${key}`;
    for (const same of [scrypt, `scrypt$16384$NaCl$8$1$${key}=`, `scrypt:16384:8:1$NaCl$${hex}`])
      expect(kept(same), same).toBe(scrypt);
    const argon2 = `$argon2id$v=19$m=65536,t=3,p=4$${salt}$${key}`;
    for (const same of [argon2, `argon2${argon2}`]) expect(kept(same), same).toBe(argon2);
    expect(kept(`$argon2i$m=64,t=3,p=4$${salt}$${key}`)).toBe(`$argon2i$v=16$m=64,t=3,p=4$${salt}$${key}`);
    for (const minor of ["a", "b", "y"]) expect(kept(bcrypt("10", minor))).toBe(bcrypt("10", minor));
    expect(kept(`bcrypt$${bcrypt("12")}`)).toBe(bcrypt("12"));
    expect(kept(`bcrypt_sha256$${bcrypt("12")}`)).toBe(`sha256+${bcrypt("12")}`);
    expect(kept(`sha384+${bcrypt("10")}`)).toBe(`sha384+${bcrypt("10")}`);
  });

  test("reads itself again as it is kept", () => {
    for (const hash of [
      bcrypt("10"),
      `sha256+${bcrypt("10")}`,
      `$argon2d$v=16$m=64,t=1,p=1$${salt}$${key}`,
      `$scrypt$ln=14,r=8,p=5$${salt}$${key}`,
      `$pbkdf2-sha1$i=2000000,l=16$${salt}$${"A".repeat(21)}A`,
    ])
      expect(kept(hash)).toBe(hash);
  });

  test.each([
    "",
    "garbage",
    "secret",
    bcrypt("03"),
    bcrypt("32"),
    bcrypt("10", "x"),
    bcrypt("10").slice(0, -1),
    `${bcrypt("10")}a`,
    `${bcrypt("10")}\n`,
    `sha512+${bcrypt("10")}`,
    `$argon2id$v=19$m=65536,t=3,p=4$${salt}`,
    `$argon2id$v=18$m=65536,t=3,p=4$${salt}$${key}`,
    `$argon2id$v=19$m=65536,t=0,p=4$${salt}$${key}`,
    `$argon2id$v=19$m=-1,t=3,p=4$${salt}$${key}`,
    `$argon2id$v=19$m=16,t=3,p=4$${salt}$${key}`,
    `$argon2id$v=19$m=65536,t=3,p=4,keyid=AA$${salt}$${key}`,
    `$argon2id$v=19$m=65536,t=3,p=4$$${key}`,
    `$argon2id$v=19$m=65536,t=3,p=4$${salt}$AAAA`,
    `$argon2id$v=19$m=65536,t=3,p=4$${salt}$${"A".repeat(100)}`,
    `$scrypt$ln=0,r=8,p=1$${salt}$${key}`,
    `scrypt:16383:8:1$NaCl$${"00".repeat(32)}`,
    `scrypt:16384:8:1$NaCl$${"0g".repeat(32)}`,
    `$pbkdf2-md5$1000$${salt}$${key}`,
    `$pbkdf2-sha256$0$${salt}$${key}`,
    `$pbkdf2-sha256$i=1000,l=20$${salt}$${key}`,
    `$pbkdf2-sha256$1000$${salt}$AAAA`,
    `$pbkdf2-sha256$1000$${"A".repeat(600)}$${key}`,
    "d41d8cd98f00b204e9800998ecf8427e",
    "$1$salt$qJH7.N4xYta3aEG/dfqo/0",
  ])("is refused where it is not whole, or of no kind we know: %j", (hash) => {
    expect(readRecipe(hash)).toEqual({ ok: false, code: "password-hash.unreadable" });
  });

  test.each([
    bcrypt("15"),
    bcrypt("31"),
    `$argon2id$v=19$m=262145,t=1,p=1$${salt}$${key}`,
    `$argon2id$v=19$m=4294967295,t=1,p=1$${salt}$${key}`,
    `$argon2id$v=19$m=65536,t=17,p=1$${salt}$${key}`,
    `$argon2id$v=19$m=1024,t=4294967295,p=1$${salt}$${key}`,
    `$argon2id$v=19$m=65536,t=1,p=17$${salt}$${key}`,
    `$scrypt$ln=18,r=8,p=1$${salt}$${key}`,
    `$scrypt$ln=63,r=1,p=1$${salt}$${key}`,
    `$scrypt$ln=4,r=1073741823,p=1$${salt}$${key}`,
    `$scrypt$ln=4,r=1,p=1073741823$${salt}$${key}`,
    `$scrypt$ln=17,r=8,p=3$${salt}$${key}`,
    `$pbkdf2-sha256$2000001$${salt}$${key}`,
    `$pbkdf2-sha1$i=1500000,l=32$${salt}$${key}`,
  ])("is refused where one login would cost too much: %s", (hash) => {
    expect(readRecipe(hash)).toMatchObject({
      ok: false,
      code: "password-hash.too-dear",
      params: { most: expect.stringContaining(" up to ") },
    });
  });
});
