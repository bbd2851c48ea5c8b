"use server";

import type { FormState } from "@/lib/domain/form-state";
import { enrolInput } from "@/lib/flows/enrol";
import { verifyLogin } from "@/lib/flows/verify-login";
import { goOn } from "@/lib/web/go-on";
import { runForm } from "@/lib/web/hosted-action";
import { dropTicketCookie, readTicketCookie } from "@/lib/web/ticket-cookie";

export async function verifyLoginAction(previous: FormState, form: FormData): Promise<FormState> {
  const held = await readTicketCookie();
  return runForm(
    { form, previous },
    {
      input: enrolInput,
      flow: (visit, { code }) => verifyLogin(visit, { username: "", token: "", browserSecret: "", ...held, code }),
      next: async (entered) => {
        await dropTicketCookie();
        return goOn(entered);
      },
    },
  );
}
