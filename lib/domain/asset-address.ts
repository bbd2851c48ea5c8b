/** The image types that are kept, with the ending each has in its address. */
export const assetTypes = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
  "image/svg+xml": "svg",
} as const;

export type AssetType = keyof typeof assetTypes;

const address = /^\/assets\/([0-9a-f]{64})\.(png|jpg|webp|svg)$/;

/** Where an image of a realm is served, on the host of each of its apps. `hash` is the SHA-256 of its bytes, in hex. */
export function assetAddress({ contentHash, contentType }: { contentHash: string; contentType: string }): string {
  const ending = new Map<string, string>(Object.entries(assetTypes)).get(contentType);
  if (!ending) throw new RangeError(`${contentType} is no type that an asset has.`);
  return `/assets/${contentHash}.${ending}`;
}

/** The hash in the address of an image, or null for any other address. */
export function assetHash(path: string): string | null {
  return address.exec(path)?.[1] ?? null;
}
