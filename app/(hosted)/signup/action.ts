"use server";

import type { FormState } from "@/lib/domain/form-state";
import { signup, signupInput } from "@/lib/flows/signup";
import { goOn } from "@/lib/web/go-on";
import { runForm } from "@/lib/web/hosted-action";

export async function signupAction(previous: FormState, form: FormData): Promise<FormState> {
  return runForm({ form, previous }, { input: signupInput, flow: signup, next: goOn });
}
