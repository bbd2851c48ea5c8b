"use server";

import { deleteAppRecord, getAppRecord, updateAppRecord } from "@/lib/admin/app-records";
import { appForm } from "@/lib/domain/app-form";
import type { FormState } from "@/lib/domain/form-state";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function updateAppAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: appForm,
      realmId,
      act: (administrator, input) => updateAppRecord(realmId, { id, input }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "apps", id)}?saved=yes`,
    },
  );
}

export async function deleteAppAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => {
          const app = await getAppRecord(realmId, id);
          return app.ok ? app.value.name : null;
        },
        act: (administrator) => deleteAppRecord(realmId, id, actorOf(administrator)),
      }),
      realmId,
      next: () => paths.consoleRealm(realmId, "apps"),
    },
  );
}
