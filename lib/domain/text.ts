// Controls (Cc), ill-formed UTF-16 (Cs), bidirectional overrides and isolates, zero-width and other invisible characters (Cf and the
// default-ignorables), line and paragraph separators, private use, the blank Braille pattern, unassigned code points.
const hidden = /[\p{Cc}\p{Cs}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

// Joiners that change how a word is written (RFC 5892, appendix A.1 and A.2, by script), and what holds an emoji together.
const joiner =
  /(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])[\u200c\u200d](?=[\p{L}\p{M}])/gu;
const emojiJoiner =
  /(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?)(?:\ufe0f?\u200d(?=\p{Extended_Pictographic})|\ufe0f)/gu;

/** The most code points that a person's or an organisation's name may have. */
export const longestName = 100;

/**
 * Whether text holds only what can be seen: well-formed UTF-16, no NUL or other control character (C0, C1), no bidirectional
 * override, isolate or mark, nothing invisible or zero-width (but joiners inside words of scripts that need them, and inside emoji).
 */
export function isPlainText(text: string): boolean {
  return !hidden.test(text.replace(joiner, "").replace(emojiJoiner, ""));
}

/** How many characters a person counts in text: Unicode code points. */
export function codePoints(text: string): number {
  return Array.from(text).length;
}

export type CleanName = { ok: true; value: string } | { ok: false; code: "text.not-allowed" | "name.too-long" };

/**
 * A name as it is stored and shown: without outer spaces, with single spaces inside, in NFC. At most `max` code points. May be "".
 * Refuses, and never cuts or quietly removes, what is too long or cannot be seen.
 */
export function cleanName(raw: string, max: number = longestName): CleanName {
  if (raw.length > 10_000) return { ok: false, code: "name.too-long" };
  const trimmed = raw.trim();
  if (!isPlainText(trimmed)) return { ok: false, code: "text.not-allowed" };
  const value = trimmed.normalize("NFC").replace(/\p{Zs}+/gu, " ");
  return codePoints(value) > max ? { ok: false, code: "name.too-long" } : { ok: true, value };
}
