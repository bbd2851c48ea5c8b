import { say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";

type State = "active" | "inactive";

/** Whether what is set of a realm's own pages or passwords counts. */
function ownStateField(value: State): FormField {
  return {
    ...{ kind: "select", name: "state", label: say("console.state"), value },
    hint: say("console.providers.own-state-hint"),
    options: (["active", "inactive"] as const).map((one) => ({ value: one, text: say(`console.state.${one}`) })),
  };
}

/** What is asked about a realm's hosted pages beside the settings that an app has, too. */
export function realmPagesFields({ state, origins }: { readonly state: State; readonly origins: readonly string[] }) {
  const shared = { label: say("console.apps.allowed-origins"), hint: say("console.apps.allowed-origins-realm-hint") };
  const field: FormField = { kind: "lines", name: "allowed_origins", ...shared, value: origins.join("\n") };
  return [field, ownStateField(state)];
}

/** What is asked about passwords. */
export function passwordRulesFields({ state, minLength }: { readonly state: State; readonly minLength: number }) {
  const field: FormField = {
    ...{ kind: "text", name: "min_length", label: say("console.providers.min-length") },
    ...{ hint: say("console.providers.min-length-hint"), value: String(minLength) },
  };
  return [field, ownStateField(state)];
}

type Look = Readonly<Record<"page_title" | "header" | "footer" | "css" | "external_css", string | null | undefined>>;

/** What is asked about the look of a realm's pages. */
export function realmLookFields(look: Look): FormField[] {
  const html = { kind: "lines", hint: say("console.look.html-hint") } as const;
  return [
    {
      ...{ kind: "text", name: "page_title", label: say("console.look.page-title") },
      ...{ hint: say("console.look.page-title-hint"), value: look.page_title ?? "" },
    },
    { ...html, name: "header", label: say("console.look.header"), value: look.header ?? "" },
    { ...html, name: "footer", label: say("console.look.footer"), value: look.footer ?? "" },
    {
      ...{ kind: "lines", name: "css", label: say("console.look.css") },
      ...{ hint: say("console.look.css-hint"), value: look.css ?? "" },
    },
    {
      ...{ kind: "url", name: "external_css", label: say("console.look.external-css") },
      ...{ hint: say("console.look.external-css-hint"), value: look.external_css ?? "" },
    },
  ];
}
