import { randomBytes } from "node:crypto";
import { type IdPrefix, idFrom } from "@/lib/domain/ids";

/** A new id: the prefix, then 22 base62 characters that sort by creation. */
export function newId(prefix: IdPrefix, at: Date = new Date()): string {
  return idFrom(prefix, at.getTime(), randomBytes(10));
}
