import type { Throttle } from "@/lib/db/throttles";
import { throttleAddress } from "@/lib/domain/client-address";
import { countedAddress, type Door } from "@/lib/domain/door";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { throttleKey } from "./secret-token";

/** What tries with mailed tokens are counted by: the person's address; null where nobody says it. */
export function tokenTries(door: Door): Throttle | null {
  const address = countedAddress(door);
  if (address === null) return null;
  return { scope: door.realm.id, rule: throttleRules.tokenByAddress, keyHash: throttleKey(throttleAddress(address)) };
}
