"use server";

import { deleteApiKey, getApiKey } from "@/lib/admin/api-keys";
import type { FormState } from "@/lib/domain/form-state";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { doerOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function deleteKeyAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await getApiKey(realmId, id))?.name ?? null,
        act: (administrator) => deleteApiKey(realmId, id, doerOf(administrator)),
      }),
      realmId,
      next: () => paths.consoleRealm(realmId, "keys"),
    },
  );
}
