import { getUser, type UserDetails } from "@/lib/admin/users";
import { isId } from "@/lib/domain/ids";

/** The user of a realm that an address names; null where there is none. */
export async function findUser(realmId: string, id: string): Promise<UserDetails | null> {
  return isId("usr", id) ? getUser(realmId, id) : null;
}
