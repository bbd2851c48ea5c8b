import { z } from "zod";
import type { Doer } from "@/lib/db/audit";
import * as store from "@/lib/db/looks";
import { assetAddress } from "@/lib/domain/asset-address";
import { type CleanCss, cleanCss } from "@/lib/domain/custom-css";
import type { HtmlDropReason } from "@/lib/domain/custom-html";
import { readLookText } from "@/lib/domain/look-text";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { cleanImage } from "./clean-image";
import { type FetchCss, readExternalCss } from "./external-css";

const text = z.string().default("");

/** The text of an app's look as its form sends it. Blank: as the realm has it, else ours. */
export const lookInput = z.object({ page_title: text, header: text, footer: text, css: text, external_css: text });

type App = { readonly realmId: string; readonly appId: string };
/** What was saved, and why parts of its HTML were left out. */
type Saved = { readonly kind: "saved"; readonly leftOut: readonly HtmlDropReason[] };

const saved: Saved = { kind: "saved", leftOut: [] };

/** An app's look as its owner edits it, and what of their CSS is left out when it is served; null without such an app. */
export async function findLook({ realmId, appId }: App) {
  const found = await store.findLook(realmId, appId);
  if (!found) return null;
  const { logo, externalCssText: _, ...look } = found;
  return { ...look, logo: logo && assetAddress(logo), dropped: found.css ? cleanCss(found.css).dropped : noneDropped };
}

const noneDropped: CleanCss["dropped"] = [];

export type EditedLook = NonNullable<Awaited<ReturnType<typeof findLook>>>;

/**
 * Takes the text of an app's look. HTML is cleaned here, and what is left out of it is told as the value; CSS is kept
 * as it was written, for its owner to read again, and cleaned whenever it is served. A new external stylesheet must be
 * there at once, or nothing is saved.
 */
export async function saveLook(
  app: App,
  input: z.output<typeof lookInput>,
  { doer, fetchCss }: { doer: Doer; fetchCss?: FetchCss },
): Promise<Outcome<Saved>> {
  const before = await store.findLook(app.realmId, app.appId);
  if (!before) return refuse({ code: "not-found" });
  const read = readLookText(input);
  const external = await newExternal(before.externalCss, input.external_css.trim(), { doer, fetchCss });
  const problems = [...(read.ok ? [] : read.problems), ...(external.ok ? [] : external.problems)];
  if (!read.ok || !external.ok) return refuse(...problems);

  const { leftOut, page_title: pageTitle = null, header = null, footer = null, css = null } = read.value;
  const look = { pageTitle, header, footer, css };
  const change = { text: look, ...(external.value === "as-before" ? {} : { external: external.value }) };
  return (await store.setLook(app.realmId, app.appId, change, doer))
    ? done({ kind: "saved", leftOut })
    : refuse({ code: "not-found" });
}

type Fetching = { readonly doer: Pick<Doer, "at">; readonly fetchCss?: FetchCss | undefined };

/** What another address of a stylesheet means: one that is fetched now, none, or the one that was there before. */
export async function newExternal(
  before: string | null,
  asked: string,
  { doer, fetchCss }: Fetching,
): Promise<Outcome<store.ExternalCss | null | "as-before">> {
  if (asked === (before ?? "")) return done("as-before");
  if (asked === "") return done(null);
  if (asked.length > 2_000) return refuse({ code: "external-css.address", field: "external_css" });
  const css = await readExternalCss(asked, fetchCss);
  return css.ok ? done({ address: asked, text: css.value, at: doer.at }) : css;
}

/** Fetches an app's external stylesheet now. What was there before stays where that fails. */
export async function refreshLook(
  { realmId, appId }: App,
  { doer, fetchCss }: { doer: Doer; fetchCss?: FetchCss },
): Promise<Outcome<Saved>> {
  const before = await store.findLook(realmId, appId);
  if (!before?.externalCss) return refuse({ code: "not-found" });
  const css = await readExternalCss(before.externalCss, fetchCss);
  if (!css.ok) return refuse(...css.problems.map(({ field: _, ...problem }) => problem));
  const external = { address: before.externalCss, text: css.value, at: doer.at };
  return (await store.setLook(realmId, appId, { external }, doer)) ? done(saved) : refuse({ code: "not-found" });
}

/** Makes what was sent the app's logo, once it is an image and nothing else. */
export async function saveLogo(
  { realmId, appId }: App,
  sent: Uint8Array<ArrayBuffer> | null,
  doer: Doer,
): Promise<Outcome<Saved>> {
  if (!sent || sent.length === 0) return refuse({ code: "logo.blank", field: "logo" });
  const image = await cleanImage(sent);
  if (!image) return refuse({ code: "logo.not-taken", field: "logo" });
  return (await store.setLogo(realmId, appId, image, doer)) ? done(saved) : refuse({ code: "not-found" });
}

/** Takes an app's logo away: its pages then show the realm's, or the app's name. */
export async function removeLogo({ realmId, appId }: App, doer: Doer): Promise<Outcome<Saved>> {
  return (await store.setLogo(realmId, appId, null, doer)) ? done(saved) : refuse({ code: "not-found" });
}
