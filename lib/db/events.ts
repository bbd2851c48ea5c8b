import type { HappenedEvent } from "@/lib/domain/event-body";
import type { EventType } from "@/lib/domain/event-types";
import { db } from "./client";
import { Prisma } from "./generated/client";
import { newId } from "./new-id";
import { type Db, utc } from "./sql";
import type { EventOrigin } from "./users";

/** What an event is about, beside its realm. */
export type EventSubject = {
  readonly userId?: string | null;
  readonly orgId?: string | null;
  readonly membershipId?: string | null;
  readonly appHookId?: string | null;
  readonly authProviderId?: string | null;
  readonly loginPolicyId?: string | null;
};

/** Something that happened. `data` says more about it, and never a secret. */
export type NewEvent = EventSubject & {
  /** Where it was chosen before; otherwise a new one. */
  readonly id?: string;
  readonly type: EventType;
  readonly at?: Date;
  readonly by?: EventOrigin | null;
  readonly data?: Readonly<Record<string, string | number | boolean>>;
};

/**
 * Records what happened, as a part of the transaction `tx` that does it, in one statement. Hooks need nothing more: a
 * trigger on the table (migration `hooks`) writes a notification for each one that wants to hear of it, in the same
 * statement. So no transaction pays a round trip for them, and none can leave them out.
 */
export function recordEvents(
  tx: Db,
  realmId: string,
  events: readonly NewEvent[],
): Prisma.PrismaPromise<{ count: number }> {
  return tx.event.createMany({ data: rowsOf(realmId, events) });
}

/** Records one thing that happened, which is the whole of its change. */
export async function recordEvent(realmId: string, event: NewEvent): Promise<void> {
  await recordEvents(db(), realmId, [event]);
}

/** The rows of events, in an order that their ids keep. */
function rowsOf(realmId: string, events: readonly NewEvent[]) {
  const now = new Date();
  const ids = events.map(({ at = now }) => newId("ev", at)).sort();
  return events.map((event, n) => ({
    id: event.id ?? ids[n] ?? newId("ev", now),
    realmId,
    eventType: event.type,
    userId: event.userId ?? null,
    orgId: event.orgId ?? null,
    membershipId: event.membershipId ?? null,
    appHookId: event.appHookId ?? null,
    authProviderId: event.authProviderId ?? null,
    loginPolicyId: event.loginPolicyId ?? null,
    ip: event.by?.ip ?? null,
    client: event.by?.userAgent ?? null,
    data: event.data ?? {},
    eventAt: event.at ?? now,
  }));
}

/** The same as a part of one statement, for whoever is in `person`: an `INSERT` to stand in its `WITH`. */
export function eventOfPerson(
  realmId: string,
  type: EventType,
  { at, appId, by }: { readonly at: Date; readonly appId: string | null; readonly by: EventOrigin },
): Prisma.Sql {
  return Prisma.sql`INSERT INTO events (id, realm_id, event_type, user_id, login_policy_id, ip, client, event_at)
      SELECT ${newId("ev", at)}, ${realmId}, ${type}, person.id, ${appId}, ${by.ip}, ${by.userAgent}, ${utc(at)} FROM person`;
}

/** Which events: of one subject, of these types, from a moment on. */
export type EventFilter = EventSubject & {
  readonly types?: readonly EventType[];
  readonly after?: Date;
};

/** A page of events: how many at most, from behind which id, and the newest or the oldest first. */
export type EventPage = {
  readonly after: string | null;
  readonly take: number;
  readonly direction: "asc" | "desc";
};

/** The events of a realm that the filter lets through, by id. */
export async function listEvents(
  realmId: string,
  { types, after, ...subject }: EventFilter,
  page: EventPage,
): Promise<HappenedEvent[]> {
  return db().event.findMany({
    where: {
      realmId,
      ...subject,
      ...(types ? { eventType: { in: [...types] } } : {}),
      ...(after ? { eventAt: { gt: after } } : {}),
      ...(page.after ? { id: page.direction === "desc" ? { lt: page.after } : { gt: page.after } } : {}),
    },
    orderBy: { id: page.direction },
    take: page.take,
  });
}

/** One event of a realm, or null. */
export async function findEvent(realmId: string, id: string): Promise<HappenedEvent | null> {
  return db().event.findUnique({ where: { realmId_id: { realmId, id } } });
}
