import { say } from "@/lib/domain/messages";
import { tokenMemberships } from "@/lib/domain/realm-form";
import type { FormField } from "./fields-form";
import { algoText } from "./jwt-key-state";

const algorithms = ["hs256", "rs256"] as const;

/** What of a realm says how its tokens and keys are made, and what is kept. */
export type TokenSettings = {
  readonly jwtAlgo: (typeof algorithms)[number];
  readonly jwtFields: readonly string[];
  readonly apiKeyPrefix: string | null;
  readonly apiKeyPolicy: "encrypt" | "hash";
  readonly apiKeyMinutes: number;
  readonly keepProviderTokens: boolean;
  readonly eventDays: number;
};

/** What login tokens are signed with. */
export function algoField(value: TokenSettings["jwtAlgo"], hint?: string): FormField {
  return {
    kind: "select",
    name: "jwt_algo",
    label: say("console.settings.algo"),
    ...(hint ? { hint } : {}),
    value,
    options: algorithms.map((one) => ({ value: one, text: algoText(one) })),
  };
}

/** What is asked about login tokens. */
export function tokenFields({ jwtAlgo, jwtFields }: TokenSettings): FormField[] {
  const told = jwtFields.includes("orgs") ? "orgs" : jwtFields.includes("memberships") ? "memberships" : "none";
  return [
    { kind: "part", label: say("console.settings.tokens") },
    algoField(jwtAlgo, say("console.settings.algo-hint")),
    {
      kind: "checks",
      label: say("console.settings.claims"),
      options: [
        { name: "token_custom", text: say("console.settings.claims-custom"), on: jwtFields.includes("custom") },
      ],
    },
    {
      kind: "select",
      name: "token_memberships",
      label: say("console.settings.memberships"),
      value: told,
      options: tokenMemberships.map((value) => ({ value, text: say(`console.settings.memberships.${value}`) })),
    },
  ];
}

/** The same about the keys of API users. */
export function keyFields(realm: TokenSettings): FormField[] {
  return [
    { kind: "part", label: say("console.settings.keys") },
    {
      kind: "text",
      name: "api_key_prefix",
      label: say("console.settings.prefix"),
      hint: say("console.settings.prefix-hint"),
      value: realm.apiKeyPrefix ?? "",
    },
    {
      kind: "select",
      name: "api_key_policy",
      label: say("console.settings.key-policy"),
      value: realm.apiKeyPolicy,
      options: (["hash", "encrypt"] as const).map((value) => ({
        value,
        text: say(`console.settings.key-policy.${value}`),
      })),
    },
    {
      kind: "text",
      name: "api_key_minutes",
      label: say("console.settings.key-minutes"),
      hint: say("console.settings.key-minutes-hint"),
      value: String(realm.apiKeyMinutes),
    },
  ];
}

/** The same about what is kept. */
export function keptFields({ eventDays, keepProviderTokens }: TokenSettings): FormField[] {
  return [
    { kind: "part", label: say("console.settings.kept") },
    { kind: "text", name: "event_days", label: say("console.settings.event-days"), value: String(eventDays) },
    {
      kind: "checks",
      label: say("console.settings.provider-tokens"),
      hint: say("console.settings.keep-tokens-hint"),
      options: [{ name: "keep_provider_tokens", text: say("console.settings.keep-tokens"), on: keepProviderTokens }],
    },
  ];
}
