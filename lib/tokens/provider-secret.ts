import type { ProviderRow } from "@/lib/db/auth-providers";
import { type SocialProvider, storedProviderSettings } from "@/lib/domain/provider-settings";
import { isProviderType } from "@/lib/domain/providers";
import { decrypt } from "./encryption";

/** A provider's row with its client secret readable, to talk to it. */
export function openProvider(row: ProviderRow): SocialProvider {
  const { id, providerType: type, name, settings, clientSecretEncrypted: sealed, updatedAt } = row;
  if (!isProviderType(type)) throw new TypeError(`The provider ${id} is no external one.`);
  return {
    ...{ id, type, name },
    settings: storedProviderSettings(settings),
    clientSecret: sealed && decrypt("client-secret", sealed),
    version: updatedAt.getTime(),
  };
}
