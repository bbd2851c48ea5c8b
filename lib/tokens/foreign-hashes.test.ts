import { pbkdf2Sync, scryptSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readRecipe } from "@/lib/domain/password-recipe";
import { nobodysHash, verifyPassword } from "./password-hash";

const password = "seven quiet hérons";

/** Each made by the tool it names, of the password above. */
const made = {
  "bcrypt 2a (pyca bcrypt 5)": "$2a$04$yutAbZbdZbsrhdSIjw3DfuzFviMOGUQxss1KbR1SIs9loKEPiu1R2",
  "bcrypt 2b (pyca bcrypt 5)": "$2b$04$5k2tBbdebB7BwonhhS1GWO.8ChguoK/hFc.3mjGbSFjsRoREMI3Be",
  "bcrypt (Django 5)": "bcrypt$$2b$04$sZVLyUWkqytcTDSUHhwwVuspJL9CmXUwDsHpqmJuxq96kbhJtufOm",
  "bcrypt of SHA-256 (Django 5)": "bcrypt_sha256$$2b$04$lhUpzugtqn5NjUquSkcieOW/mOUdkmNPwC5itIUHZ39lLovmlc89S",
  "argon2id (argon2-cffi 25)":
    "$argon2id$v=19$m=1024,t=2,p=3$H9ZerSngx1wOi+Z14A+VXw$jJwl5+7J4I4s4mgNeCXDk94DAqAi8+8xoSJwAOtp0eQ",
  "argon2i (argon2-cffi 25)":
    "$argon2i$v=19$m=1024,t=2,p=3$3oJ8XgYrZO7ja6DltLXIcA$KOiH/wdQxG/PasCbDFbN3sdyDUa2JLPTKUXOrNtty5I",
  "argon2d (argon2-cffi 25)":
    "$argon2d$v=19$m=1024,t=2,p=3$pMUiK4dnfnHZO1NJ8ulMQw$IRhs0TCBT1gN1fNA8pMHcEnr+Ohgkk6PRvHGrI1a+C4",
  "argon2id with 68 MiB and 8 lanes (Django 5)":
    "argon2$argon2id$v=19$m=70000,t=1,p=8$eEdqZTRER2RPanVGZEEwR0hmQlhBSw$14AdDh/AskZibte5XIgrfHBZwtnWKNXqcjIP+ZonRB0",
  "scrypt (Passlib 1.7)": "$scrypt$ln=10,r=8,p=1$qbXWute6N2ZMqfWe8773Xg$v7YwGO56ho6Z0INdqzo+1vyTVLYz8T0S6Ini2Sq2Jrk",
  "scrypt (Django 5)":
    "scrypt$1024$NaCl$8$5$BpnRoP4lwkBv6IxYw5n5blNxlCsGI9O2FjWG41+rJZZXwGUwRAlTPV/8yTmcYAOF5T7ZC8O02AU48pZ3nvlw0A==",
  "scrypt (Werkzeug 3)":
    "scrypt:1024:8:1$hjB5XDfg2PFqNcXi$907b8c2ea348f4fe2327ba6a0a5bc8ccd67f45e0379389a200223b8a8b2d15c9e353bc2058541d54b0de98651d59567d0320780856a5a2bd1fc5c843b875afa6",
  "PBKDF2 SHA-1 (Passlib 1.7)": "$pbkdf2$5000$GeNcixGCsHaulbKW0lrLmQ$mUIACTnLjUVQTo5WEqigqC8QD.g",
  "PBKDF2 SHA-256 (Passlib 1.7)":
    "$pbkdf2-sha256$2900$uPdeq3UuZcxZaw0hBEBo7Q$kWkRqB3SsD2YPiWjlQPFCFDOkWwKhiqpIsTUeWmMpOM",
  "PBKDF2 SHA-512 (Passlib 1.7)":
    "$pbkdf2-sha512$2500$FEIIYQxB6D0HgJCyVup9Dw$.JGYLQnD/1/OpFv8SEbYKx5g0tTuouaVqP0.Juam6ePiVL3y12ILyNBEieWFC5YSRJU8y.MZJJ8f8AYP9PtyoA",
  "PBKDF2 SHA-1 (Django 5)": "pbkdf2_sha1$1000$saltandpepper$7Gsz4E3TEI39SfIpl7hN17E0Eec=",
  "PBKDF2 SHA-256 (Django 5)": "pbkdf2_sha256$1000$saltandpepper$Op/IgPduhvQHZ6e4nIYcy+tQ+TCr01aWEbRVPSYQRcY=",
  "PBKDF2 SHA-512 (Werkzeug 3)":
    "pbkdf2:sha512:1000$Did5LG2Yuc5WZXvH$b12a04cf227977e0051a440443d8b574e1af128d93a7315836fd710e570e62552facd710530130c116dc1e89f74b0ce1de0a68113e934052ac34e3cd6878e0d6",
  "argon2i of version 16 (argon2-cffi 25)":
    "$argon2i$m=256,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$u1e8Wr3z7kmCAN69rvxypvtPtYoxi+5IXZDDypfGYas",
};

