import type { ComponentProps } from "react";
import { say } from "@/lib/domain/messages";
import type { ProviderSettings } from "@/lib/domain/provider-settings";
import type { ProviderType } from "@/lib/domain/providers";
import { Facts } from "./facts";
import { providerFields, providerTypeName } from "./provider-fields";
import { When } from "./when";

type Props = {
  readonly provider: {
    readonly id: string;
    readonly type: ProviderType;
    readonly name: string;
    readonly state: "active" | "inactive";
    readonly settings: ProviderSettings;
    readonly hasSecret: boolean;
    readonly createdAt: Date;
  };
  /** How many people have a profile at it. */
  readonly profiles: number;
  readonly now: Date;
  /** True where no form below shows the settings. */
  readonly withSettings: boolean;
};

/** What there is to know of an external provider; of its client secret, whether there is one. */
export function ProviderFacts({ provider, profiles, now, withSettings }: Props) {
  const { id, type, state, settings, hasSecret, createdAt } = provider;
  const facts: ComponentProps<typeof Facts>["facts"] = [
    [say("console.realm.id"), <code key="id">{id}</code>],
    [say("console.providers.type"), providerTypeName(type)],
    [say("console.state"), say(`console.state.${state}`)],
    [
      say("console.providers.client-secret"),
      say(hasSecret ? "console.providers.secret.yes" : "console.providers.secret.no"),
    ],
    [say("console.providers.profiles"), String(profiles)],
    [say("console.created"), <When key="created" at={createdAt} now={now} />],
  ];
  const asked = providerFields(type, provider).flatMap((field): [string, string][] => {
    const value = "name" in field ? settings[field.name as keyof ProviderSettings] : undefined;
    return value ? [[field.label, value]] : [];
  });
  return <Facts facts={[...facts, ...(withSettings ? asked : [])]} />;
}
