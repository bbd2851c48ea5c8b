import { findAppLooks } from "@/lib/db/app-looks";
import { findRealmLook } from "@/lib/db/realm-look";
import { type AppLook, lookOf } from "@/lib/domain/app-look";
import { type LookInput, showTypedLook } from "@/lib/domain/look-fields";
import { type PreviewedLook, previewLook } from "@/lib/domain/look-preview";
import { type LookReport, reportOn } from "@/lib/domain/look-report";
import type { App } from "./looks";

export { lookInput } from "@/lib/domain/look-fields";

/** A look as the console previews it, with the sentences that go with it. */
export type Previewed = { readonly look: PreviewedLook; readonly sentences: AppLook["sentences"] };

/** An app's draft, else what people see, as its preview begins; `assets` is where its images are. Null without such an app. */
export async function findPreviewed({ realmId, appId }: App, assets: string): Promise<Previewed | null> {
  const [now, realm] = await Promise.all([findAppLooks(realmId, appId), findRealmLook(realmId)]);
  const look = now && (now.draft?.look ?? now.published);
  return look && { look: previewLook(lookOf(look, realm), assets), sentences: look.sentences };
}

/** What a look comes to that is being typed, and what is left out of it. Nothing is saved. */
export async function showTyped(
  { realmId, appId }: App,
  input: LookInput,
  assets: string,
): Promise<(PreviewedLook & { readonly report: LookReport }) | null> {
  const [now, realm] = await Promise.all([findAppLooks(realmId, appId), findRealmLook(realmId)]);
  if (!now) return null;
  const look = showTypedLook(input, now.draft?.look ?? now.published);
  const shown = lookOf(look, realm);
  const preview = previewLook(shown, assets);
  return { ...preview, title: preview.title ?? now.name, report: reportOn(look, shown) };
}
