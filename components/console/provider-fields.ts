import { say } from "@/lib/domain/messages";
import type { ProviderSettings } from "@/lib/domain/provider-settings";
import { isPreset, type ProviderType, presetNames } from "@/lib/domain/providers";
import type { FormField } from "./fields-form";

type Provider = {
  readonly name: string;
  readonly state: "active" | "inactive";
  readonly settings: ProviderSettings;
  readonly hasSecret: boolean;
};

/** What people call a provider of a type, as the console says it. */
export function providerTypeName(type: ProviderType): string {
  if (isPreset(type)) return presetNames[type];
  return say(type === "oidc" ? "console.providers.type.oidc" : "console.providers.type.oauth2");
}

/** What is asked about an external provider, by its type; null: a new one. */
export function providerFields(type: ProviderType, provider: Provider | null): FormField[] {
  const settings = provider?.settings ?? {};
  return [
    {
      ...{ kind: "text", name: "name", label: say("console.name"), required: !isPreset(type) },
      hint: isPreset(type)
        ? say("console.providers.name-hint", { name: presetNames[type] })
        : say("console.providers.name-hint-custom"),
      value: provider?.name ?? (isPreset(type) ? presetNames[type] : ""),
    },
    ...(type === "oidc" ? [issuerField(settings)] : []),
    {
      ...{ kind: "text", name: "client_id", required: true, value: settings.client_id ?? "" },
      label: say(type === "apple" ? "console.providers.client-id-apple" : "console.providers.client-id"),
    },
    ...(type === "apple" ? appleFields(settings) : []),
    secretField(type, provider?.hasSecret ?? false),
    ...(type === "microsoft" ? [tenantField(settings)] : []),
    {
      ...{ kind: "text", name: "scopes", label: say("console.providers.scopes"), value: settings.scopes ?? "" },
      hint: say("console.providers.scopes-hint"),
    },
    {
      ...{ kind: "select", name: "state", label: say("console.state"), value: provider?.state ?? "active" },
      hint: say("console.providers.state-hint"),
      options: (["active", "inactive"] as const).map((value) => ({ value, text: say(`console.state.${value}`) })),
    },
    ...(isPreset(type) ? [] : customFields(type, settings)),
  ];
}

function secretField(type: ProviderType, isThere: boolean): FormField {
  const shared = { name: "client_secret", label: say("console.providers.client-secret") };
  if (isThere)
    return type === "apple"
      ? { kind: "lines", ...shared, ...appleKey, hint: say("console.providers.client-secret-keep") }
      : {
          kind: "password",
          ...shared,
          autoComplete: "new-password",
          hint: say("console.providers.client-secret-keep"),
        };
  if (type === "apple") return { kind: "lines", ...shared, ...appleKey };
  const hint = say(isPreset(type) ? "console.providers.client-secret-hint" : "console.providers.client-secret-maybe");
  return { kind: "password", ...shared, autoComplete: "new-password", hint, required: isPreset(type) };
}

const appleKey = {
  label: say("console.providers.client-secret-apple"),
  hint: say("console.providers.client-secret-apple-hint"),
};

function issuerField({ issuer }: ProviderSettings): FormField {
  const shared = { label: say("console.providers.issuer"), hint: say("console.providers.issuer-hint") };
  return { kind: "url", name: "issuer", ...shared, value: issuer ?? "", required: true };
}

function appleFields({ team_id, key_id }: ProviderSettings): FormField[] {
  const shared = { kind: "text", required: true } as const;
  return [
    { ...shared, name: "team_id", label: say("console.providers.team-id"), value: team_id ?? "" },
    { ...shared, name: "key_id", label: say("console.providers.key-id"), value: key_id ?? "" },
  ];
}

function tenantField({ tenant }: ProviderSettings): FormField {
  const shared = { label: say("console.providers.tenant"), hint: say("console.providers.tenant-hint") };
  return { kind: "text", name: "tenant", ...shared, value: tenant ?? "" };
}

function customFields(type: "oidc" | "oauth2", settings: ProviderSettings): FormField[] {
  const address = (name: keyof ProviderSettings, label: string, required = false) =>
    ({ kind: "url", name, label, value: settings[name] ?? "", required }) as const;
  const needed = type === "oauth2";
  return [
    {
      kind: "part",
      label: say(needed ? "console.providers.part.addresses" : "console.providers.part.explicit"),
    },
    address("authorization_url", say("console.providers.authorization-url"), needed),
    address("token_url", say("console.providers.token-url"), needed),
    address("profile_url", say("console.providers.profile-url"), needed),
    ...(needed ? [] : [address("jwks_url", say("console.providers.jwks-url"))]),
    {
      ...address("introspection_url", say("console.providers.introspection-url")),
      hint: say("console.providers.introspection-url-hint"),
    },
    {
      ...{ kind: "select", name: "token_auth", label: say("console.providers.token-auth") },
      value: settings.token_auth ?? "",
      options: [
        { value: "", text: say("console.providers.token-auth.usual") },
        { value: "post", text: say("console.providers.token-auth.post") },
        { value: "basic", text: say("console.providers.token-auth.basic") },
      ],
    },
    { kind: "part", label: say("console.providers.part.profile") },
    ...profileFields(type, settings),
  ];
}

/** What a profile calls things, and what it is taken to call them where nothing is said. */
function profileFields(type: "oidc" | "oauth2", settings: ProviderSettings): FormField[] {
  const asked = [
    ["profile_id", say("console.providers.profile-id"), type === "oauth2" ? "id" : "sub"],
    ["profile_email", say("console.providers.profile-email"), "email"],
    ["profile_email_verified", say("console.providers.profile-email-verified"), "email_verified"],
    ["profile_first_name", say("console.providers.profile-first-name"), "given_name"],
    ["profile_last_name", say("console.providers.profile-last-name"), "family_name"],
    ["profile_name", say("console.providers.profile-name"), "name"],
    ["profile_username", say("console.providers.profile-username"), "preferred_username"],
  ] as const;
  return asked.map(([name, label, usual]) => ({
    ...{ kind: "text", name, label, value: settings[name] ?? "" },
    hint: say("console.providers.profile-hint", { usual }),
  }));
}
