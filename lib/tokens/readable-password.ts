import { randomInt } from "node:crypto";

const consonants = "bdfghjklmnprstvz";
const vowels = "aeiou";

/** A new password that can be read aloud and typed: five groups of four letters and two digits, 69 random bits. */
export function readablePassword(): string {
  const syllable = () => consonants.charAt(randomInt(consonants.length)) + vowels.charAt(randomInt(vowels.length));
  const groups = Array.from({ length: 5 }, () => syllable() + syllable());
  return [...groups, String(randomInt(10, 100))].join("-");
}
