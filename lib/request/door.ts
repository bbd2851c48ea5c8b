import type { Actor } from "@/lib/db/changes";
import { findOldestApp, findRealmOfApps } from "@/lib/db/connected-apps";
import { homeOrigin } from "@/lib/domain/app-origin";
import type { ServerDoor } from "@/lib/domain/door";
import { matchLocale } from "@/lib/domain/locale";
import { env } from "@/lib/env";
import { currentRequest } from "./context";
import { hostedApp, realmSettings, visitRealm } from "./surface";

/**
 * Where an app's own server logs its people in: a realm that is active, without an app of ours that asks; null for any
 * other. Mails go out for the realm's oldest app. `actor` says for whom the server asks, where it does.
 */
export async function findServerDoor(realmId: string, { at, by }: Actor): Promise<ServerDoor | null> {
  const row = await findOldestApp(realmId);
  const realm = row?.realm ?? (await findRealmOfApps(realmId));
  if (!realm) return null;
  const app = row && hostedApp(row, homeOrigin(row.subdomain, env()));
  const locale = matchLocale(app?.settings.locale ?? "") ?? "en";
  const isSaid = by.ip !== null && by.ip !== currentRequest().client.ip;
  return {
    realm: visitRealm(realm),
    at,
    app,
    settings: realmSettings(realm),
    channel: "server",
    voice: { locale, own: app?.sentences[locale] ?? {} },
    client: by,
    address: isSaid ? by.ip : null,
  };
}
