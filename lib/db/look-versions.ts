import { type AppLook, readAppLook, wholeMark } from "@/lib/domain/app-look";
import { assetAddress } from "@/lib/domain/asset-address";
import { db } from "./client";
import type { Prisma } from "./generated/client";
import { newId } from "./new-id";
import type { Db } from "./sql";

/** All of an app's row that its look is made of. */
export const lookColumns = {
  name: true,
  subdomain: true,
  pageTitle: true,
  header: true,
  footer: true,
  css: true,
  externalCss: true,
  externalCssText: true,
  externalCssFetchedAt: true,
  colours: true,
  sentences: true,
  updatedAt: true,
  logo: { select: { contentHash: true, contentType: true } },
} as const satisfies Prisma.ConnectedAppSelect;

type Row = Prisma.ConnectedAppGetPayload<{ select: typeof lookColumns }>;

/** The look that an app's row holds: what people see. */
export function publishedOf({ externalCss, externalCssText, externalCssFetchedAt, logo, ...app }: Row): AppLook {
  const external = externalCss && {
    address: externalCss,
    text: externalCssText ?? "",
    at: externalCssFetchedAt ?? app.updatedAt,
  };
  return readAppLook({ ...app, external: JSON.parse(JSON.stringify(external)), logo: logo && assetAddress(logo) });
}

/** Makes what people see of an app a version of its history, unless the newest version is just that. */
export async function keepPublished(
  tx: Db,
  { realmId, appId }: { readonly realmId: string; readonly appId: string },
  at: Date,
): Promise<void> {
  const app = await tx.connectedApp.findUnique({ where: { realmId_id: { realmId, id: appId } }, select: lookColumns });
  if (!app) return;
  const look = publishedOf(app);
  const newest = await tx.appLook.findFirst({
    where: { realmId, appId, state: "published" },
    orderBy: { id: "desc" },
    select: { look: true },
  });
  if (newest && wholeMark(readAppLook(newest.look)) === wholeMark(look)) return;
  await tx.appLook.create({
    data: {
      ...{ id: newId("lk", at), realmId, appId, state: "published" as const },
      look: JSON.parse(JSON.stringify(look)),
      createdAt: app.updatedAt,
      publishedAt: app.updatedAt,
    },
    select: { id: true },
  });
}

/** The newest versions of an app's look, without what is in them, and the drafts that were set aside. */
export async function listLookVersions(realmId: string, appId: string, take: number) {
  return db().appLook.findMany({
    where: { realmId, appId, state: { not: "draft" } },
    orderBy: { id: "desc" },
    take,
    select: { id: true, state: true, createdBy: true, createdAt: true },
  });
}

/** A version of an app's look, or null. */
export async function findLookVersion(realmId: string, appId: string, id: string): Promise<AppLook | null> {
  const found = await db().appLook.findFirst({ where: { realmId, appId, id }, select: { look: true } });
  return found && readAppLook(found.look);
}
