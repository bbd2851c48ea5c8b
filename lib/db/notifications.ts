import type { DeliveryResult } from "@/lib/domain/delivery";
import { seconds } from "@/lib/domain/duration";
import type { HappenedEvent } from "@/lib/domain/event-body";
import { db } from "./client";
import { type NewMail, queueMail } from "./mails";
import { utc } from "./sql";

// The table is the queue. A notification is written in the statement of its event (the trigger of the migration `hooks`),
// waits until `next_attempt_at`, and is claimed by one process at a time, in turns of its hooks. A job of pg-boss beside
// it would be a second truth: those come first in, first out, so that the backlog of one slow receiver held up all others.

/** A claim ends by itself after this, well behind the longest try: then whoever made it has died. */
export const CLAIM_MS = seconds(10);

/** The hook as a delivery needs it. */
export type DueHook = {
  readonly id: string;
  readonly destination: string | null;
  readonly secretEncrypted: Uint8Array | null;
  readonly emailFrom: string | null;
  readonly emailFromName: string | null;
  readonly emailRenderer: string | null;
  readonly emailSubject: string | null;
  readonly emailTemplate: string | null;
  readonly emailTo: string | null;
  readonly userType: string;
};

/** A notification that was claimed: its event, its hook, and which try this is (the first is 1). */
export type DueNotification = {
  readonly id: string;
  readonly realmId: string;
  readonly hookType: "webhook" | "email";
  readonly attempts: number;
  readonly event: HappenedEvent;
  readonly hook: DueHook;
};

/** How many to claim at most, altogether and of one hook, and what of each hook is under way here already. */
export type Room = {
  readonly most: number;
  readonly mostPerHook: number;
  readonly underWay: ReadonlyMap<string, number>;
};

/**
 * Claims notifications whose time has come, those of the hooks with the least under way first, so that no hook holds up
 * another, and counts the try before it is made. Any number of instances may claim at once: each gets others. Those of
 * one hook come in no order that could be relied on, and one whose claimer dies comes again: at least once.
 */
export async function claimNotifications(at: Date, { most, mostPerHook, underWay }: Room): Promise<DueNotification[]> {
  const now = utc(at);
  const claimed = await db().$queryRaw<{ id: string }[]>`
    WITH due AS (
      SELECT waiting.*, coalesce(busy.count, 0)
        + row_number() OVER (PARTITION BY hook.id ORDER BY waiting.next_attempt_at, waiting.id) AS turn
      FROM app_hooks hook
      LEFT JOIN unnest(${[...underWay.keys()]}::text[], ${[...underWay.values()]}::int[]) busy (id, count) ON busy.id = hook.id
      CROSS JOIN LATERAL (
        SELECT realm_id, id, next_attempt_at FROM notifications
        WHERE app_hook_id = hook.id AND next_attempt_at <= ${now}
        ORDER BY next_attempt_at, id LIMIT greatest(0, ${mostPerHook}::int - coalesce(busy.count, 0))
        FOR UPDATE SKIP LOCKED
      ) waiting
      WHERE hook.state = 'active' AND EXISTS (SELECT FROM notifications WHERE next_attempt_at <= ${now})
    ), chosen AS (
      SELECT realm_id, id FROM due ORDER BY turn, next_attempt_at, id LIMIT ${most}::int
    )
    UPDATE notifications SET attempts = attempts + 1, last_attempt_at = ${now}, next_attempt_at = ${utc(new Date(at.getTime() + CLAIM_MS))}
    FROM chosen WHERE notifications.realm_id = chosen.realm_id AND notifications.id = chosen.id
    RETURNING notifications.id`;
  if (claimed.length === 0) return [];
  const rows = await db().notification.findMany({
    where: { id: { in: claimed.map(({ id }) => id) } },
    include: { event: true, appHook: true },
    relationLoadStrategy: "join",
    orderBy: { id: "asc" },
  });
  return rows.flatMap(({ appHook, ...row }) => (appHook ? [{ ...row, hook: appHook }] : []));
}

type Tried = Pick<DueNotification, "id" | "realmId" | "attempts">;

/** How a try ended. `nextAt`: another one follows then. */
export type TryEnd = {
  readonly result: DeliveryResult;
  /** Where it went, without a user, a password or a query. */
  readonly destination: string | null;
  readonly next: { readonly state: "completed" | "failed" | "canceled" } | { readonly nextAt: Date };
};

/**
 * Writes down how a try ended. Nothing changes where the notification was canceled meanwhile; nor by a failure where the
 * claim had ended and somebody else is at it.
 */
export async function endTry(
  { id, realmId, attempts }: Tried,
  { result, destination, next }: TryEnd,
  tx: Pick<ReturnType<typeof db>, "notification"> = db(),
): Promise<boolean> {
  const succeeded = "state" in next && next.state === "completed";
  const { count } = await tx.notification.updateMany({
    where: { realmId, id, state: "in_progress", ...(succeeded ? {} : { attempts }) },
    data: {
      lastResult: result,
      lastDestination: destination,
      ...("state" in next ? { state: next.state, nextAttemptAt: null } : { nextAttemptAt: next.nextAt }),
    },
  });
  return count === 1;
}

/** Ends a notification by putting its mail into the queue, in one transaction: once, however often it was claimed. */
export async function endByMail(tried: Tried, mail: NewMail): Promise<void> {
  await db().$transaction(async (tx) => {
    const end: TryEnd = { result: "mailed", destination: mail.recipient, next: { state: "completed" } };
    if (await endTry(tried, end, tx)) await queueMail(tx, tried.realmId, mail);
  });
}

const again = (at: Date) => ({ state: "in_progress", attempts: 0, nextAttemptAt: at }) as const;

/**
 * Has one notification delivered again, whatever became of it, with all its tries before it. Under the same id, so a
 * receiver may know it. False where the realm has none, or its hook is gone or inactive.
 */
export async function redeliver(realmId: string, id: string, at: Date): Promise<boolean> {
  const { count } = await db().notification.updateMany({
    where: { realmId, id, appHook: { state: "active" } },
    data: again(at),
  });
  return count === 1;
}

/**
 * The same for all that failed of an active hook, of events since a moment. `realmId` is the hook's own: null for one of
 * all realms. Answers how many there are.
 */
export async function redeliverFailed(
  realmId: string | null,
  appHookId: string,
  { since, at }: { readonly since: Date; readonly at: Date },
): Promise<number> {
  const { count } = await db().notification.updateMany({
    where: { appHookId, state: "failed", createdAt: { gte: since }, appHook: { realmId, state: "active" } },
    data: again(at),
  });
  return count;
}

/** What became of an event at one hook. */
export type Notification = NonNullable<Awaited<ReturnType<typeof findNotification>>>;

/** One notification of a realm's event, or null. */
export async function findNotification(realmId: string, id: string) {
  return db().notification.findUnique({ where: { realmId_id: { realmId, id } } });
}

/** What became of an event, hook by hook. */
export async function listNotifications(realmId: string, eventIds: readonly string[]) {
  return db().notification.findMany({
    where: { realmId, eventId: { in: [...eventIds] } },
    orderBy: [{ eventId: "asc" }, { id: "asc" }],
  });
}
