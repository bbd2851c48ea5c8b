"use server";

import { firstCodeInput } from "@/lib/admin/own-device";
import type { FormState } from "@/lib/domain/form-state";
import { runDoorForm } from "@/lib/web/console-action";
import { signInWithCode } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";

export async function signInCodeAction(previous: FormState, form: FormData): Promise<FormState> {
  return runDoorForm({ form, previous }, { input: firstCodeInput, act: signInWithCode, next: paths.console });
}
