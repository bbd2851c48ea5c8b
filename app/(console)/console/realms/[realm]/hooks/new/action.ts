"use server";

import { createHook, hookInput } from "@/lib/admin/app-hooks";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

const input = hookInput.pick({ destination: true, event_type: true, delay: true, state: true });

export async function createHookAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, hook) => createHook(realmId, { hook_type: "webhook", ...hook }, actorOf(administrator)),
      next: ({ hook, key }) => (key ? { made: key } : paths.consoleRealm(realmId, "hooks", hook.id)),
    },
  );
}
