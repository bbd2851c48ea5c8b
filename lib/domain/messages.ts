import { en } from "@/lib/domain/messages/en";
import type { Problem } from "@/lib/domain/problem";

/** The languages that every sentence exists in, as BCP 47 tags. */
export type Locale = "en";

export type MessageCode = keyof typeof en;

type Params = Readonly<Record<string, string | number>>;

const catalogues: Record<Locale, Record<MessageCode, string>> = { en };

const place = /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g;

/**
 * The sentence of `code` in `locale`, its places filled from `params`. `{n:minute|minutes}` becomes the number and
 * the form of the noun that the language uses with it. The result is plain text: whoever puts it into HTML escapes
 * it. A place without a value stays as it stands in the catalogue.
 */
export function sentence(locale: Locale, code: MessageCode, params: Params = {}): string {
  return catalogues[locale][code].replace(place, (whole: string, name: string, one?: string, other?: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined;
    if (value === undefined) return whole;
    if (one === undefined) return String(value);
    const singular = new Intl.PluralRules(locale).select(Number(value)) === "one";
    return `${value} ${singular ? one : other}`;
  });
}

/** Several sentences at once, for a form that looks them up by their codes. */
export function sentences<C extends MessageCode>(
  locale: Locale,
  codes: readonly C[],
  params: Params = {},
): Record<C, string> {
  return Object.fromEntries(codes.map((code) => [code, sentence(locale, code, params)])) as Record<C, string>;
}

/** What to tell a person about a problem. A problem with `retryAfter` (seconds) says it in `{minutes}`, rounded up. */
export function problemSentence(locale: Locale, { code, params, retryAfter }: Problem): string {
  const minutes = Math.max(1, Math.ceil((retryAfter ?? 0) / 60));
  return sentence(locale, `problem.${code}`, { minutes, ...params });
}
