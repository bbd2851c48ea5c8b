import * as store from "@/lib/db/realm-providers";
import { cleanCss } from "@/lib/domain/custom-css";
import type { HtmlDropReason } from "@/lib/domain/custom-html";
import { ownHostedSettings, resolveHostedSettings } from "@/lib/domain/hosted-settings";
import { readLookText } from "@/lib/domain/look-text";
import { mapDone, type Outcome } from "@/lib/domain/outcome";
import { leastLength, storedPasswordPolicy } from "@/lib/domain/password-policy";
import { anyProviderInput } from "@/lib/domain/provider-fields";
import { type Asker, setOwn } from "./own-providers";

/** What the look of a realm's pages is made of, as its form sends it. */
export const realmLookInput = anyProviderInput.pick({
  page_title: true,
  header: true,
  footer: true,
  css: true,
  external_css: true,
});

/** What the pages of a realm's apps have in common: what is set, what holds, and the look as its owner wrote it. */
export async function getRealmPages(realmId: string) {
  const row = await store.findAnyProvider(realmId, { type: "login_rocket" });
  const settings: unknown = row?.settings;
  const { page_title, header, footer, css, external_css } = realmLookInput.safeParse(settings ?? {}).data ?? {};
  return {
    state: row?.state ?? "active",
    own: ownHostedSettings(settings),
    holds: resolveHostedSettings(null, row?.state === "active" ? settings : null),
    look: { page_title, header, footer, css, external_css },
    dropped: css ? cleanCss(css).dropped : [],
  };
}

/** Sets the look of a realm's pages, and tells why parts of its HTML were left out. */
export async function saveRealmLook(
  realmId: string,
  input: ReturnType<typeof realmLookInput.parse>,
  actor: Asker,
): Promise<Outcome<{ leftOut: readonly HtmlDropReason[] }>> {
  const read = readLookText(input);
  const saved = await setOwn(realmId, { type: "login_rocket", input }, actor);
  return mapDone(saved, () => ({ leftOut: read.ok ? read.value.leftOut : [] }));
}

/** What a realm asks of passwords: what is set, and what holds. */
export async function getPasswordRules(realmId: string) {
  const row = await store.findAnyProvider(realmId, { type: "password" });
  const state = row?.state ?? "active";
  const { minLength } = storedPasswordPolicy(row?.settings);
  return { state, minLength, holds: leastLength(storedPasswordPolicy(state === "active" ? row?.settings : null)) };
}

/** How many people have a profile at a provider. */
export const countProfiles = store.countCredentialsOf;
