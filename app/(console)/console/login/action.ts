"use server";

import { type SignedIn, signInInput } from "@/lib/admin/sign-in";
import type { FormState } from "@/lib/domain/form-state";
import { runDoorForm } from "@/lib/web/console-action";
import { signIn } from "@/lib/web/console-session";
import { paths } from "@/lib/web/paths";

const next = ({ kind }: SignedIn) => (kind === "need-code" ? paths.consoleLoginCode() : paths.console());

export async function signInAction(previous: FormState, form: FormData): Promise<FormState> {
  return runDoorForm({ form, previous }, { input: signInInput, act: signIn, next });
}
