import { db } from "./client";
import { newId } from "./new-id";
import { type Db, utc } from "./sql";

/** Where a visit to a provider, or the step after it, belongs: one app (null: the owner's server) and one browser. */
export type StateOf = {
  readonly appId: string | null;
  readonly stateHash: Uint8Array<ArrayBuffer>;
  readonly browserHash: Uint8Array<ArrayBuffer>;
};

export type NewProviderState = StateOf & {
  readonly authProviderId: string;
  readonly secretsEncrypted: Uint8Array<ArrayBuffer>;
  /** What the person came with, carried along. Nothing in it is secret. */
  readonly handoff: Readonly<Record<string, string>>;
  readonly at: Date;
  readonly expiresAt: Date;
};

/** A state as a request shows it; `provider` is the id or the type of the one that sent the person back. */
export type ShownState = StateOf & { readonly at: Date; readonly provider?: string | null };

/** A state as it is kept. */
export type KeptState = {
  readonly authProviderId: string;
  readonly secretsEncrypted: Uint8Array;
  readonly handoff: unknown;
};

/** Keeps a state until it is spent, or has expired. */
export async function startProviderState(realmId: string, state: NewProviderState): Promise<void> {
  const { at, handoff, ...row } = state;
  await db().providerState.create({
    data: { id: newId("pst", at), realmId, createdAt: at, handoff: { ...handoff }, ...row },
    select: { id: true },
  });
}

/**
 * Spends a state, once whatever the number of requests: in the browser, at the app and (where given) at the provider
 * that it was made for, and before its end. Null for any other; that one stays as it is.
 */
export async function spendProviderState(
  realmId: string,
  { appId, stateHash, browserHash, at, provider = null }: ShownState,
  tx: Db = db(),
): Promise<KeptState | null> {
  const [row] = await tx.$queryRaw<{ provider: string; secrets: Uint8Array; handoff: unknown }[]>`
    DELETE FROM provider_states state USING auth_providers provider
    WHERE state.realm_id = ${realmId} AND state_hash = ${stateHash} AND browser_hash = ${browserHash}
      AND app_id IS NOT DISTINCT FROM ${appId}::text AND state.expires_at > ${utc(at)}
      AND provider.realm_id = ${realmId} AND provider.id = state.auth_provider_id
      AND (${provider}::text IS NULL OR provider.id = ${provider}::text OR provider.provider_type = ${provider}::text)
    RETURNING provider.id AS provider, secrets_encrypted AS secrets, handoff`;
  return row ? { authProviderId: row.provider, secretsEncrypted: row.secrets, handoff: row.handoff } : null;
}

/** A state that could be spent; null for any other. Changes nothing. */
export async function findProviderState(
  realmId: string,
  { appId, stateHash, browserHash, at }: ShownState,
): Promise<KeptState | null> {
  return db().providerState.findFirst({
    where: { realmId, appId, stateHash, browserHash, expiresAt: { gt: at } },
    select: { authProviderId: true, secretsEncrypted: true, handoff: true },
  });
}
