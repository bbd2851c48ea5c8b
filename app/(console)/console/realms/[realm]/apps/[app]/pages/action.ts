"use server";

import { updateAppRecord } from "@/lib/admin/app-records";
import { hostedForm } from "@/lib/domain/app-form";
import type { FormState } from "@/lib/domain/form-state";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function updateAppPagesAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: hostedForm,
      realmId,
      act: (administrator, input) => updateAppRecord(realmId, { id, input }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "apps", id, "pages")}?saved=yes`,
    },
  );
}
