import type { z } from "zod";
import type { ChangedBy } from "@/lib/db/auth-providers";
import { deleteProvider } from "@/lib/db/auth-providers";
import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/realm-providers";
import { given } from "@/lib/domain/given";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import {
  type AnyProviderInput,
  externalFields,
  isOwnType,
  type newAnyProviderInput,
} from "@/lib/domain/provider-fields";
import { isProviderType } from "@/lib/domain/providers";
import { createAuthProvider, deleteAuthProvider, providerInput, updateAuthProvider } from "./auth-providers";
import { type Asker, changedBy, createOwn, updateOwn } from "./own-providers";

export type { AnyProvider } from "@/lib/db/realm-providers";

/** One page of a realm's providers, of all types. */
export async function listAnyProviders(
  realmId: string,
  page: Page<SortOf<"auth_providers">>,
): Promise<Outcome<Slice<store.AnyProvider>>> {
  const slice = await store.listAnyProviders(realmId, page);
  return slice ? done(slice) : refuse({ code: "after.not-here", field: "after" });
}

/** A provider by its id or its type, or a `not-found`. */
export async function getAnyProvider(realmId: string, idOrType: string): Promise<Outcome<store.AnyProvider>> {
  const named = isId("ap", idOrType) ? { id: idOrType } : isType(idOrType) ? { type: idOrType } : null;
  const row = named && (await store.findAnyProvider(realmId, named));
  return row ? done(row) : refuse({ code: "not-found" });
}

function isType(text: string): boolean {
  return isOwnType(text) || isProviderType(text);
}

/** Makes a provider: of hosted settings, passwords and authenticators a realm has one each. */
export async function createAnyProvider(
  realmId: string,
  { provider_type: type, ...input }: z.output<typeof newAnyProviderInput>,
  actor: Asker,
): Promise<Outcome<store.AnyProvider>> {
  const made = isOwnType(type)
    ? await createOwn(realmId, { type, input }, actor)
    : await createExternal(realmId, { type, input }, changedBy(actor));
  return made.ok ? getAnyProvider(realmId, made.value.id) : made;
}

async function createExternal(
  realmId: string,
  { type, input }: { readonly type: string; readonly input: AnyProviderInput },
  changed: ChangedBy,
): Promise<Outcome<{ id: string }>> {
  const described = providerInput.parse({ ...given(externalOf(input)), provider_type: type });
  const made = await createAuthProvider(realmId, described, changed, input.state);
  return made;
}

/** Changes the fields that are sent. Its type stays. */
export async function updateAnyProvider(
  realmId: string,
  { id: idOrType, input }: { readonly id: string; readonly input: AnyProviderInput },
  actor: Asker,
): Promise<Outcome<store.AnyProvider>> {
  const before = await getAnyProvider(realmId, idOrType);
  if (!before.ok) return before;
  const { id, providerType, settings: kept } = before.value;
  if (!isOwnType(providerType)) {
    const changes = { ...externalOf(input), ...given({ state: input.state }) };
    const updated = await updateAuthProvider(realmId, id, changes, changedBy(actor));
    return updated.ok ? getAnyProvider(realmId, id) : updated;
  }
  const known = { id, type: providerType, settings: kept };
  const updated = await updateOwn(realmId, known, { input, actor });
  return updated.ok ? getAnyProvider(realmId, id) : updated;
}

/**
 * Deletes a provider. Of an external one every profile at it ends; without hosted settings and a password policy the
 * built-in ones stand. Authenticators that are in use are in the way: nobody's second factor ends unseen.
 */
export async function deleteAnyProvider(realmId: string, idOrType: string, actor: Actor): Promise<Outcome<null>> {
  const found = await getAnyProvider(realmId, idOrType);
  if (!found.ok) return found;
  const { id, providerType } = found.value;
  if (providerType === "totp" && (await store.countCredentialsOf(realmId, id)) > 0)
    return refuse({ code: "provider.in-use" });
  const wasThere = isOwnType(providerType)
    ? await deleteProvider(realmId, id, changedBy(actor))
    : await deleteAuthProvider(realmId, id, changedBy(actor));
  return wasThere ? done(null) : refuse({ code: "not-found" });
}

/** What is sent of an external provider, as text: null is blank. */
function externalOf(input: AnyProviderInput): Readonly<Record<string, string | undefined>> {
  const names = ["name", ...Object.keys(externalFields)] as ("name" | keyof typeof externalFields)[];
  return Object.fromEntries(names.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name] ?? ""]])));
}
