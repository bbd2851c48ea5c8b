import { findRealm } from "@/lib/admin/realms";
import type { SignedInAdministrator } from "@/lib/admin/sign-in";
import { mayChangeRealm, mayReachRealm } from "./console-rights";
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

/** The same for a page that has nothing but a form in it: as good as none for those who may only look. */
export async function findRealmToChange(administrator: SignedInAdministrator, realmId: string) {
  if (mayChangeRealm(administrator, realmId)) return findRealmOfPage(administrator, realmId);
  answerWith(404);
  return null;
}
