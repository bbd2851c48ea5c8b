import { createHash } from "node:crypto";
import { z } from "zod";
import { assetHash } from "./asset-address";
import type { Look } from "./look";
import { resolveLook } from "./look";
import { readSentences } from "./own-sentences";
import { readColours } from "./theme-colours";

const text = z.string().nullable().catch(null);

const stored = z.object({
  pageTitle: text,
  header: text,
  footer: text,
  css: text,
  /** An external stylesheet, and what was there when it was last fetched. */
  external: z.object({ address: z.string(), text: z.string(), at: z.iso.datetime() }).nullable().catch(null),
  /** Address of the logo on the app's own host. */
  logo: z
    .string()
    .refine((path) => assetHash(path) !== null)
    .nullable()
    .catch(null),
  colours: z.unknown().transform(readColours),
  /** The owner's own sentences, by locale and code. */
  sentences: z.unknown().transform(readSentences),
});

/**
 * A whole look of one app, as a draft or a version of it is kept: as its owner wrote it, to be cleaned whenever it is
 * shown.
 */
export type AppLook = Readonly<z.output<typeof stored>>;

/** A look as it is stored. What is not well-formed of it counts as not set. */
export function readAppLook(value: unknown): AppLook {
  return stored.parse({ colours: null, sentences: null, ...(typeof value === "object" ? value : {}) });
}

/** The look that people would see, were this one published; `realmSettings` are what the realm has for all its apps. */
export function lookOf({ external, logo, ...look }: AppLook, realmSettings: unknown): Look {
  const shown = resolveLook({ ...look, logo: null, externalCssText: external?.text ?? null }, realmSettings);
  return { ...shown, logo: logo ?? shown.logo };
}

/** What marks a look: two that its form shows alike have one mark. The sentences have a form of their own. */
export function lookMark({ pageTitle, header, footer, css, external, logo, colours }: AppLook): string {
  return markOf([pageTitle, header, footer, css, external?.address ?? null, logo, colours]);
}

/** What marks some of a look's sentences: those of one language whose codes begin alike. */
export function sentencesMark({ sentences }: AppLook, locale: string, codes: readonly string[]): string {
  return markOf(codes.map((code) => sentences[locale]?.[code] ?? ""));
}

/** What marks all of a look but what was fetched. */
export function wholeMark(look: AppLook): string {
  const entries = Object.entries(look.sentences)
    .map(([locale, own]) => [locale, Object.entries(own).sort()] as const)
    .filter(([, own]) => own.length > 0);
  return markOf([lookMark(look), entries.sort()]);
}

function markOf(parts: unknown): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 24);
}
