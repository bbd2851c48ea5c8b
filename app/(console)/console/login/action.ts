"use server";

import { signInInput } from "@/lib/admin/sign-in";
import type { FormState } from "@/lib/domain/form-state";
import { runDoorForm } from "@/lib/web/console-action";
import { signInThroughNextAuth } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";

export async function signInAction(previous: FormState, form: FormData): Promise<FormState> {
  return runDoorForm(
    { form, previous },
    { input: signInInput, act: ({ email, password }) => signInThroughNextAuth(email, password), next: paths.console },
  );
}
