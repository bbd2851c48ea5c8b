"use server";

import { getAuthProvider } from "@/lib/admin/auth-providers";
import { deleteAnyProvider, updateAnyProvider } from "@/lib/admin/realm-providers";
import type { FormState } from "@/lib/domain/form-state";
import { externalInput } from "@/lib/domain/provider-fields";
import { afterItsName, runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function updateProviderAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: externalInput,
      realmId,
      act: (administrator, input) => updateAnyProvider(realmId, { id, input }, actorOf(administrator)),
      next: () => `${paths.consoleRealm(realmId, "providers", id)}?saved=yes`,
    },
  );
}

export async function deleteProviderAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId, id } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      ...afterItsName({
        nameOf: async () => (await getAuthProvider(realmId, id))?.name ?? null,
        act: (administrator) => deleteAnyProvider(realmId, id, actorOf(administrator)),
      }),
      realmId,
      next: () => paths.consoleRealm(realmId, "providers"),
    },
  );
}
