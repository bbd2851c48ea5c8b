"use server";

import { createAppRecord } from "@/lib/admin/app-records";
import { newAppForm } from "@/lib/domain/app-form";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function createAppAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: newAppForm,
      realmId,
      act: (administrator, app) => createAppRecord(realmId, app, actorOf(administrator)),
      next: ({ id }) => `${paths.consoleRealm(realmId, "apps", id)}?saved=yes`,
    },
  );
}
