import { db } from "./client";

/** The image of a realm with that content hash, or null: another realm's is none. */
export async function findAsset(
  realmId: string,
  contentHash: string,
): Promise<{ contentType: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  return db().asset.findUnique({
    where: { realmId_contentHash: { realmId, contentHash } },
    select: { contentType: true, bytes: true },
  });
}
