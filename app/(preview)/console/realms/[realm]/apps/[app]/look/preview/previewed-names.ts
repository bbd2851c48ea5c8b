import type { FormAction } from "@/lib/domain/form-state";
import { type MessageCode, sentence } from "@/lib/domain/messages";
import type { Preview } from "@/lib/web/look-preview";

/** What each part of a preview is made of: the app, and an action that does nothing. */
export type Props = { readonly preview: Preview; readonly action: FormAction };

/** Who is there in a preview, where a page names somebody. */
export const somebody = "frank";

/** What the realm's people are known by. */
export function nameOf({ preview }: Props): "email" | "username-or-email" | "username" {
  const { usernameValidationHuman, requireUniqueEmails } = preview.app.realm;
  if (usernameValidationHuman === "email") return "email";
  return requireUniqueEmails ? "username-or-email" : "username";
}

/** The other ways on from a page, which lead nowhere here. */
export function wayTo({ preview }: Props, ...codes: readonly MessageCode[]) {
  return codes.map((code) => ({ href: `#${code}`, text: sentence(preview.voice, code, { app: preview.app.name }) }));
}
