"use server";

import type { FormState } from "@/lib/domain/form-state";
import { enrol, enrolInput } from "@/lib/flows/enrol";
import { runForm } from "@/lib/web/hosted-action";
import { paths } from "@/lib/web/paths";
import { readTicketCookie, setTicketCookie } from "@/lib/web/ticket-cookie";
import { requireVisit } from "@/lib/web/visit";

export async function enrolAction(previous: FormState, form: FormData): Promise<FormState> {
  const held = await readTicketCookie();
  return runForm(
    { form, previous },
    {
      input: enrolInput,
      flow: (visit, input) => enrol(visit, input, held),
      next: async (enrolled) => {
        await setTicketCookie(enrolled);
        return paths.recoveryCodes(requireVisit());
      },
    },
  );
}
