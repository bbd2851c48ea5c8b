"use server";

import { createUser } from "@/lib/admin/user-records";
import { customTextField } from "@/lib/domain/custom-text";
import type { FormState } from "@/lib/domain/form-state";
import { userInput } from "@/lib/domain/user-fields";
import { runConsoleForm } from "@/lib/web/console-action";
import { actorOf, readRealmPath } from "@/lib/web/console-rights";

const input = userInput
  .pick({ name: true, email: true, username: true, state: true, reference: true })
  .extend({ custom: customTextField.optional() });

export async function createApiUserAction(previous: FormState, form: FormData): Promise<FormState> {
  const { realmId } = readRealmPath();
  return runConsoleForm(
    { form, previous },
    {
      input,
      realmId,
      act: (administrator, fields) => createUser(realmId, { ...fields, user_type: "api" }, actorOf(administrator)),
      next: ({ apiKey }) => ({ made: apiKey ?? "" }),
    },
  );
}
