import { findPreviewed } from "@/lib/admin/typed-look";
import { matchLocale } from "@/lib/domain/locale";
import type { PreviewedLook } from "@/lib/domain/look-preview";
import type { Voice } from "@/lib/domain/messages";
import { type PreviewState, previewStates } from "@/lib/domain/preview-states";
import type { Scheme } from "@/lib/domain/theme-colours";
import type { HostedApp } from "@/lib/domain/visit";
import { currentRequest } from "@/lib/request/context";
import { findPreviewedApp } from "@/lib/request/previewed-app";
import { paths } from "./paths";

/** Which page is previewed, in which language and scheme: by the address of the preview. */
export function readPreview() {
  const { searchParams } = currentRequest().url;
  const state: PreviewState = previewStates.find((one) => one === searchParams.get("state")) ?? "login";
  const scheme: Scheme = searchParams.get("theme") === "dark" ? "dark" : "light";
  return { state, scheme, locale: matchLocale(searchParams.get("language")) ?? ("en" as const) };
}

/** What a preview shows: an app as its visitors meet it, with the look and the sentences of its draft. */
export type Preview = { readonly app: HostedApp; readonly look: PreviewedLook; readonly voice: Voice };

/** The preview of an app, or null where the realm has no such app, or one that answers nobody. */
export async function findPreview(realmId: string, appId: string): Promise<Preview | null> {
  const [app, previewed] = await Promise.all([
    findPreviewedApp(realmId, appId),
    findPreviewed({ realmId, appId }, paths.consoleAssets(realmId)),
  ]);
  if (!app || !previewed) return null;
  const { locale } = readPreview();
  return { app, look: previewed.look, voice: { locale, own: previewed.sentences[locale] ?? {} } };
}
