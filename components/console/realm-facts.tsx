import { say } from "@/lib/domain/messages";
import { Facts } from "./facts";
import { realmFields } from "./realm-fields";

/** A realm's settings for those who may only look: what the form asks, in the same words. */
export function RealmFacts({ realm }: { readonly realm: Parameters<typeof realmFields>[0] }) {
  const facts = realmFields(realm, { hasUsers: false }).flatMap((field) => {
    if (field.kind === "part" || field.kind === "hidden") return [];
    if (field.kind === "checks")
      return field.options.map(
        ({ text, on }) => [text, say(on ? "console.settings.on" : "console.settings.off")] as const,
      );
    if (field.kind === "select")
      return [[field.label, field.options.find(({ value }) => value === field.value)?.text] as const];
    return [[field.label, field.value] as const];
  });
  return <Facts facts={facts} />;
}
