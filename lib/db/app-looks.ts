import { type AppLook, readAppLook } from "@/lib/domain/app-look";
import { assetHash } from "@/lib/domain/asset-address";
import { cleanHtml } from "@/lib/domain/custom-html";
import { type Outcome, refuse } from "@/lib/domain/outcome";
import { type Deed, type Doer, recordDeed } from "./audit";
import { db } from "./client";
import { recordEvents } from "./events";
import type { Prisma } from "./generated/client";
import { keepPublished, lookColumns, publishedOf } from "./look-versions";
import { newId } from "./new-id";
import type { Db } from "./sql";

/** An app's look as people see it, and its draft where there is one. */
export type AppLooks = {
  readonly name: string;
  readonly subdomain: string;
  readonly published: AppLook;
  readonly externalAt: Date | null;
  readonly draft: {
    readonly look: AppLook;
    /** What marks the published look that it was begun on. */
    readonly basis: string | null;
    readonly by: string | null;
    readonly at: Date;
  } | null;
};

/** An image of a realm, to be kept once its look is. */
export type NewAsset = {
  readonly contentHash: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/**
 * What becomes of the looks of an app, and of the draft that was there: it ends, where its writer loses nothing by it; is
 * set aside, which keeps it in the history; or stays.
 */
export type LookChange =
  | { readonly to: "draft"; readonly look: AppLook; readonly basis: string | null; readonly before: "ends" | "aside" }
  | { readonly to: "published"; readonly look: AppLook; readonly before: "ends" | "aside" | "stays" }
  | { readonly to: "no-draft"; readonly before: "aside" };

type Decision = { readonly change: LookChange; readonly deed: Omit<Deed, "objectType" | "objectId"> };

/** The looks of an app, or null where the realm has no such app. */
export async function findAppLooks(realmId: string, appId: string): Promise<AppLooks | null> {
  return readLooks(db(), realmId, appId);
}

async function readLooks(tx: Db, realmId: string, appId: string): Promise<AppLooks | null> {
  const app = await tx.connectedApp.findUnique({ where: { realmId_id: { realmId, id: appId } }, select: lookColumns });
  if (!app) return null;
  const draft = await tx.appLook.findFirst({ where: { realmId, appId, state: "draft" }, orderBy: { id: "desc" } });
  return {
    name: app.name,
    subdomain: app.subdomain,
    published: publishedOf(app),
    externalAt: app.externalCssFetchedAt,
    draft: draft && {
      look: readAppLook(draft.look),
      basis: draft.basis,
      by: draft.createdBy,
      at: draft.createdAt,
    },
  };
}

/**
 * Changes the looks of an app as `decide` says, who is told how they are while nobody else changes them. What is
 * published is a version of the history, and so is what was there before, whoever put it there. With the event and what
 * the administrator did, in one transaction.
 */
export async function changeAppLook(
  realmId: string,
  appId: string,
  doer: Doer,
  decide: (now: AppLooks) => Outcome<Decision>,
  asset: NewAsset | null = null,
): Promise<Outcome<Decision>> {
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM connected_apps WHERE realm_id = ${realmId} AND id = ${appId} FOR UPDATE`;
    const now = await readLooks(tx, realmId, appId);
    if (!now) return refuse({ code: "not-found" });
    const decision = decide(now);
    if (!decision.ok) return decision;
    const { change, deed } = decision.value;
    if (asset) await keepAsset(tx, realmId, asset, doer.at);
    await leaveDraft(tx, { realmId, appId }, change.before);
    if (change.to === "draft") await addLook(tx, { realmId, appId, doer }, { ...change, state: "draft" });
    if (change.to === "published") await publish(tx, { realmId, appId, doer }, { now, look: change.look });
    await recordDeed(tx, realmId, doer, { ...deed, objectType: "login_policy", objectId: appId });
    return decision;
  });
}

type App = { readonly realmId: string; readonly appId: string };

async function keepAsset(tx: Db, realmId: string, asset: NewAsset, at: Date): Promise<void> {
  await tx.asset.upsert({
    where: { realmId_contentHash: { realmId, contentHash: asset.contentHash } },
    create: { id: newId("ast", at), realmId, ...asset },
    update: {},
    select: { id: true },
  });
}

async function leaveDraft(tx: Db, app: App, before: LookChange["before"]): Promise<void> {
  const where = { ...app, state: "draft" as const };
  if (before === "aside") await tx.appLook.updateMany({ where, data: { state: "aside" } });
  if (before === "ends") await tx.appLook.deleteMany({ where });
}

async function publish(
  tx: Db,
  { doer, ...app }: App & { readonly doer: Doer },
  { now, look }: { now: AppLooks; look: AppLook },
): Promise<void> {
  const { realmId, appId } = app;
  await keepPublished(tx, app, new Date(doer.at.getTime() - 1));
  const header = look.header && (cleanHtml(look.header).html || null);
  const footer = look.footer && (cleanHtml(look.footer).html || null);
  const shown = { ...look, header, footer, external: newerOf(look.external, now.published.external) };
  const hash = shown.logo && assetHash(shown.logo);
  const logo = hash && (await tx.asset.findFirst({ where: { realmId, contentHash: hash }, select: { id: true } }));
  await tx.connectedApp.update({
    where: { realmId_id: { realmId, id: appId } },
    data: {
      pageTitle: shown.pageTitle,
      header,
      footer,
      css: shown.css,
      externalCss: shown.external?.address ?? null,
      externalCssText: shown.external?.text ?? null,
      externalCssFetchedAt: shown.external?.at ?? null,
      colours: shown.colours,
      sentences: shown.sentences,
      logoAssetId: logo ? logo.id : null,
    },
    select: { id: true },
  });
  await addLook(tx, { ...app, doer }, { look: shown, basis: null, state: "published" });
  await recordEvents(tx, realmId, [
    { type: "login_policy.updated", loginPolicyId: appId, at: doer.at, by: doer.client },
  ]);
}

/** Of two fetches of one stylesheet the newer: the job fetches what is published, not what is drafted. */
function newerOf(mine: AppLook["external"], shown: AppLook["external"]): AppLook["external"] {
  return mine && shown && mine.address === shown.address && mine.at < shown.at ? shown : mine;
}

type NewLook = Pick<Prisma.AppLookUncheckedCreateInput, "basis" | "state"> & { readonly look: AppLook };

async function addLook(tx: Db, { doer, ...app }: App & { doer: Doer }, { look, basis, state }: NewLook) {
  await tx.appLook.create({
    data: {
      ...app,
      id: newId("lk", doer.at),
      state: state ?? "draft",
      basis: basis ?? null,
      look: JSON.parse(JSON.stringify(look)),
      createdAt: doer.at,
      publishedAt: state === "published" ? doer.at : null,
      createdById: doer.administrator.id,
      createdBy: doer.administrator.email,
    },
    select: { id: true },
  });
}
