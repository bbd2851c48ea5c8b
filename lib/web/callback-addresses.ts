import { listAppRecords } from "@/lib/admin/app-records";
import { hostedOrigins } from "./paths";

/** Every address that a provider sends people of a realm back to: one for each host of its apps. */
export async function callbackAddresses(realmId: string, callbackPath: string): Promise<string[]> {
  const page = { sort: "name", direction: "asc", after: null, take: 100 } as const;
  const apps = await listAppRecords(realmId, page);
  return apps.ok ? apps.value.rows.flatMap(hostedOrigins).map((origin) => origin + callbackPath) : [];
}
