import { isCommonPassword } from "@/lib/domain/common-passwords";
import type { Problem } from "@/lib/domain/problem";
import { codePoints } from "@/lib/domain/text";

/** What a realm asks of passwords. `minLength` counts code points, and is held between 8 and 64. */
export type PasswordPolicy = { minLength: number };

/** The policy in the stored settings of a realm's password provider; AuthRocket's own default is 8. */
export function storedPasswordPolicy(settings: unknown): PasswordPolicy {
  return { minLength: Number(Object(settings).min_length ?? leastMinimum) };
}

/**
 * Who the password is for, as far as it is known: what is easily guessed from it is refused. `names` are those of
 * realm and app.
 */
export type PasswordContext = {
  username?: string | undefined;
  email?: string | undefined;
  names?: readonly string[] | undefined;
};

const leastMinimum = 8;
const greatestMinimum = 64;

/** The most code points of a password; in UTF-8 they never take more than 1,024 bytes. */
export const longestPassword = 256;

// A password of 256 code points decomposes into less than this many UTF-16 units.
const longestTyped = 2_048;

/**
 * A password as it is hashed and compared: in NFC, so that `é` is `é` however a keyboard makes it. Nothing is cut
 * or trimmed (NIST SP 800-63B-4, 3.1.1.2).
 */
export function normalizePassword(raw: string): string {
  return raw.normalize("NFC");
}

/**
 * Whether a password has more than 256 code points or 1,024 bytes in UTF-8. Cheap whatever its length, and to be
 * asked before hashing.
 */
export function passwordTooLong(raw: string): boolean {
  return raw.length > longestTyped || codePoints(normalizePassword(raw)) > longestPassword;
}

/**
 * Everything that speaks against a new password, all at once; each problem's field is `password`. Length counts
 * code points in NFC. Common passwords and those read off the account, the realm or the app are refused, upper and
 * lower case alike. There is no rule about kinds of characters (NIST SP 800-63B-4, 3.1.1.2; ASVS 6.2).
 */
export function passwordProblems(policy: PasswordPolicy, raw: string, context: PasswordContext = {}): Problem[] {
  if (raw === "") return [{ code: "password.blank", field: "password" }];
  if (passwordTooLong(raw)) return [{ code: "password.too-long", field: "password", params: { max: longestPassword } }];
  const password = normalizePassword(raw);
  const min = leastLength(policy);
  const found: Problem[] = [];
  if (/[\p{Cc}\p{Cs}]/u.test(password)) found.push({ code: "password.not-text", field: "password" });
  if (codePoints(password) < min) found.push({ code: "password.too-short", field: "password", params: { min } });
  if (isCommonPassword(password)) found.push({ code: "password.too-common", field: "password" });
  return [...found, ...guessableProblems(password, context)];
}

/** The least number of code points that a realm's policy comes to: what it says, but never under 8 or over 64. */
export function leastLength({ minLength }: PasswordPolicy): number {
  return Number.isFinite(minLength)
    ? Math.min(greatestMinimum, Math.max(leastMinimum, Math.ceil(minLength)))
    : leastMinimum;
}

/** What speaks against the second typing of a password, where it is asked for. Both are compared in NFC. */
export function confirmationProblems(input: {
  password: string;
  password_confirmation?: string | undefined;
}): Problem[] {
  const confirmation = input.password_confirmation ?? "";
  if (input.password === "") return [];
  if (confirmation === "") return [{ code: "password.confirmation-blank", field: "password_confirmation" }];
  const same =
    confirmation.length <= longestTyped && normalizePassword(confirmation) === normalizePassword(input.password);
  return same ? [] : [{ code: "password.confirmation-differs", field: "password_confirmation" }];
}

function guessableProblems(password: string, { username = "", email = "", names = [] }: PasswordContext): Problem[] {
  const isOneOf = (...words: readonly string[]) =>
    words.some((word) => bare(word) !== "" && bare(word) === bare(password));
  if (isOneOf(email, email.slice(0, Math.max(0, email.lastIndexOf("@")))))
    return [{ code: "password.is-email", field: "password" }];
  if (isOneOf(username)) return [{ code: "password.is-username", field: "password" }];
  return isOneOf(...names) ? [{ code: "password.is-app-name", field: "password" }] : [];
}

// Case, width and spaces make no password that is harder to guess.
function bare(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/gu, "");
}
