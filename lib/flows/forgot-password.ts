import type { z } from "zod";
import { done, type Outcome, refuse } from "@/lib/domain/outcome";
import type { Visit } from "@/lib/domain/visit";
import { askForLink, nameInput } from "@/lib/tokens/ask-for-link";

export const forgotPasswordInput = nameInput;

/** A mail is on its way, if there is somebody to mail. */
export type ResetAsked = { readonly kind: "reset-asked" };

/** Has a reset link mailed to the owner of a name, and tells nobody whether there is one (see askForLink). */
export async function forgotPassword(
  visit: Visit,
  input: z.output<typeof forgotPasswordInput>,
): Promise<Outcome<ResetAsked>> {
  if (!visit.app.settings.login) return refuse({ code: "login.disabled" });
  const asked = await askForLink(visit, input, "send-reset");
  return asked.ok ? done({ kind: "reset-asked" }) : asked;
}
