"use server";

import type { FormState } from "@/lib/domain/form-state";
import { type PasswordReset, resetPassword, resetPasswordInput } from "@/lib/flows/reset-password";
import { runForm } from "@/lib/web/hosted-action";
import { dropLinkCookie, readLinkCookie } from "@/lib/web/link-cookie";
import { paths } from "@/lib/web/paths";
import { requireVisit } from "@/lib/web/visit";

/** The token comes from the browser's cookie alone, whatever the form says. */
export async function resetPasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  const token = (await readLinkCookie("reset")) ?? "";
  return runForm(
    { form, previous },
    { input: resetPasswordInput, flow: (visit, input) => resetPassword(visit, { ...input, token }), next: toLogin },
  );
}

async function toLogin(_done: PasswordReset): Promise<string> {
  await dropLinkCookie("reset");
  return paths.login(requireVisit(), "password-reset");
}
