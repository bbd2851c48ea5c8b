import { customText } from "@/lib/domain/custom-text";
import type { Custom } from "@/lib/domain/fields";
import { say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";
import { algoField, keptFields, keyFields, type TokenSettings, tokenFields } from "./realm-token-fields";

const usernames = ["standard", "email"] as const;

/** A realm as its settings are shown. */
type Realm = TokenSettings & {
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly reference: string | null;
  readonly custom: unknown;
  readonly usernameValidationHuman: (typeof usernames)[number];
  readonly requireUniqueEmails: boolean;
  readonly sessionType: "managed" | "unmanaged";
  readonly sessionMinutes: number;
  readonly signupTokenMinutes: number;
  readonly seamlessSso: boolean;
  readonly mfaPolicy: "off" | "optional" | "required";
  readonly hideAccountExistence: boolean;
};

/** What is asked about a new realm. */
export function newRealmFields(): FormField[] {
  return [
    ...nameAndReference(null),
    usernamesField("standard"),
    {
      kind: "checks",
      label: say("console.settings.accounts"),
      hint: say("console.settings.unique-hint"),
      options: [{ name: "require_unique_emails", text: say("console.settings.unique"), on: true }],
    },
    algoField("hs256"),
  ];
}

/** What is asked about a realm that is there. `hasUsers` fixes what its users are named by. */
export function realmFields(realm: Realm, { hasUsers }: { readonly hasUsers: boolean }): FormField[] {
  return [
    { kind: "part", label: say("console.settings.about") },
    ...nameAndReference(realm),
    {
      kind: "select",
      name: "state",
      label: say("console.state"),
      hint: say("console.settings.state-hint"),
      value: realm.state,
      options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
    },
    {
      kind: "lines",
      name: "custom",
      label: say("console.settings.custom"),
      hint: say("console.users.custom-hint"),
      value: customText((realm.custom ?? {}) as Custom),
    },
    ...peopleFields(realm, hasUsers),
    ...loginFields(realm),
    ...tokenFields(realm),
    ...keyFields(realm),
    ...keptFields(realm),
  ];
}

function nameAndReference(realm: Pick<Realm, "name" | "reference"> | null): FormField[] {
  return [
    { kind: "text", name: "name", label: say("console.name"), value: realm?.name ?? "", required: true },
    {
      kind: "text",
      name: "reference",
      label: say("console.realm.reference"),
      hint: say("console.reference-hint"),
      value: realm?.reference ?? "",
    },
  ];
}

function usernamesField(value: Realm["usernameValidationHuman"]): FormField {
  return {
    kind: "select",
    name: "username_validation_human",
    label: say("console.settings.usernames"),
    hint: say("console.settings.usernames-hint"),
    value,
    options: usernames.map((one) => ({ value: one, text: say(`console.settings.usernames.${one}`) })),
  };
}

function peopleFields({ usernameValidationHuman, ...realm }: Realm, hasUsers: boolean): FormField[] {
  const unique = { name: "require_unique_emails", text: say("console.settings.unique"), on: true };
  const hide = {
    name: "hide_account_existence",
    text: say("console.settings.hide"),
    on: realm.hideAccountExistence,
  };
  const isUnique = realm.requireUniqueEmails;
  return [
    { kind: "part", label: say("console.settings.people") },
    hasUsers
      ? {
          kind: "text",
          name: "usernames",
          label: say("console.settings.usernames"),
          hint: say("console.settings.usernames-fixed"),
          value: say(`console.settings.usernames.${usernameValidationHuman}`),
          readOnly: true,
        }
      : usernamesField(usernameValidationHuman),
    {
      kind: "checks",
      label: say("console.settings.accounts"),
      hint: `${say(isUnique ? "console.settings.unique-hint" : "console.settings.unique-off")} ${say("console.settings.hide-hint")}`,
      options: [...(isUnique ? [unique] : []), hide],
    },
  ];
}

function loginFields(realm: Realm): FormField[] {
  return [
    { kind: "part", label: say("console.settings.login") },
    {
      kind: "select",
      name: "mfa_policy",
      label: say("console.settings.mfa"),
      hint: say("console.settings.mfa-hint"),
      value: realm.mfaPolicy,
      options: (["off", "optional", "required"] as const).map((value) => ({
        value,
        text: say(`console.settings.mfa.${value}`),
      })),
    },
    {
      kind: "text",
      name: "session_minutes",
      label: say("console.settings.session-minutes"),
      hint: say("console.settings.session-minutes-hint"),
      value: String(realm.sessionMinutes),
    },
    {
      kind: "select",
      name: "session_type",
      label: say("console.realm.sessions"),
      hint: say("console.settings.session-type-hint"),
      value: realm.sessionType,
      options: (["managed", "unmanaged"] as const).map((value) => ({
        value,
        text: say(`console.realm.sessions.${value}`),
      })),
    },
    {
      kind: "checks",
      label: say("console.settings.across"),
      hint: say("console.settings.sso-hint"),
      options: [{ name: "seamless_sso", text: say("console.settings.sso"), on: realm.seamlessSso }],
    },
    {
      kind: "text",
      name: "signup_token_minutes",
      label: say("console.settings.signup-minutes"),
      hint: say("console.settings.signup-minutes-hint"),
      value: String(realm.signupTokenMinutes),
    },
  ];
}
