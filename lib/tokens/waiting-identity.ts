import { findProvider, type ProviderRow } from "@/lib/db/auth-providers";
import { findProviderState, type ShownState } from "@/lib/db/provider-states";
import type { Visit } from "@/lib/domain/visit";
import { type HeldIdentity, openIdentity } from "./held-identity";
import { hashSecret } from "./secret-token";

/** Who has come back from a provider and has a step left, with the provider and the step. */
export type WaitingIdentity = HeldIdentity & {
  readonly row: ProviderRow;
  readonly step: ShownState;
  /** What a link of ours says that connects this very profile: told by nobody who does not hold the browser's secret. */
  readonly connect: string;
};

/** Who waits in this browser, by what it holds; null where nobody does, it is over, or the provider is switched off. */
export async function findWaitingIdentity(visit: Visit, secret: string | null): Promise<WaitingIdentity | null> {
  if (!secret) return null;
  const { realm } = visit;
  const step = stepOf(visit, secret);
  const kept = await findProviderState(realm.id, step);
  const held = kept && openIdentity(kept.secretsEncrypted);
  const row = held && (await findProvider(realm.id, kept.authProviderId, { active: true }));
  return row && { ...held, row, step, connect: connectMark(secret) };
}

/** A step as the database knows it: the one secret is all that a browser has of it. */
function stepOf({ app, at }: Visit, secret: string): ShownState {
  const hash = hashSecret(secret);
  return { appId: app.id, stateHash: hash, browserHash: hash, at };
}

function connectMark(secret: string): string {
  return Buffer.from(hashSecret(`connect ${secret}`))
    .toString("base64url")
    .slice(0, 22);
}
