import { say } from "@/lib/domain/messages";
import { customField } from "./custom-field";
import type { FormField } from "./fields-form";

type Org = {
  readonly name: string;
  readonly reference: string | null;
  readonly state: "active" | "inactive";
  readonly custom: unknown;
};

/** What is asked about an organisation; null: a new one. */
export function orgFields(org: Org | null): FormField[] {
  return [
    { kind: "text", name: "name", label: say("console.name"), value: org?.name ?? "", required: true },
    {
      kind: "text",
      name: "reference",
      label: say("console.realm.reference"),
      hint: say("console.reference-hint"),
      value: org?.reference ?? "",
    },
    {
      kind: "select",
      name: "state",
      label: say("console.state"),
      value: org?.state ?? "active",
      options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
    },
    customField(org?.custom),
  ];
}
