"use server";

import type { FormState } from "@/lib/domain/form-state";
import { login, loginInput } from "@/lib/flows/login";
import { goOn } from "@/lib/web/go-on";
import { runForm } from "@/lib/web/hosted-action";

export async function loginAction(previous: FormState, form: FormData): Promise<FormState> {
  return runForm({ form, previous }, { input: loginInput, flow: login, next: goOn });
}
