import { db } from "./client";
import type { ExternalCss } from "./looks";

// The external stylesheet of a whole realm stands in the settings of its login_rocket provider: its address, its text, and
// when that was fetched (ISO 8601, UTC).

/** Puts what was fetched in the place of what was fetched before, unless the owner has named another address meanwhile. */
export async function keepRealmCss(realmId: string, id: string, { address, text, at }: ExternalCss): Promise<void> {
  const fetched = JSON.stringify({ external_css_text: text, external_css_fetched_at: at.toISOString() });
  await db().$executeRaw`
    UPDATE auth_providers SET settings = settings || ${fetched}::jsonb
    WHERE realm_id = ${realmId} AND id = ${id} AND settings ->> 'external_css' = ${address}`;
}

/** The realms, by their login_rocket provider, whose stylesheet was last fetched before `before`, the longest ago first. */
export async function listStaleRealmCss(before: Date, take: number) {
  return db().$queryRaw<{ id: string; realmId: string; address: string }[]>`
    SELECT provider.id, realm_id AS "realmId", settings ->> 'external_css' AS address
    FROM auth_providers provider JOIN realms ON realms.id = realm_id AND realms.state = 'active'
    WHERE provider_type = 'login_rocket' AND settings ? 'external_css'
      AND settings ->> 'external_css_fetched_at' < ${before.toISOString()}
    ORDER BY settings ->> 'external_css_fetched_at' LIMIT ${take}`;
}
