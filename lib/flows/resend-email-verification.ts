import type { z } from "zod";
import { done, type Outcome } from "@/lib/domain/outcome";
import type { Visit } from "@/lib/domain/visit";
import { askForLink, nameInput } from "@/lib/tokens/ask-for-link";

export const resendEmailVerificationInput = nameInput;

/** A mail is on its way, if there is an address to prove. */
export type VerificationAsked = { readonly kind: "verification-asked" };

/** Has a new link mailed to whoever has a name and has not proved their address; tells nobody whether there is one (see askForLink). */
export async function resendEmailVerification(
  visit: Visit,
  input: z.output<typeof resendEmailVerificationInput>,
): Promise<Outcome<VerificationAsked>> {
  const asked = await askForLink(visit, input, "send-verification");
  return asked.ok ? done({ kind: "verification-asked" }) : asked;
}
