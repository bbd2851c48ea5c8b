import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { recordEvents } from "./events";

/** An external stylesheet: where it is, and what was there when it was last fetched. */
export type ExternalCss = { readonly address: string; readonly text: string; readonly at: Date };

/** Sets what an app's external stylesheet is, with its event and what the administrator did. False where there is no such app. */
export async function setExternalCss(
  realmId: string,
  appId: string,
  { address, text, at }: ExternalCss,
  doer: Doer,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.connectedApp.updateMany({
      where: { realmId, id: appId },
      data: { externalCss: address, externalCssText: text, externalCssFetchedAt: at },
    });
    if (count !== 1) return false;
    await recordEvents(tx, realmId, [
      { type: "login_policy.updated", loginPolicyId: appId, at: doer.at, by: doer.client },
    ]);
    await recordDeed(tx, realmId, doer, { action: "look.fetched", objectType: "login_policy", objectId: appId });
    return true;
  });
}

/** Puts what was fetched in the place of what was fetched before, unless the owner has named another address meanwhile. */
export async function keepFetchedCss(
  realmId: string,
  appId: string,
  { address, text, at }: ExternalCss,
): Promise<void> {
  await db().connectedApp.updateMany({
    where: { realmId, id: appId, externalCss: address },
    data: { externalCssText: text, externalCssFetchedAt: at },
  });
}

/** The apps whose external stylesheet was last fetched before `before`, the longest ago first. */
export async function listStaleCss(before: Date, take: number) {
  const rows = await db().connectedApp.findMany({
    where: { externalCss: { not: null }, externalCssFetchedAt: { lt: before }, state: "active" },
    orderBy: { externalCssFetchedAt: "asc" },
    take,
    select: { id: true, realmId: true, externalCss: true },
  });
  return rows.flatMap(({ id, realmId, externalCss }) => (externalCss ? [{ id, realmId, address: externalCss }] : []));
}
