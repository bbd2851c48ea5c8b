"use server";

import type { FormState } from "@/lib/domain/form-state";
import { keepCodesInput, keepRecoveryCodes } from "@/lib/flows/enrol";
import { goOn } from "@/lib/web/go-on";
import { runForm } from "@/lib/web/hosted-action";
import { dropTicketCookie, readTicketCookie } from "@/lib/web/ticket-cookie";

export async function keepCodesAction(previous: FormState, form: FormData): Promise<FormState> {
  const held = await readTicketCookie();
  return runForm(
    { form, previous },
    {
      input: keepCodesInput,
      flow: (visit) => keepRecoveryCodes(visit, held),
      next: async (entered) => {
        await dropTicketCookie();
        return goOn(entered);
      },
    },
  );
}
