import { say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";

type Hook = {
  readonly destination: string | null;
  readonly eventTypes: readonly string[];
  readonly delaySeconds: number;
  readonly state: "active" | "inactive";
};

/** What is asked about a webhook; null: a new one. */
export function hookFields(hook: Hook | null): FormField[] {
  return [
    {
      kind: "url",
      name: "destination",
      label: say("console.hooks.destination"),
      hint: say("console.hooks.destination-hint"),
      value: hook?.destination ?? "",
      required: true,
    },
    {
      kind: "text",
      name: "event_type",
      label: say("console.events.title"),
      hint: say("console.hooks.events-hint"),
      value: hook?.eventTypes.join(" ") ?? "*",
    },
    ...hookTimes(hook),
  ];
}

/** What is asked about any hook: how long it waits, and whether it is in use. */
export function hookTimes(hook: Pick<Hook, "delaySeconds" | "state"> | null): FormField[] {
  return [
    {
      kind: "text",
      name: "delay",
      label: say("console.hooks.delay"),
      value: String(hook?.delaySeconds ?? 0),
    },
    {
      kind: "select",
      name: "state",
      label: say("console.state"),
      value: hook?.state ?? "active",
      options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
    },
  ];
}
