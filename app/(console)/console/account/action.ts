"use server";

import { z } from "zod";
import { changeOwnPassword, endOtherSessions, endOwnSession, ownPasswordInput } from "@/lib/admin/account";
import type { FormState } from "@/lib/domain/form-state";
import { runAccountForm } from "@/lib/web/console-action";
import { doerOf } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const sessionInput = z.object({ session: z.string().default("") });

const saved = () => `${paths.consoleAccount()}?saved=yes`;

export async function changePasswordAction(previous: FormState, form: FormData): Promise<FormState> {
  return runAccountForm(
    { form, previous },
    {
      input: ownPasswordInput,
      act: (administrator, input) => changeOwnPassword(administrator, input, doerOf(administrator)),
      next: saved,
    },
  );
}

export async function endSessionAction(previous: FormState, form: FormData): Promise<FormState> {
  return runAccountForm(
    { form, previous },
    {
      input: sessionInput,
      act: (administrator, { session }) => endOwnSession(administrator, session, doerOf(administrator)),
      next: saved,
    },
  );
}

export async function endOtherSessionsAction(previous: FormState, form: FormData): Promise<FormState> {
  return runAccountForm(
    { form, previous },
    {
      input: z.object({}),
      act: (administrator) => endOtherSessions(administrator, doerOf(administrator)),
      next: saved,
    },
  );
}
