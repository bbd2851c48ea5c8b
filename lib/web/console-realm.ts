import { findRealm } from "@/lib/admin/realms";
import type { SignedInAdministrator } from "@/lib/admin/sign-in";
import { mayReachRealm } from "./console-rights";
import { answerWith } from "./visit";

/**
 * The realm that a page is in; null, with the status 404, where there is none or it is not the administrator's: the two
 * look alike. Every page of a realm calls it.
 */
export async function findRealmOfPage(administrator: SignedInAdministrator, realmId: string) {
  const realm = mayReachRealm(administrator, realmId) ? await findRealm(realmId) : null;
  if (!realm) answerWith(404);
  return realm;
}
