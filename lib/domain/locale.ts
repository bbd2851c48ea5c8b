/** The languages that every sentence for people exists in, as BCP 47 tags. */
export const locales = ["en", "es", "fr", "de", "pt-BR", "ja", "ar"] as const;

export type Locale = (typeof locales)[number];

/** The direction that a language is written in, for `dir`. */
export function directionOf(locale: Locale): "ltr" | "rtl" {
  return locale === "ar" ? "rtl" : "ltr";
}

/** What a language calls itself. */
export function languageName(locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
}

type Wishes = {
  /** `?locale=`. */
  readonly asked: string | null;
  /** What the person chose before. */
  readonly cookie: string | null;
  /** The browser's Accept-Language (RFC 9110 §12.5.4). */
  readonly accepted: string | null;
  /** The app's own. */
  readonly app: string | null;
};

/** The language to speak: asked for, else chosen before, else the browser's, else the app's, else English. */
export function chooseLocale({ asked, cookie, accepted, app }: Wishes): Locale {
  return matchLocale(asked) ?? matchLocale(cookie) ?? fromAccepted(accepted) ?? matchLocale(app) ?? "en";
}

/** The language of a tag, whatever its region: `fr-CA` is `fr`, `pt` and `pt-PT` are `pt-BR`. Null for none of ours. */
export function matchLocale(tag: string | null | undefined): Locale | null {
  const language = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return locales.find((locale) => locale.toLowerCase().split("-")[0] === language) ?? null;
}

function fromAccepted(header: string | null): Locale | null {
  const wanted = (header ?? "").slice(0, 1_000).split(",").map(readRange);
  const best = wanted.filter(({ weight }) => weight > 0).sort((one, other) => other.weight - one.weight);
  for (const { tag } of best) {
    const found = matchLocale(tag);
    if (found) return found;
  }
  return null;
}

function readRange(range: string): { tag: string; weight: number } {
  const [tag = "", ...params] = range.split(";");
  const quality = params.map((param) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/i.exec(param)?.[1]).find(Boolean);
  return { tag, weight: quality === undefined ? 1 : Number(quality) };
}
