import type { z } from "zod";
import type { ChangedBy } from "@/lib/db/auth-providers";
import { deleteProvider, updateProvider } from "@/lib/db/auth-providers";
import type { Actor } from "@/lib/db/changes";
import * as store from "@/lib/db/realm-providers";
import { given } from "@/lib/domain/given";
import { hostedNames } from "@/lib/domain/hosted-fields";
import { isId } from "@/lib/domain/ids";
import type { Page, Slice, SortOf } from "@/lib/domain/lists";
import { readLookText } from "@/lib/domain/look-text";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import {
  type AnyProviderInput,
  externalFields,
  isOwnType,
  type newAnyProviderInput,
  type OwnType,
} from "@/lib/domain/provider-fields";
import { isProviderType } from "@/lib/domain/providers";
import { cleanName } from "@/lib/domain/text";
import { createAuthProvider, deleteAuthProvider, providerInput, updateAuthProvider } from "./auth-providers";
import type { FetchCss } from "./external-css";
import { newExternal } from "./looks";

export type { AnyProvider } from "@/lib/db/realm-providers";

/** Who asks, and what fetches a stylesheet: the real one, but for tests. */
type Asker = Actor & { readonly fetchCss?: FetchCss };

const usualNames: Readonly<Record<OwnType, string>> = {
  login_rocket: "Hosted pages",
  password: "Passwords",
  totp: "Authenticators",
};

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

type New<Type> = { readonly type: Type; readonly input: AnyProviderInput };

async function createOwn(
  realmId: string,
  { type, input }: New<OwnType>,
  actor: Asker,
): Promise<Outcome<{ id: string }>> {
  const read = await readOwn(type, input, { before: {}, asker: actor });
  if (!read.ok) return read;
  const { name = usualNames[type], settings } = read.value;
  const { state = "active" } = input;
  const provider = { providerType: type, name, state, settings, clientSecretEncrypted: null };
  const made = await store.createOnlyProvider(realmId, provider, changedBy(actor));
  return made === "taken" ? refuse({ code: "provider.taken", field: "provider_type" }) : done(made);
}

async function createExternal(
  realmId: string,
  { type, input }: New<string>,
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
  const read = await readOwn(providerType, input, { before: Object(kept), asker: actor });
  if (!read.ok) return read;
  const to = { ...read.value, ...given({ state: input.state }) };
  const updated = await updateProvider(realmId, id, to, changedBy(actor));
  return updated === "updated" ? getAnyProvider(realmId, id) : refuse({ code: "not-found" });
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

/** The API's callers are no administrators. */
function changedBy({ at, by }: Actor): ChangedBy {
  return { at, by, doer: null };
}

/** What is sent of an external provider, as text: null is blank. */
function externalOf(input: AnyProviderInput): Readonly<Record<string, string | undefined>> {
  const names = ["name", ...Object.keys(externalFields)] as ("name" | keyof typeof externalFields)[];
  return Object.fromEntries(names.flatMap((name) => (input[name] === undefined ? [] : [[name, input[name] ?? ""]])));
}

type Settings = Readonly<Record<string, string | number | boolean | readonly string[]>>;

type Before = { readonly before: Settings; readonly asker: Asker };

/**
 * The name and the settings that a provider has with what was sent; null takes a setting away. A new external stylesheet
 * must be there at once.
 */
async function readOwn(
  type: OwnType,
  input: AnyProviderInput,
  { before, asker }: Before,
): Promise<Outcome<{ name?: string; settings: Settings }>> {
  const name = cleanName(input.name ?? "");
  const look = readLookText(type === "login_rocket" ? input : {});
  const external = await externalOfRealm(type === "login_rocket" ? input.external_css : undefined, { before, asker });
  const problems = [
    ...(name.ok ? [] : [{ code: name.code, field: "name" } as const]),
    ...(look.ok ? [] : look.problems),
    ...(external.ok ? [] : external.problems),
  ];
  if (!name.ok || !look.ok || !external.ok) return refuse(...problems);
  const { leftOut: _, ...text } = look.value;
  const sent = {
    login_rocket: {
      ...Object.fromEntries(hostedNames.map((one) => [one, input[one]])),
      ...text,
      ...external.value,
      allowed_origins: input.allowed_origins,
    },
    password: { min_length: input.min_length },
    totp: {},
  }[type];
  const merged = Object.entries({ ...before, ...given(sent) }).filter(([, value]) => value !== null);
  const named = input.name === undefined ? {} : { name: name.value || usualNames[type] };
  return done({ ...named, settings: Object.fromEntries(merged) as Settings });
}

/** What is kept of a realm's external stylesheet (lib/db/realm-css.ts), where another one is asked for. */
async function externalOfRealm(asked: string | null | undefined, { before, asker }: Before) {
  const known = typeof before.external_css === "string" ? before.external_css : null;
  const address = asked === undefined ? (known ?? "") : (asked ?? "").trim();
  const external = await newExternal(known, address, { doer: asker, fetchCss: asker.fetchCss });
  if (!external.ok) return external;
  const { value } = external;
  if (value === "as-before") return done({});
  return done({
    external_css: value?.address ?? null,
    external_css_text: value?.text ?? null,
    external_css_fetched_at: value?.at.toISOString() ?? null,
  });
}
