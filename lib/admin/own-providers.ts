import type { ChangedBy } from "@/lib/db/auth-providers";
import { updateProvider } from "@/lib/db/auth-providers";
import { type Actor, doerOf } from "@/lib/db/changes";
import * as store from "@/lib/db/realm-providers";
import { given } from "@/lib/domain/given";
import { hostedNames } from "@/lib/domain/hosted-fields";
import { readLookText } from "@/lib/domain/look-text";
import { mergedSettings, type SentSettings } from "@/lib/domain/merged-settings";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { AnyProviderInput, OwnType } from "@/lib/domain/provider-fields";
import { cleanName } from "@/lib/domain/text";
import type { FetchCss } from "./external-css";
import { newExternal } from "./looks";

// The providers that are no external ones: a realm's hosted settings, its password policy, its authenticators.

/** Who asks, and what fetches a stylesheet: the real one, but for tests. */
export type Asker = Actor & { readonly fetchCss?: FetchCss };

const usualNames: Readonly<Record<OwnType, string>> = {
  login_rocket: "Hosted pages",
  password: "Passwords",
  totp: "Authenticators",
};

type New = { readonly type: OwnType; readonly input: AnyProviderInput };

/** Makes the one provider of its type. */
export async function createOwn(realmId: string, { type, input }: New, actor: Asker): Promise<Outcome<{ id: string }>> {
  const read = await readOwn(type, input, { before: {}, asker: actor });
  if (!read.ok) return read;
  const { name = usualNames[type], sent } = read.value;
  const { state = "active" } = input;
  const settings = mergedSettings({}, sent);
  const provider = { providerType: type, name, state, settings, clientSecretEncrypted: null };
  const made = await store.createOnlyProvider(realmId, provider, changedBy(actor));
  return made === "taken" ? refuse({ code: "provider.taken", field: "provider_type" }) : done(made);
}

type Known = { readonly id: string; readonly type: OwnType; readonly settings: unknown };

/** Changes the fields that are sent. A stylesheet is fetched first; all else is decided once nobody else changes it. */
export async function updateOwn(
  realmId: string,
  { id, type, settings }: Known,
  { input, actor }: { readonly input: AnyProviderInput; readonly actor: Asker },
): Promise<Outcome<null>> {
  const read = await readOwn(type, input, { before: Object(settings), asker: actor });
  if (!read.ok) return read;
  const { name, sent } = read.value;
  const decide = (row: { readonly settings: unknown }) =>
    done({ ...given({ name, state: input.state }), settings: mergedSettings(row.settings, sent) });
  return updateProvider(realmId, id, decide, changedBy(actor));
}

/** Changes the one provider of a type, which is made where the realm has none yet. */
export async function setOwn(realmId: string, { type, input }: New, actor: Asker): Promise<Outcome<null>> {
  const update = async () => {
    const row = await store.findAnyProvider(realmId, { type });
    return row ? updateOwn(realmId, { id: row.id, type, settings: row.settings }, { input, actor }) : null;
  };
  const updated = await update();
  if (updated) return updated;
  const made = await createOwn(realmId, { type, input }, actor);
  if (made.ok) return done(null);
  // Somebody else has made it meanwhile.
  return (made.problems[0].code === "provider.taken" && (await update())) || made;
}

/** The API's callers are no administrators. */
export function changedBy({ at, by, administrator }: Actor): ChangedBy {
  return { at, by, doer: administrator && doerOf({ at, by, administrator }) };
}

type Before = { readonly before: Readonly<Record<string, unknown>>; readonly asker: Asker };

/**
 * The name and the settings that were sent for a provider; null takes a setting away. A new external stylesheet must be
 * there at once.
 */
async function readOwn(
  type: OwnType,
  input: AnyProviderInput,
  { before, asker }: Before,
): Promise<Outcome<{ name?: string; sent: SentSettings }>> {
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
  const sent: SentSettings = {
    login_rocket: {
      ...Object.fromEntries(hostedNames.map((one) => [one, input[one]])),
      ...text,
      ...external.value,
      allowed_origins: input.allowed_origins,
    },
    password: { min_length: input.min_length },
    totp: {},
  }[type];
  return done({ ...(input.name === undefined ? {} : { name: name.value || usualNames[type] }), sent });
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
