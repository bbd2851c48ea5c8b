import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { type ChangedBy, type NewProvider, recordProvider } from "./auth-providers";
import { db } from "./client";
import { inOrder, pageOfIds } from "./keyset";
import { newId } from "./new-id";

// All providers of a realm, those that are no external ones with them (lib/db/auth-providers.ts).

/** A provider of any type as its row holds it. */
export type AnyProvider = NonNullable<Awaited<ReturnType<typeof findAnyProvider>>>;

/** One page of a realm's providers; null where the page's `after` names none of the realm. */
export async function listAnyProviders(
  realmId: string,
  page: Page<SortOf<"auth_providers">>,
): Promise<Slice<AnyProvider> | null> {
  const ids = await pageOfIds(realmId, "auth_providers", { where: [], page });
  if (!ids) return null;
  const rows = await db().authProvider.findMany({ where: { realmId, id: { in: [...ids.rows] } } });
  return { rows: inOrder(ids.rows, rows), more: ids.more };
}

/** A provider of a realm, by its id or its type: of several of a type the oldest. Null for any other. */
export async function findAnyProvider(realmId: string, named: { readonly id: string } | { readonly type: string }) {
  return db().authProvider.findFirst({
    where: { realmId, ...("id" in named ? { id: named.id } : { providerType: named.type }) },
    orderBy: { id: "asc" },
  });
}

/** Makes the one provider of its type, with its event. "taken": the realm has one already. */
export async function createOnlyProvider(
  realmId: string,
  provider: NewProvider,
  changed: ChangedBy,
): Promise<{ id: string } | "taken"> {
  const id = newId("ap", changed.at);
  const { providerType } = provider;
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM realms WHERE id = ${realmId} FOR NO KEY UPDATE`; // two at once wait for each other
    if ((await tx.authProvider.count({ where: { realmId, providerType } })) > 0) return "taken";
    await tx.authProvider.create({ data: { id, realmId, ...provider }, select: { id: true } });
    await recordProvider(tx, realmId, { id, what: "created" }, changed);
    return { id };
  });
}

/** How many credentials there are of a provider. */
export async function countCredentialsOf(realmId: string, authProviderId: string): Promise<number> {
  return db().credential.count({ where: { realmId, authProviderId } });
}
