import { createHmac } from "node:crypto";
import { purposeKey } from "./encryption";
import { currentBeginning, nobodysHash } from "./password-hash";

/**
 * What a name that nobody has is held against, so that a realm with hashes from elsewhere tells nothing by its time
 * (security.md H4): of the beginnings that the realm's own hashes have, the name's own share decides which. One name
 * always gets the same while the shares stay; as people log in and their hashes become ours, so do nobody's.
 */
export function hashForNobody(
  beginnings: readonly { readonly beginning: string; readonly count: number }[],
  name: { readonly realmId: string; readonly typed: string },
): string {
  const ours = currentBeginning();
  const foreign = beginnings.filter((one) => one.beginning !== ours);
  const all = beginnings.reduce((sum, one) => sum + one.count, 0);
  let share = shareOf(name) * all;
  for (const { beginning, count } of foreign) {
    if (share < count) return nobodysHash(beginning);
    share -= count;
  }
  return nobodysHash(ours);
}

/** A number from 0 up to 1 that is the name's, and that nobody outside can tell. */
function shareOf({ realmId, typed }: { readonly realmId: string; readonly typed: string }): number {
  const digest = createHmac("sha256", purposeKey("nobody")).update(`${realmId} ${typed}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32;
}
