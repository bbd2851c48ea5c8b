import { findAppById } from "@/lib/db/connected-apps";
import { appOrigin } from "@/lib/domain/app-origin";
import type { HostedApp } from "@/lib/domain/visit";
import { env } from "@/lib/env";
import { hostedApp } from "./surface";

/** An app as its visitors meet it, for whoever only looks at its pages; null for one that answers nobody. */
export async function findPreviewedApp(realmId: string, appId: string): Promise<HostedApp | null> {
  const row = await findAppById(realmId, appId);
  return row && hostedApp(row, appOrigin(row.subdomain, env()));
}