const keptOf = (hash: string) => {
  const read = readRecipe(hash);
  return read.ok ? read.recipe.text : "";
};
const base64 = (bytes: Buffer) => bytes.toString("base64").replaceAll("=", "");

describe("hashes from elsewhere", () => {
  test.each(Object.entries(made))("%s lets its password in, no other, and is outdated", async (_what, hash) => {
    expect(await verifyPassword(hash, password)).toEqual({ matches: true, outdated: true });
    expect(await verifyPassword(keptOf(hash), password)).toEqual({ matches: true, outdated: true });
    expect(await verifyPassword(keptOf(hash), "seven quiet herons")).toEqual({ matches: false, outdated: true });
  });

  test("bcrypt 2y (libxcrypt), and the test vectors of RFC 7914 and RFC 6070", async () => {
    const matches = async (hash: string, typed: string) => (await verifyPassword(hash, typed)).matches;
    const bcrypt = "$2y$05$abcdefghijklmnopqrstuutNpd8qR5eapbtUcqdmb/tF3if.Tf6FW";
    expect(await matches(bcrypt, "seven quiet herons")).toBe(true);
    const scrypt =
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640";
    expect(await matches(`scrypt:1024:8:16$NaCl$${scrypt}`, "password")).toBe(true);
    expect(await matches("pbkdf2:sha1:4096$salt$4b007901b765489abead49d926f721d065a429c1", "password")).toBe(true);
    expect(await matches("pbkdf2:sha1:4096$salt$4b007901b765489abead49d926f721d065a429c1", "passwore")).toBe(false);
  });

  test("scrypt and PBKDF2 in PHC form, with much memory and with two blocks", async () => {
    const salt = Buffer.from("sixteen bytes of");
    const scrypt = scryptSync(password, salt, 32, { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 });
    const pbkdf2 = pbkdf2Sync(password, salt, 1_000, 64, "sha256");
    for (const hash of [
      `$scrypt$ln=17,r=8,p=1$${base64(salt)}$${base64(scrypt)}`,
      `$pbkdf2-sha256$i=1000,l=64$${base64(salt)}$${base64(pbkdf2)}`,
    ])
      expect(await verifyPassword(hash, password)).toEqual({ matches: true, outdated: true });
  });

  test("security 25: a NUL matches no hash, not even a bcrypt hash that stops at it", async () => {
    const hash = "$2b$04$StjEu.GsZuDhfPyY2t3gye9iT41fYXu20YHHLcfYxbvL0M/CN1DVG";
    expect((await verifyPassword(hash, password)).matches).toBe(true);
    expect((await verifyPassword(hash, `${password}\0${password}`)).matches).toBe(false);
  });

  test("nobody's hash of every kind can be read, and matches nothing", async () => {
    for (const hash of Object.values(made)) {
      const kept = keptOf(hash);
      const beginning = /\$2[aby]\$/.test(kept) ? kept.slice(0, -53) : (/^.*\$(?=[^$]+\$[^$]+$)/.exec(kept)?.[0] ?? "");
      const nobodys = nobodysHash(beginning);
      expect(readRecipe(nobodys).ok, nobodys).toBe(true);
      expect(nobodys.startsWith(beginning)).toBe(true);
      expect((await verifyPassword(nobodys, "gatehouse has nobody")).matches).toBe(false);
    }
  });
});
