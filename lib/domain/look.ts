import { createHash } from "node:crypto";
import { z } from "zod";
import { assetAddress, assetHash } from "./asset-address";
import { cleanCss } from "./custom-css";
import { cleanHtml } from "./custom-html";
import { coloursCss, readColours } from "./theme-colours";

/** What an owner has made of an app's hosted pages, as it is stored: nothing of it may be shown before it is cleaned. */
export type Look = {
  readonly pageTitle: string | null;
  readonly header: string | null;
  readonly footer: string | null;
  /** Address of the logo on the app's own host. */
  readonly logo: string | null;
  /** Stylesheets in the order in which they count: the realm's external one and its own, then the app's. */
  readonly css: readonly string[];
};

/** The look of an app as its row holds it. */
export type StoredLook = Omit<Look, "logo" | "css"> & {
  readonly css: string | null;
  readonly externalCssText: string | null;
  readonly colours?: unknown;
  readonly logo: { readonly contentHash: string; readonly contentType: string } | null;
};

/** What a realm's `login_rocket` provider may say for all its apps. */
const realmLook = z.object({
  page_title: z.string().nullish().catch(null),
  header: z.string().nullish().catch(null),
  footer: z.string().nullish().catch(null),
  css: z.string().nullish().catch(null),
  external_css_text: z.string().nullish().catch(null),
  logo: z
    .string()
    .refine((path) => assetHash(path) !== null)
    .nullish()
    .catch(null),
});

/**
 * The look of an app: title, header, footer and logo each from the app, else from the realm, else ours. The realm's CSS
 * counts beneath the app's, whatever the app has.
 */
export function resolveLook(app: StoredLook, realmSettings: unknown): Look {
  const realm = realmLook.safeParse(realmSettings).data ?? {};
  return {
    pageTitle: app.pageTitle ?? realm.page_title ?? null,
    header: app.header ?? realm.header ?? null,
    footer: app.footer ?? realm.footer ?? null,
    logo: app.logo ? assetAddress(app.logo) : (realm.logo ?? null),
    css: [
      realm.external_css_text,
      realm.css,
      app.externalCssText,
      coloursCss(readColours(app.colours)),
      app.css,
    ].flatMap((text) => (text ? [text] : [])),
  };
}

/** Our own look, and nothing of the owner's: what `?plain=1` shows. */
export const plainLook: Look = { pageTitle: null, header: null, footer: null, logo: null, css: [] };

/** A look as a page shows it: HTML that is clean, and the name of the stylesheet. */
export type ShownLook = {
  readonly header: string;
  readonly footer: string;
  readonly logo: string | null;
  readonly stylesheet: string | null;
};

/** Cleaned at this moment, whatever was cleaned when it was saved (ASVS 1.3.1). */
export function showLook({ header, footer, logo, css }: Look): ShownLook {
  const hash = sheetHash(css);
  return {
    header: header ? cleanHtml(header).html : "",
    footer: footer ? cleanHtml(footer).html : "",
    logo,
    stylesheet: hash && `/look/${hash}.css`,
  };
}

/** Counted up when the same CSS is cleaned into something else, so that no browser keeps what was cleaned before. */
const CLEANING = 1;

/** What names a stylesheet: the hash of all it is made from; null where there is none. */
export function sheetHash(css: Look["css"]): string | null {
  if (css.length === 0) return null;
  return createHash("sha256")
    .update(JSON.stringify([CLEANING, ...css]))
    .digest("hex")
    .slice(0, 32);
}

/** The stylesheet itself, each part cleaned by itself, so that none can reach into the next. */
export function sheetText(css: Look["css"]): string {
  return css.map((part) => cleanCss(part).css).join("\n");
}
