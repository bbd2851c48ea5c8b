import { z } from "zod";
import type { Notified } from "@/lib/admin/events";
import { unixSeconds } from "@/lib/domain/unix-time";
import { momentAnswer } from "./answer-fields";

/** What became of an event at one hook. */
export const notificationAnswer = z
  .strictObject({
    id: z.string(),
    object: z.literal("notification"),
    app_hook_id: z.string().nullable().meta({ description: "null: the hook is deleted." }),
    hook_type: z.enum(["webhook", "email"]),
    state: z.enum(["in_progress", "completed", "failed", "canceled"]),
    attempts: z.number(),
    last_attempt_at: momentAnswer.nullable(),
    last_destination: z.string().nullable(),
    last_result: z.string().nullable().meta({ description: "The receiver's status, or what was in the way." }),
  })
  .meta({ id: "Notification" });

export function notificationBody(notified: Notified): z.input<typeof notificationAnswer> {
  return {
    id: notified.id,
    object: "notification",
    app_hook_id: notified.appHookId,
    hook_type: notified.hookType,
    state: notified.state,
    attempts: notified.attempts,
    last_attempt_at: notified.lastAttemptAt && unixSeconds(notified.lastAttemptAt),
    last_destination: notified.lastDestination,
    last_result: notified.lastResult,
  };
}
