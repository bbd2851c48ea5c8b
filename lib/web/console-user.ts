import { findRealm } from "@/lib/admin/realms";
import type { SignedInAdministrator } from "@/lib/admin/sign-in";
import { getUser } from "@/lib/admin/users";
import { isId } from "@/lib/domain/ids";
import { mayReachRealm } from "./console-rights";
import { answerWith } from "./visit";

/**
 * The user that a page is about, with their realm; null, with the status 404, where either is not there or not the
 * administrator's. Every page of a user calls it.
 */
export async function findUserOfPage(administrator: SignedInAdministrator, at: { realm: string; user: string }) {
  const realm = mayReachRealm(administrator, at.realm) ? await findRealm(at.realm) : null;
  const user = realm && isId("usr", at.user) ? await getUser(realm.id, at.user) : null;
  if (realm && user) return { realm, user };
  answerWith(404);
  return null;
}
