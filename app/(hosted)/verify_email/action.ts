"use server";

import type { FormState } from "@/lib/domain/form-state";
import { resendEmailVerification, resendEmailVerificationInput } from "@/lib/flows/resend-email-verification";
import { verifyEmail, verifyEmailInput } from "@/lib/flows/verify-email";
import { goOn } from "@/lib/web/go-on";
import { runForm } from "@/lib/web/hosted-action";
import { dropLinkCookie, readLinkCookie } from "@/lib/web/link-cookie";
import { paths } from "@/lib/web/paths";
import { readSessionCookie } from "@/lib/web/session-cookie";
import { requireVisit } from "@/lib/web/visit";

/** The token comes from the browser's cookie alone, whatever the form says. */
export async function verifyEmailAction(previous: FormState, form: FormData): Promise<FormState> {
  const token = (await readLinkCookie("verify")) ?? "";
  const cookie = await readSessionCookie();
  return runForm(
    { form, previous },
    {
      input: verifyEmailInput,
      flow: (visit, input) => verifyEmail(visit, { ...input, token }, cookie),
      next: async (value) => {
        await dropLinkCookie("verify");
        return value.kind === "signed-in" ? goOn(value) : paths.login(requireVisit(), "email-verified");
      },
    },
  );
}

export async function resendAction(previous: FormState, form: FormData): Promise<FormState> {
  const typed = form instanceof FormData ? (form.get("username") ?? form.get("email")) : null;
  return runForm(
    { form, previous },
    {
      input: resendEmailVerificationInput,
      flow: resendEmailVerification,
      next: async () => paths.verifyEmail(requireVisit(), String(typed ?? "").slice(0, 300), "sent"),
    },
  );
}
