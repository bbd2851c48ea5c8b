import { type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { recordEvents } from "./events";
import { newId } from "./new-id";
import type { Db } from "./sql";

/** The text of an app's look, as its owner edits it. */
export type LookText = {
  readonly pageTitle: string | null;
  readonly header: string | null;
  readonly footer: string | null;
  readonly css: string | null;
};

/** An external stylesheet: where it is, and what was there when it was last fetched. */
export type ExternalCss = { readonly address: string; readonly text: string; readonly at: Date };

/** What an app's look is made of, or null where the realm has no such app. */
export async function findLook(realmId: string, appId: string) {
  return db().connectedApp.findUnique({
    where: { realmId_id: { realmId, id: appId } },
    select: {
      name: true,
      subdomain: true,
      pageTitle: true,
      header: true,
      footer: true,
      css: true,
      externalCss: true,
      externalCssText: true,
      externalCssFetchedAt: true,
      logo: { select: { contentHash: true, contentType: true } },
    },
  });
}

/**
 * Sets what is given of an app's look: its text, its external stylesheet (null: there is none any more). With its event and
 * what the administrator did, in one transaction. False where there is no such app.
 */
export async function setLook(
  realmId: string,
  appId: string,
  { text = {}, external }: { text?: Partial<LookText>; external?: ExternalCss | null },
  doer: Doer,
): Promise<boolean> {
  return changeLook(realmId, appId, { doer, action: "look.updated" }, async () => ({
    ...text,
    ...(external === undefined ? {} : columnsOf(external)),
  }));
}

type NewAsset = {
  readonly contentHash: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** Keeps an image and makes it the app's logo; null takes the logo away, and leaves the image for CSS that shows it. */
export async function setLogo(realmId: string, appId: string, image: NewAsset | null, doer: Doer): Promise<boolean> {
  const action = image ? "logo.updated" : "logo.removed";
  return changeLook(realmId, appId, { doer, action }, async (tx) => {
    if (!image) return { logoAssetId: null };
    const { id } = await tx.asset.upsert({
      where: { realmId_contentHash: { realmId, contentHash: image.contentHash } },
      create: { id: newId("ast", doer.at), realmId, ...image },
      update: {},
      select: { id: true },
    });
    return { logoAssetId: id };
  });
}

type Columns = Partial<ReturnType<typeof columnsOf> & LookText & { readonly logoAssetId: string | null }>;

async function changeLook(
  realmId: string,
  appId: string,
  { doer, action }: { doer: Doer; action: string },
  columns: (tx: Db) => Promise<Columns>,
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const found = await tx.connectedApp.count({ where: { realmId, id: appId } });
    if (found === 0) return false;
    const data = await columns(tx);
    await tx.connectedApp.update({ where: { realmId_id: { realmId, id: appId } }, data, select: { id: true } });
    await recordEvents(tx, realmId, [
      { type: "login_policy.updated", loginPolicyId: appId, at: doer.at, by: doer.client },
    ]);
    await recordDeed(tx, realmId, doer, { action, objectType: "login_policy", objectId: appId });
    return true;
  });
}

function columnsOf(external: ExternalCss | null) {
  return {
    externalCss: external?.address ?? null,
    externalCssText: external?.text ?? null,
    externalCssFetchedAt: external?.at ?? null,
  };
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
