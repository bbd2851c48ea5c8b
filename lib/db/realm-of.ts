import { type IdPrefix, isId } from "@/lib/domain/ids";
import { db } from "./client";
import { Prisma } from "./generated/client";

/** Where the objects of a kind are kept, by what their ids begin with. Secrets that look like ids are not among them. */
const tables: Readonly<Partial<Record<IdPrefix, string>>> = {
  usr: "users",
  org: "orgs",
  mb: "memberships",
  crd: "credentials",
  kss: "sessions",
  ap: "auth_providers",
  lpl: "connected_apps",
  hk: "app_hooks",
  ev: "events",
  ent: "notifications",
  jky: "jwt_keys",
};

/** The realm that the object of that id is in, or null. For callers who may reach every realm, and name none. */
export async function findRealmOf(id: string): Promise<string | null> {
  const table = tables[id.split("_")[0] as IdPrefix];
  if (!table) return null;
  const [row] = await db().$queryRaw<{ realm: string | null }[]>`
    SELECT realm_id AS realm FROM ${Prisma.raw(table)} WHERE id = ${id}`;
  return row?.realm ?? null;
}

/** True where there is a realm of that id. */
export async function hasRealm(id: string): Promise<boolean> {
  return isId("rl", id) && (await db().realm.count({ where: { id } })) > 0;
}
