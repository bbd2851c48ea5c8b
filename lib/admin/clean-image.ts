import { createHash } from "node:crypto";
import type { Sharp } from "sharp";
import type { AssetType } from "@/lib/domain/asset-address";
import { cleanSvg } from "@/lib/domain/custom-svg";

/** The most that an image may have, in bytes, as it is sent and as it is kept. */
export const longestImage = 512 * 1024;

/** The widest and highest that an image is kept, in pixels; a larger one is made smaller. */
const LARGEST_SIDE = 2_000;
/** More pixels than these are never unpacked: 40 megapixels take some 160 MB. */
const MOST_PIXELS = 40_000_000;

export type Image = {
  readonly contentType: AssetType;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the bytes, in hex. */
  readonly contentHash: string;
};

/**
 * An image as it may be kept and served, written anew: PNG, JPEG and WebP by decoding and encoding them, so that
 * nothing but pixels is left (no place, no camera, no other file behind the picture); SVG by keeping what is harmless.
 * Decided by what the bytes are, never by what the file is called. Null for anything else, and for what is too large.
 */
export async function cleanImage(sent: Uint8Array<ArrayBuffer>): Promise<Image | null> {
  if (sent.length === 0 || sent.length > longestImage) return null;
  const clean = looksLikeSvg(sent) ? cleanVector(sent) : await cleanPixels(sent);
  if (!clean || clean.bytes.length > longestImage) return null;
  return { ...clean, contentHash: createHash("sha256").update(clean.bytes).digest("hex") };
}

type Clean = Omit<Image, "contentHash">;

async function cleanPixels(sent: Uint8Array): Promise<Clean | null> {
  const { default: sharp } = await import("sharp"); // 28 MB that most processes never need
  return encodeAnew(sharp(sent, { limitInputPixels: MOST_PIXELS, failOn: "error" })).catch(() => null);
}

async function encodeAnew(image: Sharp): Promise<Clean | null> {
  const { format } = await image.metadata();
  if (format !== "png" && format !== "jpeg" && format !== "webp") return null;
  const upright = image
    .autoOrient()
    .resize({ width: LARGEST_SIDE, height: LARGEST_SIDE, fit: "inside", withoutEnlargement: true });
  const bytes = await upright.toFormat(format).timeout({ seconds: 10 }).toBuffer();
  return { contentType: `image/${format}`, bytes: new Uint8Array(bytes) };
}

function looksLikeSvg(sent: Uint8Array): boolean {
  return /^(?:\ufeff)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg[\s>])/i.test(new TextDecoder().decode(sent.subarray(0, 512)));
}

function cleanVector(sent: Uint8Array): Clean | null {
  const svg = cleanSvg(new TextDecoder().decode(sent));
  return svg === null ? null : { contentType: "image/svg+xml", bytes: new TextEncoder().encode(svg) };
}
