"use server";

import { setOwn } from "@/lib/admin/own-providers";
import { passwordRulesForm } from "@/lib/domain/app-form";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function updatePasswordRulesAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: passwordRulesForm,
      realmId,
      act: (administrator, input) => setOwn(realmId, { type: "password", input }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "providers", "password")}?saved=yes`,
    },
  );
}
