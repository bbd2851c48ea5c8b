"use server";

import { administratorInput, createAdministrator } from "@/lib/admin/administrators";
import { listRealmNames } from "@/lib/admin/realms";
import type { FormState } from "@/lib/domain/form-state";
import { runOwnerForm } from "@/lib/web/console-action";
import { doerOf } from "@/lib/web/console-rights";

export async function createAdministratorAction(previous: FormState, form: FormData): Promise<FormState> {
  return runOwnerForm(
    { form, previous },
    {
      input: async () => administratorInput(await listRealmNames()),
      act: (administrator, input) => createAdministrator(input, doerOf(administrator)),
      next: ({ password }) => ({ made: password }),
    },
  );
}
