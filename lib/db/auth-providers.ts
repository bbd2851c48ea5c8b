import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Problem } from "@/lib/domain/problem";
import { storedProviderSettings, subjectSettings } from "@/lib/domain/provider-settings";
import { isProviderType, providerTypes } from "@/lib/domain/providers";
import { type Doer, recordDeed } from "./audit";
import { differences } from "./changes";
import { db } from "./client";
import { recordEvents } from "./events";
import type { Prisma } from "./generated/client";
import { lockProvider } from "./held-provider";
import { newId } from "./new-id";
import type { Db } from "./sql";
import type { EventOrigin } from "./users";

/** Who changes something, from where and when; `doer` where it is an administrator in the console. */
export type ChangedBy = { readonly at: Date; readonly by: EventOrigin; readonly doer: Doer | null };

/** An external provider as its row holds it. */
export type ProviderRow = NonNullable<Awaited<ReturnType<typeof findProvider>>>;

export type NewProvider = {
  readonly providerType: string;
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly settings: Prisma.InputJsonObject;
  readonly clientSecretEncrypted: Uint8Array<ArrayBuffer> | null;
};

const external = { providerType: { in: [...providerTypes] } };

/**
 * An external provider of a realm, by its id or its type: of several of a type the oldest. With `active`, only one that
 * people may use. Null for any other.
 */
export async function findProvider(realmId: string, idOrType: string, { active }: { active: boolean }) {
  const named = isId("ap", idOrType) ? { id: idOrType } : isProviderType(idOrType) ? { providerType: idOrType } : null;
  if (!named) return null;
  return db().authProvider.findFirst({
    where: { realmId, ...external, ...named, ...(active ? { state: "active", realm: { state: "active" } } : {}) },
    orderBy: { id: "asc" },
  });
}

/** The external providers of a realm, in whatever state, oldest first. */
export async function listProviders(realmId: string) {
  return db().authProvider.findMany({ where: { realmId, ...external }, orderBy: { id: "asc" }, take: 100 });
}

/** Makes an external provider, with its event. */
export async function createProvider(
  realmId: string,
  provider: NewProvider,
  changed: ChangedBy,
): Promise<{ id: string }> {
  const id = newId("ap", changed.at);
  await db().$transaction(async (tx) => {
    await tx.authProvider.create({ data: { id, realmId, ...provider }, select: { id: true } });
    await recordProvider(tx, realmId, { id, what: "created" }, changed);
  });
  return { id };
}

/** What becomes of a provider, decided once nobody else can change it. */
type Decide = (before: ProviderRow) => Outcome<Partial<Omit<NewProvider, "providerType">>>;

/**
 * Changes a provider as `decide` says, with its event: of two at once, the second one sees what the first has made.
 * Refused where somebody has a profile at it, and that would be somebody else's with these settings.
 */
export async function updateProvider(
  realmId: string,
  id: string,
  decide: Decide,
  changed: ChangedBy,
): Promise<Outcome<null>> {
  return db().$transaction(async (tx) => {
    if (!(await lockProvider(tx, realmId, id))) return refuse({ code: "not-found" });
    const where = { realmId_id: { realmId, id } };
    const before = await tx.authProvider.findUniqueOrThrow({ where });
    const to = decide(before);
    if (!to.ok) return to;
    const profiles = { realmId, authProviderId: id, providerUserId: { not: null } };
    const others = to.value.settings === undefined ? [] : othersNamed(before.settings, to.value.settings);
    if (others.length > 0 && (await tx.credential.count({ where: profiles })) > 0) return refuse(...others);
    const after = await tx.authProvider.update({ where, data: to.value });
    await recordProvider(tx, realmId, { id, what: "updated", changes: providerDifferences(before, after) }, changed);
    return done(null);
  });
}

/** What decides who a subject is, and would be another one: it may not change once somebody has a profile. */
function othersNamed(before: unknown, after: unknown): Problem[] {
  const [was, is] = [storedProviderSettings(before), storedProviderSettings(after)];
  return subjectSettings
    .filter((field) => was[field] !== is[field])
    .map((field) => ({ code: "provider.known", field }));
}

/** What the audit log says of a change; of the client secret, that it is another one. */
function providerDifferences(before: ProviderRow, after: ProviderRow) {
  const flat = ({ name, state, settings }: ProviderRow): Record<string, unknown> => ({
    ...Object(settings),
    ...{ name, state },
  });
  const [was, is] = [flat(before), flat(after)];
  const secrets = [before, after].map(
    ({ clientSecretEncrypted: sealed }) => sealed && Buffer.from(sealed).toString("hex"),
  );
  return {
    ...differences(was, is, [...new Set([...Object.keys(was), ...Object.keys(is)])]),
    ...(secrets[0] === secrets[1] ? {} : { client_secret: "changed" }),
  };
}

/**
 * Deletes a provider with every profile at it, and every visit to it that is under way: those people keep
 * their other ways in. False where the realm has no such one.
 */
export async function deleteProvider(realmId: string, id: string, changed: ChangedBy): Promise<boolean> {
  return db().$transaction(async (tx) => {
    if (!(await lockProvider(tx, realmId, id))) return false;
    await tx.credential.deleteMany({ where: { realmId, authProviderId: id } });
    await tx.authProvider.delete({ where: { realmId_id: { realmId, id } } });
    await recordProvider(tx, realmId, { id, what: "deleted" }, changed);
    return true;
  });
}

type Change = {
  readonly id: string;
  readonly what: "created" | "updated" | "deleted";
  readonly changes?: Readonly<Record<string, unknown>>;
};

/** Writes the event of a change, and what an administrator did. */
export async function recordProvider(
  tx: Db,
  realmId: string,
  { id, what, changes }: Change,
  { at, by, doer }: ChangedBy,
): Promise<void> {
  await recordEvents(tx, realmId, [{ type: `auth_provider.${what}`, authProviderId: id, at, by }]);
  const deed = { action: `auth_provider.${what}`, objectType: "auth_provider", objectId: id };
  if (doer) await recordDeed(tx, realmId, doer, { ...deed, ...(changes ? { changes } : {}) });
}
