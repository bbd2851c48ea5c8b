import { say } from "@/lib/domain/messages";
import { customField } from "./custom-field";
import type { FormField } from "./fields-form";

type User = {
  readonly userType: "human" | "api";
  readonly state: "active" | "inactive";
  readonly username: string;
  readonly email: string | null;
  readonly emailVerification: "none" | "requested" | "verified";
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
  readonly reference: string | null;
  readonly custom: unknown;
};

type Realm = { readonly usernameValidationHuman: "standard" | "email" };

/** What is asked about a human (seed 003); null: a new one. */
export function humanFields(user: User | null, { usernameValidationHuman }: Realm): FormField[] {
  return [
    { kind: "text", name: "first_name", label: say("console.users.first-name"), value: user?.firstName ?? "" },
    { kind: "text", name: "last_name", label: say("console.users.last-name"), value: user?.lastName ?? "" },
    ...(user ? [nameOf(user)] : []),
    { kind: "email", name: "email", label: say("field.email"), value: user?.email ?? "", required: true },
    {
      kind: "select",
      name: "email_verification",
      label: say("console.users.verification"),
      hint: say("console.users.verification-hint"),
      value: user?.emailVerification ?? "none",
      options: verifications.map((value) => ({ value, text: say(`console.users.verification.${value}`) })),
    },
    {
      kind: "text",
      name: "username",
      label: say("console.users.username"),
      value: user?.username ?? "",
      required: true,
      ...(usernameValidationHuman === "email" ? { hint: say("console.users.username-email") } : {}),
    },
    ...commonFields(user),
    ...passwordFields(user ? say("console.users.password-keep") : null),
    customField(user?.custom),
  ];
}

const verifications = ["none", "requested", "verified"] as const;

/** The same about an API user. */
export function apiUserFields(user: User | null): FormField[] {
  return [
    { kind: "text", name: "name", label: say("console.name"), value: user?.name ?? "" },
    {
      kind: "email",
      name: "email",
      label: say("field.email"),
      hint: say("console.users.email-optional"),
      value: user?.email ?? "",
    },
    {
      kind: "text",
      name: "username",
      label: say("console.users.username"),
      value: user?.username ?? "",
      ...(user ? { required: true } : { hint: say("console.users.username-blank") }),
    },
    ...commonFields(user),
    customField(user?.custom),
  ];
}

/** A password, twice. */
export function passwordFields(hint: string | null): FormField[] {
  const shared = { kind: "password", autoComplete: "new-password" } as const;
  return [
    { ...shared, name: "password", label: say("console.users.password"), ...(hint ? { hint } : { required: true }) },
    { ...shared, name: "password_confirmation", label: say("console.users.password-again"), required: !hint },
  ];
}

function nameOf({ name }: User): FormField {
  const shown = { value: name ?? "", hint: say("console.users.name-hint"), readOnly: true };
  return { kind: "text", name: "name", label: say("console.name"), ...shown };
}

function commonFields(user: User | null): FormField[] {
  return [
    {
      kind: "select",
      name: "state",
      label: say("console.state"),
      hint: say("console.users.state-hint"),
      value: user?.state ?? "active",
      options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
    },
    {
      kind: "text",
      name: "reference",
      label: say("console.realm.reference"),
      hint: say("console.reference-hint"),
      value: user?.reference ?? "",
    },
  ];
}
