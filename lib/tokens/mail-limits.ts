import type { Throttle } from "@/lib/db/throttles";
import { throttleRules } from "@/lib/domain/throttle-rules";
import { throttleKey } from "./secret-token";

/** Counts the mails that anybody can have sent to one address, however many users have it (security.md 39). */
export function addressLimit(realmId: string, emailCanonical: string): Throttle {
  return { scope: realmId, rule: throttleRules.mailsToAddress, keyHash: throttleKey(`to ${emailCanonical}`) };
}

/** What counts the mails that anybody can have sent to a user: those of the user, and those to their address. */
export function mailLimits(realmId: string, user: { readonly id: string; readonly emailCanonical: string }) {
  const mine = { scope: realmId, rule: throttleRules.mailsByUser, keyHash: throttleKey(user.id) };
  return [mine, addressLimit(realmId, user.emailCanonical)] as const;
}
