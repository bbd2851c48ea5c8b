import { z } from "zod";
import * as store from "@/lib/db/events";
import { listNotifications } from "@/lib/db/notifications";
import { days } from "@/lib/domain/duration";
import type { HappenedEvent } from "@/lib/domain/event-body";
import { eventTypesFrom } from "@/lib/domain/event-types";
import { isId } from "@/lib/domain/ids";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";

export type { EventPage } from "@/lib/db/events";
export type { HappenedEvent } from "@/lib/domain/event-body";

const text = z.string().nullish();

/**
 * Which events: of one subject, of types that begin like that (`user.login`), from a moment on in Unix seconds. Blank is
 * the same as not sent, but for the moment: not sent it is 30 days ago, and blank the beginning.
 */
export const eventFilterInput = z.object({
  event_type: text,
  created_at_after: z.union([z.string(), z.number()]).nullish(),
  user_id: text,
  org_id: text,
  membership_id: text,
  app_hook_id: text,
  auth_provider_id: text,
  login_policy_id: text,
});

export type EventFilterInput = z.output<typeof eventFilterInput>;

/** What became of an event at one hook. */
export type Notified = Awaited<ReturnType<typeof listNotifications>>[number];

/** An event, with its notifications where they were asked for. */
export type ListedEvent = HappenedEvent & { readonly notifications?: readonly Notified[] };

const USUAL_DAYS = 30;

type Asked = store.EventPage & { readonly at: Date; readonly withNotifications?: boolean };

/** A part of a realm's events by id, which is by time, and whether more follow. */
export async function listEvents(
  realmId: string,
  input: EventFilterInput,
  { at, withNotifications = false, ...page }: Asked,
): Promise<Outcome<{ rows: ListedEvent[]; more: boolean }>> {
  const filter = readFilter(input, at);
  if (!filter.ok) return filter;
  const found = await store.listEvents(realmId, filter.value, { ...page, take: page.take + 1 });
  const rows = found.slice(0, page.take);
  return done({
    rows: withNotifications ? await notifiedOf(realmId, rows) : rows,
    more: found.length > page.take,
  });
}

/** One event of a realm with its notifications, or null. */
export async function getEvent(
  realmId: string,
  id: string,
): Promise<(HappenedEvent & { readonly notifications: readonly Notified[] }) | null> {
  const event = isId("ev", id) ? await store.findEvent(realmId, id) : null;
  const [notified] = event ? await notifiedOf(realmId, [event]) : [];
  return notified ?? null;
}

async function notifiedOf(realmId: string, events: readonly HappenedEvent[]) {
  const ids = events.map(({ id }) => id);
  const all = events.length > 0 ? await listNotifications(realmId, ids) : [];
  return events.map((event) => ({ ...event, notifications: all.filter(({ eventId }) => eventId === event.id) }));
}

function readFilter(input: EventFilterInput, at: Date): Outcome<store.EventFilter> {
  const { event_type: type, created_at_after: since, ...ids } = input;
  const after = readSince(since, at);
  if (after === "unreadable") return refuse({ code: "event.since", field: "created_at_after" });
  const subject: store.EventSubject = {
    ...(ids.user_id ? { userId: ids.user_id } : {}),
    ...(ids.org_id ? { orgId: ids.org_id } : {}),
    ...(ids.membership_id ? { membershipId: ids.membership_id } : {}),
    ...(ids.app_hook_id ? { appHookId: ids.app_hook_id } : {}),
    ...(ids.auth_provider_id ? { authProviderId: ids.auth_provider_id } : {}),
    ...(ids.login_policy_id ? { loginPolicyId: ids.login_policy_id } : {}),
  };
  return done({ ...subject, ...(type ? { types: eventTypesFrom(type) } : {}), ...(after ? { after } : {}) });
}

function readSince(since: string | number | null | undefined, at: Date): Date | null | "unreadable" {
  if (since === undefined) return new Date(at.getTime() - days(USUAL_DAYS));
  if (since === null || since === "") return null;
  const isMoment = typeof since === "number" || /^\d{1,12}(\.\d{1,6})?$/.test(since);
  const seconds = isMoment ? Number(since) : Number.NaN;
  return seconds >= 0 && seconds < 1e11 ? new Date(seconds * 1_000) : "unreadable";
}
