import * as store from "@/lib/db/assets";

/** The image of a realm with that content hash, or null: another realm's is none. */
export const findAsset = store.findAsset;
