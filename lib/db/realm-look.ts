import { db } from "./client";

/** What a realm has for the look of all its apps, as it is stored: the settings of its hosted pages. */
export async function findRealmLook(realmId: string): Promise<unknown> {
  const provider = await db().authProvider.findFirst({
    where: { realmId, providerType: "login_rocket", state: "active" },
    orderBy: { id: "asc" },
    select: { settings: true },
  });
  return provider?.settings ?? null;
}
