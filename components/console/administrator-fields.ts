import { say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";

const roles = ["owner", "admin", "read_only"] as const;

type Realm = { readonly id: string; readonly name: string };

type Administrator = {
  readonly email: string;
  readonly name: string | null;
  readonly role: (typeof roles)[number];
  readonly state: "active" | "inactive";
  readonly realms: readonly { readonly realm: Realm }[];
};

/** What is asked about an administrator; null: a new one. */
export function administratorFields(one: Administrator | null, realms: readonly Realm[]): FormField[] {
  const has = new Set(one?.realms.map(({ realm }) => realm.id));
  return [
    { kind: "email", name: "email", label: say("field.email"), value: one?.email ?? "", required: true },
    { kind: "text", name: "name", label: say("console.name"), value: one?.name ?? "" },
    {
      kind: "select",
      name: "role",
      label: say("console.administrators.role"),
      value: one?.role ?? "admin",
      options: roles.map((value) => ({ value, text: say(`console.administrators.role.${value}`) })),
    },
    {
      kind: "checks",
      label: say("console.realms.title"),
      hint: say("console.administrators.realms-hint"),
      options: realms.map(({ id, name }) => ({ name: id, text: name, on: has.has(id) })),
    },
    {
      kind: "select",
      name: "state",
      label: say("console.state"),
      value: one?.state ?? "active",
      options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
    },
  ];
}
