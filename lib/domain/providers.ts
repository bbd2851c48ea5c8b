/** Providers that come ready-made, by their type, and what people call them. */
export const presetNames = {
  apple: "Apple",
  facebook: "Facebook",
  github: "GitHub",
  google: "Google",
  linkedin: "LinkedIn",
  microsoft: "Microsoft",
  slack: "Slack",
  yahoo: "Yahoo",
} as const;

export type PresetType = keyof typeof presetNames;

/** Any other provider: one that speaks OpenID Connect, or OAuth 2.0 alone with an address for profiles. */
export const customTypes = ["oidc", "oauth2"] as const;

export type ProviderType = PresetType | (typeof customTypes)[number];

/** The types of external providers, as they stand on the wire (`provider_type`, `credential_type`, `/auth/<type>`). */
export const providerTypes: readonly ProviderType[] = [...(Object.keys(presetNames) as PresetType[]), ...customTypes];

export function isProviderType(text: unknown): text is ProviderType {
  return providerTypes.some((type) => type === text);
}

export function isPreset(type: ProviderType): type is PresetType {
  return Object.hasOwn(presetNames, type);
}

/** A provider as pages name it. */
export type ShownProvider = { readonly id: string; readonly type: ProviderType; readonly name: string };

/**
 * True where the provider answers by a form that the browser posts from there, so that only a cookie without SameSite
 * comes along. Apple alone does.
 */
export function postsBack(type: ProviderType): boolean {
  return type === "apple";
}
