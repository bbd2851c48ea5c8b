import { say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";

type App = {
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly subdomain: string;
  readonly domains: readonly { readonly host: string }[];
  readonly loginHandler: string;
  readonly signupHandler: string | null;
  readonly redirectUris: readonly string[];
  readonly handlerOrigins: readonly string[];
  readonly allowedOrigins: readonly string[];
};

/** What is asked about a new app. `example`: where pages of one are. */
export function newAppFields({ example }: { readonly example: string }): FormField[] {
  return [
    nameField(""),
    {
      kind: "text",
      name: "subdomain",
      label: say("console.apps.subdomain"),
      hint: say("console.apps.subdomain-hint", { example }),
      value: "",
    },
    { ...handlerField(""), hint: say("console.apps.login-handler-hint") },
  ];
}

/** What an app is called, and its addresses. `origins`: those of the realm, which hold where it has none of its own. */
export function appFields(
  app: App,
  { example, origins }: { readonly example: string; readonly origins: readonly string[] },
): FormField[] {
  const now = origins.join(", ") || say("console.apps.nobody");
  return [
    nameField(app.name),
    {
      kind: "select",
      name: "state",
      label: say("console.state"),
      hint: say("console.apps.state-hint"),
      value: app.state,
      options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
    },
    {
      ...{ kind: "text", name: "subdomain", label: say("console.apps.subdomain"), required: true },
      ...{ hint: say("console.apps.subdomain-now", { example }), value: app.subdomain },
    },
    lines("domains", {
      label: say("console.apps.domains"),
      hint: say("console.apps.domains-hint"),
      value: app.domains.map(({ host }) => host),
    }),
    { ...handlerField(app.loginHandler), hint: say("console.apps.login-handler-hint") },
    {
      ...{ kind: "url", name: "signup_handler", label: say("console.apps.signup-handler") },
      ...{ hint: say("console.apps.signup-handler-hint"), value: app.signupHandler },
    },
    lines("redirect_uris", {
      label: say("console.apps.redirect-uris"),
      hint: say("console.apps.redirect-uris-hint"),
      value: app.redirectUris,
    }),
    lines("handler_origins", {
      label: say("console.apps.handler-origins"),
      hint: say("console.apps.handler-origins-hint"),
      value: app.handlerOrigins,
    }),
    lines("allowed_origins", {
      label: say("console.apps.allowed-origins"),
      hint: say("console.apps.allowed-origins-hint", { now }),
      value: app.allowedOrigins,
    }),
  ];
}

function nameField(value: string): FormField {
  const hint = say("console.apps.name-hint");
  return { kind: "text", name: "name", label: say("console.name"), hint, value, required: true };
}

function handlerField(value: string) {
  const shown = { label: say("console.apps.login-handler"), value, required: true };
  return { kind: "url", name: "login_handler", ...shown } as const;
}

type Lines = { readonly label: string; readonly hint: string; readonly value: readonly string[] };

function lines(name: string, { label, hint, value }: Lines): FormField {
  return { kind: "lines", name, label, hint, value: value.join("\n") };
}
