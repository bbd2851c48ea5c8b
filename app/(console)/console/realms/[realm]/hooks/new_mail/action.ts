"use server";

import { createHook, hookInput } from "@/lib/admin/app-hooks";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = hookInput.omit({ hook_type: true, destination: true });

export async function createMailHookAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, hook) => createHook(realmId, { ...hook, hook_type: "email" }, actorOf(administrator)),
      next: ({ hook }) => `${paths.consoleRealm(realmId, "hooks", hook.id)}?saved=yes`,
    },
  );
}
