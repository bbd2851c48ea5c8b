import { z } from "zod";
import type { AppHook } from "@/lib/admin/app-hooks";
import { unixSeconds } from "@/lib/domain/unix-time";
import { momentAnswer, stateAnswer } from "./answer-fields";

/** A hook on the wire (authrocket-1.md §5). */
export const appHookAnswer = z
  .strictObject({
    id: z.string(),
    realm_id: z.string().nullable().meta({ description: "null: it is for all realms." }),
    object: z.literal("app_hook"),
    hook_type: z.enum(["webhook", "email"]),
    state: stateAnswer,
    event_type: z.array(z.string()).meta({ description: "Of a webhook: none is all of them." }),
    delay: z.number().meta({ description: "Seconds." }),
    destination: z.string().nullable().meta({ description: "A password in it is shown as ***." }),
    email_from: z.string().nullable(),
    email_from_name: z.string().nullable(),
    email_renderer: z.string().nullable(),
    email_subject: z.string().nullable(),
    email_template: z.string().nullable(),
    email_to: z.string().nullable(),
    user_type: z.string(),
    created_at: momentAnswer,
  })
  .meta({ id: "AppHook" });

/** The same with what its webhooks are signed with, which is shown when it is made, and never again. */
export const madeHookAnswer = appHookAnswer
  .extend({
    secret: z.string().optional().meta({ description: "Verifies a webhook (Standard Webhooks). It is shown once." }),
  })
  .meta({ id: "MadeAppHook" });

export function appHookBody(hook: AppHook): z.input<typeof appHookAnswer> {
  return {
    id: hook.id,
    realm_id: hook.realmId,
    object: "app_hook",
    hook_type: hook.hookType,
    state: hook.state,
    event_type: hook.eventTypes,
    delay: hook.delaySeconds,
    destination: hook.destination,
    email_from: hook.emailFrom,
    email_from_name: hook.emailFromName,
    email_renderer: hook.emailRenderer,
    email_subject: hook.emailSubject,
    email_template: hook.emailTemplate,
    email_to: hook.emailTo,
    user_type: hook.userType,
    created_at: unixSeconds(hook.createdAt),
  };
}
