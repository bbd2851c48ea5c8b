import { z } from "zod";
import type { ListedEvent } from "@/lib/admin/events";
import { eventBody } from "@/lib/domain/event-body";
import { momentAnswer } from "./answer-fields";
import { notificationAnswer, notificationBody } from "./notification-body";

/** An event on the wire: the same as webhooks are sent, with what became of it at each hook where that is asked for. */
export const eventAnswer = z
  .strictObject({
    id: z.string(),
    object: z.literal("event"),
    event_type: z.string(),
    event_at: momentAnswer,
    realm_id: z.string(),
    user_id: z.string().nullable(),
    org_id: z.string().nullable(),
    membership_id: z.string().nullable(),
    app_hook_id: z.string().nullable(),
    auth_provider_id: z.string().nullable(),
    login_policy_id: z.string().nullable(),
    request: z.strictObject({ ip: z.string().nullable(), client: z.string().nullable() }),
    data: z.record(z.string(), z.unknown()).meta({ description: "More about it, by its type." }),
    notifications: z.array(notificationAnswer).optional(),
  })
  .meta({ id: "Event" });

export function shownEvent(event: ListedEvent): z.input<typeof eventAnswer> {
  const { notifications } = event;
  return {
    ...eventBody(event),
    data: Object(event.data ?? {}),
    ...(notifications ? { notifications: notifications.map(notificationBody) } : {}),
  };
}
