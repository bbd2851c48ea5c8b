"use server";

import type { FormState } from "@/lib/domain/form-state";
import { forgotPassword, forgotPasswordInput } from "@/lib/flows/forgot-password";
import { runForm } from "@/lib/web/hosted-action";
import { paths } from "@/lib/web/paths";
import { requireVisit } from "@/lib/web/visit";

export async function forgotPasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  return runForm(
    { form, previous },
    {
      input: forgotPasswordInput,
      flow: forgotPassword,
      next: async () => paths.forgotPassword(requireVisit(), "sent"),
    },
  );
}
