import unhomoglyph from "unhomoglyph";
import { codePoints, isPlainText } from "@/lib/domain/text";

/** The most code points that a username may have. */
export const longestUsername = 100;

export type CanonicalUsername =
  | { ok: true; display: string; canonical: string; skeleton: string | null }
  | { ok: false; code: "username.blank" | "username.too-long" | "username.not-allowed" };

// The scripts that UAX 31 recommends for identifiers, alone or in the combinations of UTS 39 for Japanese, Korean and Chinese.
const scripts =
  "Arabic Armenian Bengali Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Hebrew Kannada Khmer Lao Latin " +
  "Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan Han,Hiragana,Katakana Han,Hangul Han,Bopomofo";

const oneScript = scripts.split(" ").map((combination) => {
  const names = [...combination.split(","), "Common", "Inherited"];
  return new RegExp(`^[${names.map((name) => `\\p{Script_Extensions=${name}}`).join("")}]+$`, "u");
});

// Letters, marks and decimal digits; an underscore anywhere, the other signs only between them. At most four marks on one letter,
// none of them twice in a row (UTS 39, 5.4).
const allowed = /^[\p{L}\p{Nd}_](?:[\p{L}\p{Nd}\p{Mn}\p{Mc}._\-+@']*[\p{L}\p{Nd}\p{Mn}\p{Mc}_])?$/u;
const heapedMarks = /\p{Mn}{5}|(\p{Mn})\1/u;

// Letters of their own to those who write them, though UTS 39 counts them as looking like "ae" and "oe".
const noLigatures = /[^æœ]+/gu;

/**
 * Who a typed username means. `display` is the name as typed, without outer spaces, in NFKC; `canonical` is what is unique in a realm
 * and looked up: RFC 8265 UsernameCaseMapped with compatibility characters and case folded (Unicode full case folding), and the dotted and dotless i one
 * letter. Canonicalising a canonical or a displayed name gives the same name again. `skeleton` is null for ASCII names, otherwise the
 * UTS 39 skeleton: two non-ASCII names with the same skeleton look alike, and only one of them may exist in a realm.
 *
 * Refused: more than 100 code points; anything but letters, marks, digits and `._-+@'`; letters of several scripts; names
 * that look wholly like an ASCII name; a name with "@" that is not typed in ASCII, so that `mıke@x` never finds `mike@x`.
 */
export function canonicalUsername(raw: string): CanonicalUsername {
  if (raw.length > 10 * longestUsername) return { ok: false, code: "username.too-long" };
  const typed = raw.trim();
  if (typed === "") return { ok: false, code: "username.blank" };
  if (!isPlainText(typed)) return { ok: false, code: "username.not-allowed" };

  const display = typed.normalize("NFKC");
  const canonical = folded(display);
  if (Math.max(codePoints(display), codePoints(canonical)) > longestUsername)
    return { ok: false, code: "username.too-long" };
  if (!hasAllowedLetters(display) || !hasAllowedLetters(canonical)) return { ok: false, code: "username.not-allowed" };
  if (isAscii(typed)) return { ok: true, display, canonical, skeleton: null };

  const skeleton = isAscii(canonical) ? null : skeletonOf(canonical);
  const looksLikeAnother = canonical.includes("@") || (skeleton !== null && isAscii(skeleton));
  return looksLikeAnother ? { ok: false, code: "username.not-allowed" } : { ok: true, display, canonical, skeleton };
}

function hasAllowedLetters(name: string): boolean {
  return (
    allowed.test(name) && !heapedMarks.test(name.normalize("NFD")) && oneScript.some((script) => script.test(name))
  );
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

// Folding and normalising can each undo the other's work, so both are repeated until nothing changes. Letter by letter, so that
// a sigma at the end of a word is like any other.
function folded(text: string): string {
  const next = Array.from(text, (letter) => letter.toLowerCase().toUpperCase().toLowerCase())
    .join("")
    .normalize("NFKC")
    .replace(/i\u0307/g, "i");
  return next === text ? text : folded(next);
}

function skeletonOf(canonical: string): string {
  return canonical.replace(noLigatures, (part) => unhomoglyph(part.normalize("NFD"))).normalize("NFD");
}
