"use server";

import { apiKeyInput, createApiKey } from "@/lib/admin/api-keys";
import type { FormState } from "@/lib/domain/form-state";
import { done } from "@/lib/domain/outcome";
import { runConsoleForm } from "@/lib/web/console-action";
import { doerOf, readRealmPath } from "@/lib/web/console-rights";

export async function createKeyAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input: apiKeyInput,
      realmId,
      act: async (administrator, key) => done(await createApiKey({ realmId, ...key }, doerOf(administrator))),
      next: ({ key }) => ({ made: key }),
    },
  );
}
