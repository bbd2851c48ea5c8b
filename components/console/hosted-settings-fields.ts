import { permissionsTyped } from "@/lib/domain/app-form";
import type { HostedSettings } from "@/lib/domain/hosted-settings";
import { languageName, locales } from "@/lib/domain/locale";
import { type MessageCode, say } from "@/lib/domain/messages";
import type { FormField } from "./fields-form";

/** Where the settings stand: what is not set by an app is the realm's, and what is not by a realm is built in. */
export type Level = "app" | "realm";

/** What is set at a level, and what holds above it. */
type Settings = {
  readonly level: Level;
  readonly own: { readonly [Name in keyof HostedSettings]?: HostedSettings[Name] | undefined };
  readonly above: HostedSettings;
};

type Choice = Exclude<keyof HostedSettings, "default_permissions" | "allowed_origins">;

type Setting = {
  readonly name: Choice;
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly (readonly [value: string, text: string])[];
};

const worded = (...options: readonly (readonly [string, MessageCode])[]) =>
  options.map(([value, code]) => [value, say(code)] as const);

const switched = () => worded(["true", "console.pages.on"], ["false", "console.pages.off"]);

const asked = () =>
  worded(
    ["required", "console.pages.asked.required"],
    ["optional", "console.pages.asked.optional"],
    ["hidden", "console.pages.asked.hidden"],
  );

function whoSettings(): Setting[] {
  return [
    { name: "login", label: say("console.pages.login"), hint: say("console.pages.login-hint"), options: switched() },
    { name: "signup", label: say("console.pages.signup"), hint: say("console.pages.signup-hint"), options: switched() },
    {
      name: "signup_mode",
      label: say("console.pages.signup-mode"),
      hint: say("console.pages.signup-mode-hint"),
      options: worded(
        ["user", "console.pages.signup-mode.user"],
        ["user_org", "console.pages.signup-mode.user-org"],
        ["user_token", "console.pages.signup-mode.user-token"],
      ),
    },
  ];
}

function askedSettings(): Setting[] {
  return [
    { name: "name_field", label: say("console.pages.name-field"), options: asked() },
    {
      name: "org_field",
      label: say("console.pages.org-field"),
      hint: say("console.pages.org-field-hint"),
      options: asked(),
    },
    {
      name: "password_field",
      label: say("console.pages.password-field"),
      options: worded(["once", "console.pages.password-field.once"], ["twice", "console.pages.password-field.twice"]),
    },
    {
      name: "email_verification",
      label: say("console.pages.email-verification"),
      options: worded(
        ["none", "console.pages.email-verification.none"],
        ["request", "console.pages.email-verification.request"],
        ["require", "console.pages.email-verification.require"],
      ),
    },
  ];
}

function backSettings(): Setting[] {
  return [
    {
      name: "response_mode",
      label: say("console.pages.response-mode"),
      options: worded(
        ["query", "console.pages.response-mode.query"],
        ["fragment", "console.pages.response-mode.fragment"],
        ["form_post", "console.pages.response-mode.form-post"],
      ),
    },
    {
      name: "locale",
      label: say("console.pages.locale"),
      hint: say("console.pages.locale-hint"),
      options: locales.map((one) => [one, languageName(one)] as const),
    },
    { name: "jsonp", label: say("console.pages.jsonp"), hint: say("console.pages.jsonp-hint"), options: switched() },
  ];
}

/** What is asked about hosted pages; the first choice of each is the one of the level above, which it names. */
export function hostedSettingsFields(settings: Settings): FormField[] {
  const select = (setting: Setting) => selectOf(setting, settings);
  return [
    { kind: "part", label: say("console.pages.part.who") },
    ...whoSettings().map(select),
    permissionsField(settings),
    { kind: "part", label: say("console.pages.part.asked") },
    ...askedSettings().map(select),
    { kind: "part", label: say("console.pages.part.back") },
    ...backSettings().map(select),
  ];
}

function selectOf({ name, label, hint, options }: Setting, { level, own, above }: Settings): FormField {
  const as = { value: "", text: say(`console.pages.above.${level}`, { now: textOf(options, above[name]) }) };
  return {
    ...{ kind: "select", name, label, ...(hint ? { hint } : {}) },
    value: own[name] === undefined ? "" : String(own[name]),
    options: [as, ...options.map(([value, text]) => ({ value, text }))],
  };
}

function textOf(options: Setting["options"], value: string | boolean): string {
  return options.find(([one]) => one === String(value))?.[1] ?? String(value);
}

function permissionsField({ level, own, above }: Settings): FormField {
  const now = above.default_permissions.join(" ") || say("console.pages.none");
  const of = say(`console.pages.above.${level}`, { now });
  return {
    ...{ kind: "text", name: "default_permissions", label: say("console.pages.default-permissions") },
    hint: say("console.pages.default-permissions-hint", { above: of.charAt(0).toLowerCase() + of.slice(1) }),
    value: permissionsTyped(own.default_permissions),
  };
}

/** The same for those who may only read it. */
export function hostedSettingsFacts({ level, own, above }: Settings): (readonly [string, string])[] {
  const said = (isOwn: boolean, value: string) => (isOwn ? value : say(`console.pages.from.${level}`, { value }));
  const all = [...whoSettings(), ...askedSettings(), ...backSettings()];
  const permissions = (own.default_permissions ?? above.default_permissions).join(" ") || say("console.pages.none");
  return [
    ...all.map(
      ({ name, label, options }) =>
        [label, said(own[name] !== undefined, textOf(options, own[name] ?? above[name]))] as const,
    ),
    [say("console.pages.default-permissions"), said(own.default_permissions !== undefined, permissions)],
  ];
}
