import * as store from "@/lib/db/auth-providers";
import { given } from "@/lib/domain/given";
import { isAllowedOutbound } from "@/lib/domain/outbound-allow";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import {
  type DescribedProvider,
  needsSecret,
  type ProviderChanges,
  type ProviderInput,
  type ProviderSettings,
  providerInput,
  readProvider,
  storedProviderSettings,
} from "@/lib/domain/provider-settings";
import { isPreset, isProviderType, type ProviderType } from "@/lib/domain/providers";
import { env } from "@/lib/env";
import { isAppleKey } from "@/lib/social/apple-secret";
import { encrypt } from "@/lib/tokens/encryption";

export type { ChangedBy } from "@/lib/db/auth-providers";
export { providerChanges, providerInput } from "@/lib/domain/provider-settings";

/** An external provider as its owner sees it. The client secret is never read back. */
export type AuthProvider = {
  readonly id: string;
  readonly realmId: string;
  readonly type: ProviderType;
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly settings: ProviderSettings;
  readonly hasSecret: boolean;
  /** What is registered at the provider, behind the origin of each of the realm's apps. */
  readonly callbackPath: string;
  readonly createdAt: Date;
};

/** The external providers of a realm, oldest first. */
export async function listAuthProviders(realmId: string): Promise<AuthProvider[]> {
  return (await store.listProviders(realmId)).flatMap((row) => shown(row) ?? []);
}

/** One of them, by its id or its type; null where there is none. */
export async function getAuthProvider(realmId: string, idOrType: string): Promise<AuthProvider | null> {
  const row = await store.findProvider(realmId, idOrType, { active: false });
  return row && shown(row);
}

function shown(row: store.ProviderRow): AuthProvider | null {
  const { id, realmId, providerType: type, name, state, settings, clientSecretEncrypted, createdAt } = row;
  if (!isProviderType(type)) return null;
  return {
    ...{ id, realmId, type, name, state, createdAt },
    settings: storedProviderSettings(settings),
    hasSecret: clientSecretEncrypted !== null,
    callbackPath: `/auth/${isPreset(type) ? type : id}/callback`,
  };
}

/** Makes an external provider, active at once unless asked otherwise. Its secret is encrypted before it is kept. */
export async function createAuthProvider(
  realmId: string,
  input: ProviderInput,
  changed: store.ChangedBy,
  state: "active" | "inactive" = "active",
): Promise<Outcome<{ id: string }>> {
  const read = readWithSecret(input, false);
  if (!read.ok) return read;
  const { type, ...provider } = read.value;
  return done(await store.createProvider(realmId, { providerType: type, state, ...provider }, changed));
}

/** Changes what is given of an external provider; everything else of it stays, its type in any case. */
export async function updateAuthProvider(
  realmId: string,
  idOrType: string,
  changes: ProviderChanges,
  changed: store.ChangedBy,
): Promise<Outcome<{ id: string }>> {
  const found = await store.findProvider(realmId, idOrType, { active: false });
  if (!found) return refuse({ code: "not-found" });
  const updated = await store.updateProvider(realmId, found.id, (before) => changedProvider(before, changes), changed);
  return updated.ok ? done({ id: found.id }) : updated;
}

/** A provider as it is with `changes`. */
function changedProvider(row: store.ProviderRow, { state, ...changes }: ProviderChanges) {
  const before = shown(row);
  if (!before) return refuse({ code: "not-found" });
  const blanks = providerInput.parse({});
  const kept = { name: before.name, ...before.settings };
  const read = readWithSecret({ ...blanks, ...kept, ...given(changes), provider_type: before.type }, before.hasSecret);
  const stateProblems: Problem[] =
    state === undefined || isState(state) ? [] : [{ code: "provider.not-readable", field: "state" }];
  if (!read.ok) return refuse(...read.problems, ...stateProblems);
  if (stateProblems.length > 0) return refuse(...stateProblems);
  const { type: _, clientSecretEncrypted, ...provider } = read.value;
  return done({
    ...provider,
    ...(clientSecretEncrypted ? { clientSecretEncrypted } : {}),
    ...(isState(state) ? { state } : {}),
  });
}

/** Deletes an external provider with every profile at it. False where there is none. */
export async function deleteAuthProvider(
  realmId: string,
  idOrType: string,
  changed: store.ChangedBy,
): Promise<boolean> {
  const row = await store.findProvider(realmId, idOrType, { active: false });
  return row !== null && store.deleteProvider(realmId, row.id, changed);
}

type WithSecret = DescribedProvider & { readonly clientSecretEncrypted: Uint8Array<ArrayBuffer> | null };

function readWithSecret(input: ProviderInput, hasSecret: boolean): Outcome<WithSecret> {
  const read = readProvider(input, mayUse);
  const secret = input.client_secret.trim();
  const problems = isProviderType(input.provider_type) ? secretProblems(input.provider_type, secret, hasSecret) : [];
  if (!read.ok) return refuse(...read.problems, ...problems);
  if (problems.length > 0) return refuse(...problems);
  return done({ ...read.value, clientSecretEncrypted: secret === "" ? null : encrypt("client-secret", secret) });
}

function secretProblems(type: ProviderType, secret: string, hasSecret: boolean): Problem[] {
  const field = "client_secret";
  if (secret === "") return hasSecret || !needsSecret(type) ? [] : [{ code: "provider.blank", field }];
  if (type === "apple") return isAppleKey(secret) ? [] : [{ code: "provider.key", field }];
  return /^[\x20-\x7e]{1,2000}$/.test(secret) ? [] : [{ code: "provider.not-readable", field }];
}

/** https, or a host that the deployment allows by name. Whether it is of the public internet is asked at each request. */
function mayUse(url: URL): boolean {
  return url.protocol === "https:" || isAllowedOutbound(url, env().outboundAllow);
}

function isState(state: string | undefined): state is "active" | "inactive" {
  return state === "active" || state === "inactive";
}
