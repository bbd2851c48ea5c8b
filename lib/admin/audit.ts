import * as store from "@/lib/db/audit";
import { csvLine } from "@/lib/domain/csv-line";
import { readDay } from "@/lib/domain/day";
import { days } from "@/lib/domain/duration";
import { isId } from "@/lib/domain/ids";
import type { SignedInAdministrator } from "./sign-in";

export type { AuditEntry } from "@/lib/db/audit";

type Reader = Pick<SignedInAdministrator, "realmIds">;

/** Which deeds, as an address asks for them: days are whole days of UTC, and what cannot be read is not asked for. */
export type AuditAsked = Readonly<Partial<Record<"realm_id" | "email" | "action" | "since" | "until", string>>>;

/** A part of what was done in the realms of an administrator, newest first, and whether more follows. */
export async function listDeeds(
  { realmIds }: Reader,
  asked: AuditAsked,
  { before, take }: { readonly before: string | null; readonly take: number },
): Promise<{ rows: store.AuditEntry[]; more: boolean }> {
  const rows = await store.listDeeds(realmIds, filterOf(asked), { before, take: take + 1 });
  return { rows: rows.slice(0, take), more: rows.length > take };
}

/** One deed, or null: there is none, or it is of a realm that the administrator does not look after. */
export async function findDeed({ realmIds }: Reader, id: string): Promise<store.AuditEntry | null> {
  return isId("aud", id) ? store.findDeed(realmIds, id) : null;
}

const BATCH = 500;

const columns: Readonly<Record<string, (entry: store.AuditEntry) => string | null>> = {
  created_at: (entry) => entry.createdAt.toISOString(),
  administrator: (entry) => entry.administratorEmail,
  action: (entry) => entry.action,
  realm_id: (entry) => entry.realmId,
  object_type: (entry) => entry.objectType,
  object_id: (entry) => entry.objectId,
  changes: (entry) => JSON.stringify(entry.changes),
  ip: (entry) => entry.ip,
  client: (entry) => entry.client,
};

/**
 * What `listDeeds` lists, all of it, as lines of CSV; no cell is a formula (security.md 91). The export is itself recorded
 * before the first of them. Holds a few hundred at a time, whatever their number.
 */
export async function* exportDeeds({ realmIds }: Reader, asked: AuditAsked, doer: store.Doer): AsyncGenerator<string> {
  const filter = filterOf(asked);
  await store.recordExportOfDeeds(doer, filter);
  yield csvLine(Object.keys(columns));
  for (let before: string | null = null; ; ) {
    const rows: store.AuditEntry[] = await store.listDeeds(realmIds, filter, { before, take: BATCH });
    for (const row of rows) yield csvLine(Object.values(columns).map((of) => of(row) ?? ""));
    before = rows.at(-1)?.id ?? null;
    if (rows.length < BATCH) return;
  }
}

function filterOf({ realm_id, email, action, since, until }: AuditAsked): store.AuditFilter {
  const [from, to] = [readDay(since), readDay(until)];
  return {
    realmId: realm_id,
    administratorEmail: email?.trim(),
    action,
    since: from,
    until: to && new Date(to.getTime() + days(1)),
  };
}
