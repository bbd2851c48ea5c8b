"use server";

import { type FormState, untried } from "@/lib/domain/form-state";

/** What the forms of a preview would be sent to, were they ever sent: nothing is done. */
export async function previewAction(): Promise<FormState> {
  return untried;
}
