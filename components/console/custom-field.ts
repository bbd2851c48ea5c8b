import { customText } from "@/lib/domain/custom-text";
import type { Custom } from "@/lib/domain/fields";
import { say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";

/** An owner's own values beside something, one a line; null: none yet. */
export function customField(custom: unknown): FormField {
  return {
    kind: "lines",
    name: "custom",
    label: say("console.users.custom"),
    hint: say("console.users.custom-hint"),
    value: customLines(custom),
  };
}

/** The same for those who may only read it. */
export function customLines(custom: unknown): string {
  return customText((custom ?? {}) as Custom);
}
