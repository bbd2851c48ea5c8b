import { type Doer, recordDeed } from "./audit";
import { type NewEvent, recordEvents } from "./events";
import type { Db } from "./sql";
import type { EventOrigin } from "./users";

/** Who changes something, when, and on whose behalf: `by` is the person's address and client where they are known. */
export type Actor = {
  readonly at: Date;
  readonly by: EventOrigin;
  /** The administrator who does it in the console; null for the management API. */
  readonly administrator: Doer["administrator"] | null;
};

/** What was changed. The ids are of whatever the event is about, also of what is gone with it. */
export type Change = Omit<NewEvent, "id" | "at" | "by"> & {
  /** What the audit log says of it besides. Never a secret. */
  readonly changed?: Readonly<Record<string, unknown>>;
};

/** Rows that one statement writes: PostgreSQL takes 65,535 values at once. */
const BATCH = 1_000;

/**
 * Writes the events of changes, and for an administrator the audit entry of the first of them, as a part of the
 * transaction that makes the changes. Events are a realm's: where it is null, the change concerns all realms and only
 * the audit entry is written.
 */
export async function recordChanges(
  tx: Db,
  realmId: string | null,
  { at, by, administrator }: Actor,
  changes: readonly Change[],
): Promise<void> {
  for (let from = 0; realmId && from < changes.length; from += BATCH) {
    const batch = changes.slice(from, from + BATCH).map((change) => ({ ...change, at, by }));
    await recordEvents(tx, realmId, batch);
  }
  const [first] = changes;
  if (!administrator || !first) return;
  const [objectType = ""] = first.type.split(".");
  const objectId = objectIdOf(objectType, first) ?? realmId ?? "";
  const deed = { action: first.type, objectType, objectId, changes: { ...first.data, ...first.changed } };
  await recordDeed(tx, realmId, doerOf({ at, by, administrator }), deed);
}

/** Who did it, as the audit log names them. */
export function doerOf({ at, by, administrator }: Actor & { readonly administrator: Doer["administrator"] }): Doer {
  return { administrator, client: { ip: by.ip ?? "unknown", userAgent: by.userAgent }, at };
}

/** What is an owner's own text, and may be long: that it changed is said, not how. */
const untold: readonly string[] = ["custom", "header", "footer", "css", "external_css_text"];

/** The fields that differ, each as it was and as it is; of what an owner keeps in `custom`, only the names. */
export function differences<Row extends object>(was: Row, is: Row, names: readonly (keyof Row & string)[]) {
  const changed = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
  return Object.fromEntries(
    changed.map((name) => [name, untold.includes(name) ? "changed" : { from: was[name], to: is[name] }]),
  );
}

function objectIdOf(objectType: string, change: Change): string | null | undefined {
  const ids: Readonly<Record<string, string | null | undefined>> = {
    app_hook: change.appHookId,
    auth_provider: change.authProviderId,
    login_policy: change.loginPolicyId,
    membership: change.membershipId,
    org: change.orgId,
    user: change.userId,
  };
  return ids[objectType];
}
