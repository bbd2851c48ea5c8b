import { eventTypes, isMailedEvent } from "@/lib/domain/event-types";
import { isWordedByHooks } from "@/lib/domain/hook-mail";
import { say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";
import { hookTimes } from "./hook-fields";
import { mailFields } from "./mail-fields";

type Hook = {
  readonly eventTypes: readonly string[];
  readonly delaySeconds: number;
  readonly state: "active" | "inactive";
  readonly emailSubject: string | null;
  readonly emailRenderer: string | null;
  readonly emailTemplate: string | null;
  readonly emailTo: string | null;
  readonly emailFrom: string | null;
  readonly emailFromName: string | null;
  readonly userType: string;
};

/** What is asked about a hook that sends mail; null: a new one. */
export function mailHookFields(hook: Hook | null): FormField[] {
  const optional = (name: string, label: string, value: string | null | undefined, hint?: string): FormField => ({
    kind: "text",
    name,
    label,
    value: value ?? "",
    ...(hint ? { hint } : {}),
  });
  return [
    {
      kind: "select",
      name: "event_type",
      label: say("console.hooks.event"),
      value: hook?.eventTypes[0] ?? "user.created",
      options: eventTypes.filter(isMailedEvent).map((event) => ({
        value: event,
        text: isWordedByHooks(event) ? say("console.hooks.event-replaces", { event }) : event,
      })),
    },
    optional("email_to", say("console.hooks.email-to"), hook?.emailTo, say("console.hooks.email-to-hint")),
    ...mailFields(
      {
        subject: hook?.emailSubject ?? "",
        renderer: hook?.emailRenderer ?? "markdown",
        body: hook?.emailTemplate ?? "",
      },
      { subject: "email_subject", renderer: "email_renderer", body: "email_template" },
    ),
    {
      kind: "select",
      name: "user_type",
      label: say("console.hooks.user-type"),
      value: hook?.userType ?? "all",
      options: (["all", "human", "api"] as const).map((value) => ({
        value,
        text: say(`console.hooks.user-type.${value}`),
      })),
    },
    optional("email_from", say("console.hooks.email-from"), hook?.emailFrom, say("console.hooks.email-from-hint")),
    optional("email_from_name", say("console.hooks.email-from-name"), hook?.emailFromName),
    ...hookTimes(hook),
  ];
}
