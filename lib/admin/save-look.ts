import * as store from "@/lib/db/app-looks";
import type { Doer } from "@/lib/db/audit";
import { findRealmLook } from "@/lib/db/realm-look";
import { type AppLook, lookMark, lookOf, wholeMark } from "@/lib/domain/app-look";
import { assetAddress } from "@/lib/domain/asset-address";
import { lowContrasts } from "@/lib/domain/contrast";
import type { HtmlDropReason } from "@/lib/domain/custom-html";
import { type LookInput, readTypedLook } from "@/lib/domain/look-fields";
import { contrastSentence } from "@/lib/domain/look-report";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { cleanImage } from "./clean-image";
import type { FetchCss } from "./external-css";
import { type App, newExternal } from "./looks";

export { lookInput } from "@/lib/domain/look-fields";

/** What became of a look, and why parts of its HTML are not shown. */
export type SavedLook = { readonly kind: "draft" | "published"; readonly leftOut: readonly HtmlDropReason[] };

type Sending = {
  readonly doer: Doer;
  /** An image that is to be the logo. */
  readonly logo?: Uint8Array<ArrayBuffer> | null;
  readonly fetchCss?: FetchCss;
};

/**
 * Takes an app's look: as its draft, which nobody sees, or at once as what people see. CSS and HTML are kept as they were
 * written and cleaned whenever they are shown. A new external stylesheet must be there, or nothing is saved. What somebody
 * else has saved since the form was filled is never lost: it is said, and set aside only when asked for. Colours that are
 * hard to read are said before they are published, and published only when asked for.
 */
export async function saveLook(
  { realmId, appId }: App,
  input: LookInput,
  { doer, logo = null, fetchCss }: Sending,
): Promise<Outcome<SavedLook>> {
  const [now, realm] = await Promise.all([store.findAppLooks(realmId, appId), findRealmLook(realmId)]);
  if (!now) return refuse({ code: "not-found" });
  const before = now.draft?.look ?? now.published;
  const read = readTypedLook(input, before);
  const external = await newExternal(before.external?.address ?? null, input.external_css.trim(), { doer, fetchCss });
  const image = await readLogo(logo);
  const problems = [read, external, image].flatMap((one) => (one.ok ? [] : one.problems));
  if (!read.ok || !external.ok || !image.ok) return refuse(...problems);

  const look = {
    ...read.value.look,
    ...(image.value ? { logo: assetAddress(image.value) } : {}),
    ...(external.value === "as-before" ? {} : { external: stored(external.value) }),
  };
  const publishes = input.step.startsWith("publish");
  const low = publishes && input.step !== "publish-anyway" ? lowContrasts(lookOf(look, realm).css) : [];
  if (low.length > 0) return refuse({ code: "look.contrast", params: { list: low.map(contrastSentence).join(" ") } });

  const decide = (current: store.AppLooks) => decideOn(current, { look, input });
  const saved = await store.changeAppLook(realmId, appId, doer, decide, image.value);
  return saved.ok ? done({ kind: publishes ? "published" : "draft", leftOut: read.value.leftOut }) : saved;
}

function decideOn({ draft, published }: store.AppLooks, { look: typed, input }: { look: AppLook; input: LookInput }) {
  const current = draft?.look ?? published;
  const isStale = input.base !== "" && lookMark(current) !== input.base;
  if (isStale && input.step !== "draft-over") return refuse({ code: "look.stale" });
  // Sentences have a form of their own, and may have been saved since.
  const look = { ...typed, sentences: current.sentences };
  const before = isStale ? "aside" : "ends";
  if (input.step.startsWith("publish"))
    return done({ change: { to: "published", look, before } as const, deed: { action: "look.published" } });
  const basis = draft ? draft.basis : wholeMark(published);
  return done({ change: { to: "draft", look, basis, before } as const, deed: { action: "look.drafted" } });
}

function stored(external: { address: string; text: string; at: Date } | null): AppLook["external"] {
  return external && { ...external, at: external.at.toISOString() };
}

async function readLogo(sent: Uint8Array<ArrayBuffer> | null): Promise<Outcome<store.NewAsset | null>> {
  if (!sent || sent.length === 0) return done(null);
  const image = await cleanImage(sent);
  return image ? done(image) : refuse({ code: "logo.not-taken", field: "logo" });
}
