"use server";

import type { FormState } from "@/lib/domain/form-state";
import { finishProviderSignup, providerSignupInput } from "@/lib/flows/finish-provider-signup";
import { goOn } from "@/lib/web/go-on";
import { runForm } from "@/lib/web/hosted-action";
import { readIdentityCookie } from "@/lib/web/provider-cookie";

export async function finishAction(previous: FormState, form: FormData): Promise<FormState> {
  const secret = await readIdentityCookie();
  return runForm(
    { form, previous },
    {
      input: providerSignupInput,
      flow: (visit, input) => finishProviderSignup(visit, input, secret),
      next: goOn,
    },
  );
}
