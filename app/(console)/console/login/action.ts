"use server";

import { signInInput } from "@/lib/admin/sign-in";
import type { FormState } from "@/lib/domain/form-state";
import { runDoorForm } from "@/lib/web/console-action";
import { signIn } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";

export async function signInAction(previous: FormState, form: FormData): Promise<FormState> {
  return runDoorForm({ form, previous }, { input: signInInput, act: signIn, next: paths.console });
}
