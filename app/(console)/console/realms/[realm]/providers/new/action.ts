"use server";

import { createAnyProvider } from "@/lib/admin/realm-providers";
import type { FormState } from "@/lib/domain/form-state";
import { newExternalInput } from "@/lib/domain/provider-fields";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";
import { paths } from "@/lib/web/paths";

export async function createProviderAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: newExternalInput,
      realmId,
      act: (administrator, provider) => createAnyProvider(realmId, provider, actorOf(administrator)),
      next: ({ id }) => `${paths.consoleRealm(realmId, "providers", id)}?saved=yes`,
    },
  );
}
