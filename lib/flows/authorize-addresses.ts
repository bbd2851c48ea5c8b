import { z } from "zod";
import { findProvider, listProviders, type ProviderRow } from "@/lib/db/auth-providers";
import { startProviderState } from "@/lib/db/provider-states";
import type { Door } from "@/lib/domain/door";
import { minutes } from "@/lib/domain/duration";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import { VISIT_MINUTES } from "@/lib/domain/provider-visit";
import { authorizationAddress, newVisitSecrets } from "@/lib/social/authorize";
import { refuseFailed } from "@/lib/social/refuse-failed";
import { openProvider } from "@/lib/tokens/provider-secret";
import { mintSecret } from "@/lib/tokens/secret-token";
import { hashOfNonce, sealVisit } from "@/lib/tokens/visit-secrets";

export const authorizeAddressesInput = z.object({
  redirect_uri: z.string().meta({
    description: "Where the provider sends the person back to: registered there, and without a query.",
  }),
  nonce: z.string().default("").meta({
    description: "What your server keeps for this person alone; it is shown again with the code.",
  }),
});

/** An address that takes a person to a provider, good for 30 minutes (authrocket-1.md §1.7). */
export type AuthorizeAddress = { readonly id: string; readonly type: string; readonly url: string };

/**
 * For an app's own server: where to send a person, to each active provider or (`only`) to one. They come back to
 * `redirect_uri`, which is registered there; whoever brings the code here shows the same `nonce`. A provider that cannot
 * be reached is left out of a list, and told where it was asked for by itself.
 */
export async function authorizeAddresses(
  door: Door,
  { redirect_uri: redirectUri, nonce }: z.output<typeof authorizeAddressesInput>,
  only: string | null = null,
): Promise<Outcome<AuthorizeAddress[]>> {
  if (!isReturn(redirectUri)) return refuse({ code: "provider.return-address", field: "redirect_uri" });
  const { realm } = door;
  const row = only === null ? null : await findProvider(realm.id, only, { active: true });
  if (only !== null && !row) return refuse({ code: "not-found" });
  const rows = row ? [row] : (await listProviders(realm.id)).filter(({ state }) => state === "active");
  const found = await Promise.all(rows.map((one) => addressOf(door, one, { redirectUri, nonce })));
  const [first] = found;
  if (row && first && !first.ok) return first;
  return done(found.flatMap((one) => (one.ok ? [one.value] : [])));
}

/** No query: the code is turned in with the address as it stood, and openid-client keeps none of an address it came to. */
function isReturn(address: string): boolean {
  if (address.length > 2_000 || !URL.canParse(address) || /[?#]/.test(address)) return false;
  return !/^(?:javascript|data|vbscript|blob|file):/i.test(new URL(address).protocol);
}

type Wanted = { readonly redirectUri: string; readonly nonce: string };

async function addressOf(door: Door, row: ProviderRow, wanted: Wanted): Promise<Outcome<AuthorizeAddress>> {
  const { realm, at } = door;
  const state = mintSecret("pst");
  const secrets = newVisitSecrets(wanted.redirectUri);
  try {
    const url = await authorizationAddress(openProvider(row), secrets, state.secret);
    await startProviderState(realm.id, {
      appId: null,
      authProviderId: row.id,
      stateHash: state.hash,
      browserHash: hashOfNonce(wanted.nonce),
      secretsEncrypted: sealVisit(secrets),
      handoff: {},
      at,
      expiresAt: new Date(at.getTime() + minutes(VISIT_MINUTES)),
    });
    return done({ id: row.id, type: row.providerType, url });
  } catch (error) {
    return refuseFailed(door, row, error);
  }
}
