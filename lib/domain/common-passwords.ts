import { dictionary } from "@zxcvbn-ts/language-common";

let known: ReadonlySet<string> | undefined;

/**
 * Whether a password is among the commonest ones, upper and lower case alike: 49,000 of them, at least the 3,000 that ASVS 6.2.4 asks for.
 * The first call builds the set, in some 10 ms. Not for pages: the list is half a megabyte.
 */
export function isCommonPassword(password: string): boolean {
  known ??= new Set(dictionary["passwords-common"].map((common) => common.toLowerCase()));
  return known.has(password.toLowerCase());
}
