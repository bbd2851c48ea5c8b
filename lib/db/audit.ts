import { db } from "./client";
import { newId } from "./new-id";
import type { Db } from "./sql";

/** Who did something in the console, and from where. */
export type Doer = {
  readonly administrator: { readonly id: string; readonly email: string };
  readonly client: { readonly ip: string; readonly userAgent: string | null };
  readonly at: Date;
};

/** What was done, and to what. `changes` never holds a secret. */
export type Deed = {
  readonly action: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly changes?: Readonly<Record<string, unknown>>;
};

/** Writes what an administrator did, as a part of the transaction that does it (security.md 95). */
export async function recordDeed(tx: Db, realmId: string | null, doer: Doer, ...deeds: readonly Deed[]): Promise<void> {
  const { administrator, client, at } = doer;
  await tx.auditEntry.createMany({
    data: deeds.map((deed) => ({
      id: newId("aud", at),
      realmId,
      administratorId: administrator.id,
      administratorEmail: administrator.email,
      action: deed.action,
      objectType: deed.objectType,
      objectId: deed.objectId,
      changes: JSON.parse(JSON.stringify(deed.changes ?? {})),
      ip: client.ip,
      client: client.userAgent,
      createdAt: at,
    })),
  });
}

/** One deed as it was recorded. */
export type AuditEntry = Awaited<ReturnType<typeof listDeeds>>[number];

/** Whose deeds: of these realms alone, or of all realms and of the deployment itself. */
export type AuditReach = readonly string[] | null;

/** Which deeds: those that fit every part that is given. `action` is how it begins. */
export type AuditFilter = {
  readonly realmId?: string | undefined;
  readonly administratorEmail?: string | undefined;
  readonly action?: string | undefined;
  readonly since?: Date | undefined;
  readonly until?: Date | undefined;
};

const within = (reach: AuditReach) => (reach ? [{ realmId: { in: [...reach] } }] : []);

/** Deeds, newest first; `before` continues behind the last one seen. */
export async function listDeeds(
  reach: AuditReach,
  { realmId, administratorEmail, action, since, until }: AuditFilter,
  { before, take }: { readonly before: string | null; readonly take: number },
) {
  const created = { ...(since ? { gte: since } : {}), ...(until ? { lt: until } : {}) };
  return db().auditEntry.findMany({
    where: {
      AND: [
        ...within(reach),
        ...(realmId ? [{ realmId }] : []),
        ...(administratorEmail
          ? [{ administratorEmail: { equals: administratorEmail, mode: "insensitive" } as const }]
          : []),
        ...(action ? [{ action: { startsWith: action } }] : []),
        ...(before ? [{ id: { lt: before } }] : []),
        { createdAt: created },
      ],
    },
    orderBy: { id: "desc" },
    take,
  });
}

/** One deed that is within reach, or null. */
export async function findDeed(reach: AuditReach, id: string) {
  return db().auditEntry.findFirst({ where: { AND: [...within(reach), { id }] } });
}

/** Records what was only read, and is a deed nevertheless: an export. */
export async function recordExportOfDeeds(doer: Doer, filter: AuditFilter): Promise<void> {
  const { realmId = null } = filter;
  await db().$transaction((tx) =>
    recordDeed(tx, realmId, doer, { action: "audit.exported", objectType: "audit", objectId: "", changes: filter }),
  );
}
