import { isPlainText } from "@/lib/domain/text";

/** The most characters that an e-mail address may have (RFC 5321, 4.5.3.1.3, without the angle brackets). */
export const longestEmail = 254;

const longestLocalPart = 64;

export type CanonicalEmail =
  | { ok: true; display: string; canonical: string }
  | { ok: false; code: "email.blank" | "email.malformed" | "email.too-long" };

// The dot-atom of RFC 5322, 3.2.3. Quoted strings and comments are left out: they only serve to deceive.
const dotAtom = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

const asciiLabel = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const topLabel = /^(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/**
 * Whom a typed e-mail address reaches. `display` is the address as typed, without outer spaces and without the dot that may end a domain;
 * `canonical` is what is unique and looked up: the local part and the domain in lower case, the domain in ASCII (IDNA, UTS 46).
 * Canonicalising a canonical or a displayed address gives the same address again.
 *
 * Accepted is a dot-atom in ASCII (at most 64 characters), one "@" (U+0040), and a domain name of at least two labels: no quoted
 * strings, comments, address literals, full-width characters or control characters. At most 254 characters.
 */
export function canonicalEmail(raw: string): CanonicalEmail {
  const typed = raw.trim();
  if (typed === "") return { ok: false, code: "email.blank" };
  if (typed.length > longestEmail + 1) return { ok: false, code: "email.too-long" };

  const [local, typedDomain, ...more] = typed.split("@");
  if (local === undefined || typedDomain === undefined || more.length > 0)
    return { ok: false, code: "email.malformed" };
  const shownDomain = typedDomain.normalize("NFC").replace(/\.$/, "");
  const domain = asciiDomain(shownDomain);
  if (domain === null || !dotAtom.test(local)) return { ok: false, code: "email.malformed" };

  const canonical = `${local.toLowerCase()}@${domain}`;
  const display = `${local}@${shownDomain}`;
  const tooLong = local.length > longestLocalPart || Math.max(canonical.length, display.length) > longestEmail;
  return tooLong ? { ok: false, code: "email.too-long" } : { ok: true, display, canonical };
}

// Only letters, marks and digits that stand for themselves reach the URL parser, so that it cannot decode, cut or reinterpret anything.
function asciiDomain(domain: string): string | null {
  const ownLetters =
    isPlainText(domain) && domain === domain.normalize("NFKC") && /^[\p{L}\p{M}\p{Nd}.-]+$/u.test(domain);
  const address = `http://${domain}`;
  if (!ownLetters || !URL.canParse(address)) return null;
  const labels = new URL(address).hostname.split(".");
  const named =
    labels.length >= 2 && labels.every((label) => asciiLabel.test(label)) && topLabel.test(labels.at(-1) ?? "");
  return named ? labels.join(".") : null;
}
