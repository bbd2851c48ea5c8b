import { type AppWithRealm, findAppById } from "@/lib/db/connected-apps";
import { type HostedSettings, resolveHostedSettings } from "@/lib/domain/hosted-settings";
import type { AskedAt } from "@/lib/domain/jobs";
import { matchLocale } from "@/lib/domain/locale";
import { readSentences } from "@/lib/domain/own-sentences";
import type { Letter } from "./compose";

/** On whose behalf a mail goes out, and the settings that hold there. */
export type Letterhead = Pick<Letter, "realm" | "app" | "voice"> & { readonly settings: HostedSettings };

/** The letterhead of an app, in the language that is asked for, else in its own. */
export function letterheadOf(app: AppWithRealm, asked?: string): Letterhead {
  const shared = app.realm.authProviders.find((provider) => provider.providerType === "login_rocket")?.settings;
  const settings = resolveHostedSettings(app.settings, shared);
  const locale = matchLocale(asked ?? settings.locale) ?? "en";
  return {
    realm: { id: app.realm.id, name: app.realm.name },
    app: { id: app.id, name: app.name },
    voice: { locale, own: readSentences(app.sentences)[locale] ?? {} },
    settings,
  };
}

/** That of the app that was asked, as it is now; null where the app or its realm is no longer active. */
export async function findLetterhead({ realmId, appId, locale }: AskedAt): Promise<Letterhead | null> {
  const app = await findAppById(realmId, appId);
  return app && letterheadOf(app, locale);
}
