import { subjectsBy } from "@/lib/domain/provider-settings";
import type { NewProfile } from "./profile-row";
import type { Db } from "./sql";

/** A profile's provider was deleted meanwhile, or names other people by its subjects. */
export class ProviderGone extends Error {
  constructor() {
    super("The provider of this profile is not there any more, or not as it was asked.");
  }
}

/**
 * Holds the provider of a new profile until `tx` ends: nobody deletes it or changes who its subjects are. Throws
 * ProviderGone where somebody has. Taken before any state or credential of the provider, like lockProvider.
 */
export async function holdProvider(
  tx: Db,
  realmId: string,
  { authProviderId, subjectsBy: asked }: Pick<NewProfile, "authProviderId" | "subjectsBy">,
): Promise<void> {
  const [row] = await tx.$queryRaw<{ settings: unknown }[]>`
    SELECT settings FROM auth_providers WHERE realm_id = ${realmId} AND id = ${authProviderId} FOR KEY SHARE`;
  if (!row || subjectsBy(row.settings) !== asked) throw new ProviderGone();
}

/** The settings of a provider, and nobody gives anybody a profile at it until `tx` ends; null where there is none. */
export async function lockProvider(tx: Db, realmId: string, id: string): Promise<{ settings: unknown } | null> {
  const [row] = await tx.$queryRaw<{ settings: unknown }[]>`
    SELECT settings FROM auth_providers WHERE realm_id = ${realmId} AND id = ${id} FOR UPDATE`;
  return row ?? null;
}
