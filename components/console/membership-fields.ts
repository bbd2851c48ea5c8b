import { lastDay } from "@/lib/domain/membership-text";
import { say } from "@/lib/domain/messages";
import { customField } from "./custom-field";
import type { FormField } from "./fields-form";

type Membership = {
  readonly permissions: readonly string[];
  readonly expiresAt: Date | null;
  readonly custom: unknown;
};

/** What is asked about a membership; null: a new one. */
export function membershipFields(membership: Membership | null): FormField[] {
  return [
    {
      kind: "text",
      name: "permissions",
      label: say("console.memberships.permissions"),
      hint: say("console.memberships.permissions-hint"),
      value: membership?.permissions.join(" ") ?? "",
    },
    {
      kind: "date",
      name: "expires_at",
      label: say("console.memberships.until"),
      hint: say("console.memberships.until-hint"),
      value: lastDay(membership?.expiresAt ?? null),
    },
    customField(membership?.custom),
  ];
}

/** Which organisation: one of those there are; where `orgs` is null there are too many to choose from. */
export function orgField(orgs: readonly { readonly id: string; readonly name: string }[] | null): FormField {
  const shared = { name: "org_id", label: say("console.events.org") } as const;
  if (!orgs) return { kind: "text", ...shared, hint: say("console.memberships.org-id-hint"), value: "" };
  const none = { value: "", text: say("console.memberships.none") };
  return {
    kind: "select",
    ...shared,
    value: "",
    options: [none, ...orgs.map(({ id, name }) => ({ value: id, text: name }))],
  };
}
