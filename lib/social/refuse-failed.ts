import { recordEvent } from "@/lib/db/events";
import { appIdOf, type Door } from "@/lib/domain/door";
import { refuse } from "@/lib/domain/outcome";
import { ProviderError } from "./provider-error";

/** Says that a visit to a provider came to nothing, and notes it. Throws everything that is no ProviderError again. */
export async function refuseFailed(door: Door, { id }: { readonly id: string }, error: unknown) {
  if (!(error instanceof ProviderError)) throw error;
  const { realm, at, client } = door;
  const about = { authProviderId: id, loginPolicyId: appIdOf(door), at, by: client };
  // Why, by a code alone: nothing that the provider wrote.
  await recordEvent(realm.id, { type: "user.login.failed", ...about, data: { provider: error.detail } });
  return refuse({ code: `provider.${error.failure}` });
}
